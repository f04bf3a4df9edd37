"""Synpunkter och klagomål: received, acknowledged, investigated, answered and closed.

SOSFS 2011:9 5 kap. 3 §; of patients also PSL 3 kap. 8 a and 8 b §§ (answered snarast).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from kvalitet_app.domain.avvikelser.detalj import LoggRow
from kvalitet_app.domain.bilagor import BilagaRow, NyBilaga
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.worded import Step, Worded


class SynpunktSlag(Worded):
    """Kinds of synpunkter."""

    KLAGOMAL = "klagomal", "Klagomål"
    BEROM = "berom", "Beröm"
    FORSLAG = "forslag", "Förslag"


class SynpunktKalla(Worded):
    """Who it comes from (SOSFS 2011:9 5 kap. 3 §)."""

    BRUKARE = "brukare", "Brukare"
    NARSTAENDE = "narstaende", "Närstående"
    PERSONAL = "personal", "Personal"
    VARDGIVARE = "vardgivare", "Annan vårdgivare"
    MYNDIGHET = "myndighet", "Myndighet"
    FORENING = "forening", "Förening"


class SynpunktStatus(Step):
    """Where a synpunkt stands."""

    MOTTAGEN = "mottagen", "Mottagen", "är mottagen"
    BEKRAFTAD = "bekraftad", "Bekräftad", "är bekräftad"
    UTREDS = "utreds", "Utreds", "utreds nu"
    BESVARAD = "besvarad", "Besvarad", "är besvarad"
    AVSLUTAD = "avslutad", "Avslutad", "är avslutad"


S = SynpunktStatus
OPEN = (S.MOTTAGEN, S.BEKRAFTAD, S.UTREDS)
"""The states in which whoever wrote still waits for an answer."""

ALLOWED_STEPS: Mapping[SynpunktStatus, tuple[SynpunktStatus, ...]] = {
    S.MOTTAGEN: (S.BEKRAFTAD, S.UTREDS, S.BESVARAD, S.AVSLUTAD),
    S.BEKRAFTAD: (S.UTREDS, S.BESVARAD, S.AVSLUTAD),
    S.UTREDS: (S.BESVARAD, S.AVSLUTAD),
    S.BESVARAD: (S.AVSLUTAD, S.UTREDS),
    S.AVSLUTAD: (S.UTREDS,),
}
STEP_WORDS: Mapping[SynpunktStatus, str] = {
    S.BEKRAFTAD: "Bekräfta att den har kommit",
    S.UTREDS: "Börja utreda",
    S.BESVARAD: "Spara svaret",
    S.AVSLUTAD: "Avsluta",
}
WHAT_NOW: Mapping[SynpunktStatus, str] = {
    S.MOTTAGEN: "Enheten bekräftar att synpunkten har kommit fram.",
    S.BEKRAFTAD: "Enheten utreder vad som ligger bakom och svarar.",
    S.UTREDS: "Den som utreder skriver vad som framkommit och svarar.",
    S.BESVARAD: "Svaret är lämnat. Följ upp åtgärderna och avsluta.",
    S.AVSLUTAD: "Ingen har något kvar att göra.",
}
CONFIRM, ANSWER = "synpunkt_bekraftad_dagar", "synpunkt_svar_dagar"
"""The limits that hold the local targets: acknowledged and answered within so many days."""


@dataclass(frozen=True, slots=True)
class NySynpunkt:
    """What the form Ny synpunkt hands over. The same `uuid` twice gives the first one back."""

    text: str
    enhet_id: int
    slag: SynpunktSlag
    kalla: SynpunktKalla
    mottagen_datum: date
    amne: str = ""
    lagrum: Lagrum | None = None
    avsandare: str = ""
    kontakt: str = ""
    brukarreferens: str = ""
    uuid: str = ""
    inte_personnummer: tuple[str, ...] = ()
    bilagor: tuple[NyBilaga, ...] = ()


@dataclass(frozen=True, slots=True)
class SynpunktUppgifter:
    """What handling fills in; None leaves a field as it is. `skal` says why something is opened again."""

    ansvarig_id: int | None = None
    bekraftad_datum: date | None = None
    utredning: str | None = None
    svar: str | None = None
    svar_form: str | None = None
    besvarad_datum: date | None = None
    skal: str = ""


@dataclass(frozen=True, slots=True)
class SynpunktUrval:
    """Which synpunkter a list is about. `vy` is oppna, mina, forsenade, besvarade or alla; `ar` limits the last two."""

    vy: str = "oppna"
    enheter: frozenset[int] | None = None
    slag: frozenset[SynpunktSlag] | None = None
    kalla: frozenset[SynpunktKalla] | None = None
    amne: str | None = None
    ids: frozenset[int] | None = None
    ar: int | None = None
    sok: str = ""
    sortering: str = "mottagen"
    fallande: bool = True


class SynpunktRow(NamedTuple):
    """A synpunkt as a list shows it: never who sent it."""

    id: int
    ar: int | None
    nr: int | None
    slag: SynpunktSlag
    kalla: SynpunktKalla
    amne: str
    enhet_id: int
    enhet: str
    status: SynpunktStatus
    mottagen_datum: date
    bekraftad_datum: date | None
    besvarad_datum: date | None
    ansvarig: str
    version: int

    @property
    def beteckning(self) -> str:
        """Its number; an old one has none."""
        return f"S {self.ar}-{self.nr:03d}" if self.ar is not None and self.nr is not None else "S –"

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for an answer."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class SynpunktDetalj:
    """All of one synpunkt. Who sent it, and the files, are empty for whoever does not handle it (`ser_avsandare`).

    `antal_filer` is how many files there are, for everybody.
    """

    rad: SynpunktRow
    text: str
    lagrum: Lagrum | None
    avsandare: str
    kontakt: str
    brukarreferens: str
    ansvarig_id: int | None
    rapportor: str
    utredning: str
    svar: str
    svar_form: str
    avslutad_datum: date | None
    avvikelse: tuple[int, str] | None
    mal: tuple[int, int]
    anonym: bool
    atgarder: tuple[object, ...] = ()
    logg: tuple[LoggRow, ...] = ()
    far_handlagga: bool = False
    bilagor: tuple[BilagaRow, ...] = ()
    antal_filer: int = 0
    ser_avsandare: bool = False


@dataclass(frozen=True, slots=True)
class SynpunktFaktaSteg:
    """What the rules of a step look at. `uppgifter` is what stands when the step is taken."""

    slag: SynpunktSlag
    anonym: bool
    uppgifter: SynpunktUppgifter
    oppna_atgarder: tuple[str, ...] = ()
    utan_effekt: tuple[str, ...] = field(default=())


def what_now(slag: SynpunktSlag, status: SynpunktStatus) -> str:
    """What happens in a state, and who has the next move: praise is passed on, not investigated."""
    if slag is SynpunktSlag.BEROM and status in OPEN:
        return "Enheten tackar och berättar det för arbetsgruppen."
    return WHAT_NOW[status]


def next_step(slag: SynpunktSlag, status: SynpunktStatus, *, anonym: bool = False) -> SynpunktStatus | None:
    """The step that comes next: praise is not investigated, and whoever is unknown cannot be answered."""
    if status is S.AVSLUTAD:
        return None
    praise = slag is SynpunktSlag.BEROM
    if (status is S.BEKRAFTAD and praise) or (status is S.MOTTAGEN and praise and anonym):
        return S.AVSLUTAD
    if anonym and status in (S.MOTTAGEN, S.UTREDS):
        return S.UTREDS if status is S.MOTTAGEN else S.AVSLUTAD
    return ALLOWED_STEPS[status][0]


def due_day(row: SynpunktRow, mal: tuple[int, int]) -> date | None:
    """The day by which the next answer is due; None when nothing is."""
    if not row.is_open:
        return None
    target = min(mal) if row.bekraftad_datum is None else mal[1]
    return row.mottagen_datum + timedelta(days=target)


def check_step(old: SynpunktStatus, new: SynpunktStatus, facts: SynpunktFaktaSteg) -> None:
    """Raises RuleError unless the step may be taken; says what is missing, and in which field."""
    if new not in ALLOWED_STEPS[old]:
        raise RuleError(f"En synpunkt som är {old.word.lower()} kan inte bli {new.word.lower()}.")
    given = facts.uppgifter
    if new is S.UTREDS:
        if given.ansvarig_id is None:
            raise RuleError("Välj vem som utreder.", field="ansvarig_id")
        if old in (S.BESVARAD, S.AVSLUTAD) and not given.skal.strip():
            raise RuleError("Skriv varför synpunkten öppnas igen.", field="skal")
    elif new is S.BESVARAD:
        _check_answer(facts)
    elif new is S.AVSLUTAD:
        _check_close(old, facts)


def check_dates(given: SynpunktUppgifter, mottagen: date, today: date) -> None:
    """Raises RuleError when a day lies ahead or before the synpunkt came."""
    for name in ("bekraftad_datum", "besvarad_datum"):
        day = getattr(given, name)
        if day is not None and day > today:
            raise RuleError("Dagen ligger framåt i tiden.", field=name)
        if day is not None and day < mottagen:
            raise RuleError(f"Synpunkten kom {mottagen.isoformat()}. Dagen är tidigare.", field=name)


def _check_answer(facts: SynpunktFaktaSteg) -> None:
    given = facts.uppgifter
    if facts.slag is SynpunktSlag.KLAGOMAL and not (given.utredning or "").strip():
        raise RuleError("Skriv vad utredningen kom fram till. Ett klagomål ska utredas.", field="utredning")
    if not (given.svar or "").strip():
        raise RuleError("Skriv vilket svar som lämnades.", field="svar")
    if not (given.svar_form or "").strip():
        raise RuleError("Skriv hur svaret lämnades.", field="svar_form")


def _check_close(old: SynpunktStatus, facts: SynpunktFaktaSteg) -> None:
    if old is not S.BESVARAD and facts.slag is not SynpunktSlag.BEROM:
        if not facts.anonym:
            raise RuleError("Svara den som lämnade synpunkten innan den avslutas.", field="svar")
        if facts.slag is SynpunktSlag.KLAGOMAL and not (facts.uppgifter.utredning or "").strip():
            raise RuleError("Skriv vad utredningen kom fram till. Ett klagomål ska utredas.", field="utredning")
    if facts.oppna_atgarder:
        raise RuleError(f"Åtgärden ”{facts.oppna_atgarder[0]}” är inte klar.")
    if facts.utan_effekt:
        raise RuleError(f"Bedöm effekten av åtgärden ”{facts.utan_effekt[0]}” först.")
