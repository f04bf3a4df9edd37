"""The avvikelse: its states, its risk and what lists and forms show of it. The steps are in `steg`.

States after domain practice in Swedish municipalities; SOSFS 2011:9 5 kap. 3–7 §§.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from kvalitet_app.domain.bilagor import NyBilaga
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.worded import Step, Worded


class AvvikelseStatus(Step):
    """Where a case stands: the six working states in order, then what a case can end as or wait in."""

    REGISTRERAD = "registrerad", "Registrerad", "är registrerad"
    MOTTAGEN = "mottagen", "Mottagen", "är mottagen"
    UTREDS = "utreds", "Utreds", "utreds nu"
    ATGARDAS = "atgardas", "Åtgärdas", "åtgärdas nu"
    UPPFOLJD = "uppfoljd", "Uppföljd", "är uppföljd"
    AVSLUTAD = "avslutad", "Avslutad", "är avslutad"
    OVERLAMNAD = "overlamnad", "Överlämnad", "är överlämnad"
    DUBBLETT = "dubblett", "Dubblett", "är en dubblett"
    EJ_AVVIKELSE = "ej_avvikelse", "Ej avvikelse", "är ingen avvikelse"


class Foljd(Worded):
    """The consequence for the person, as the reporter saw it."""

    INGEN = "ingen", "Ingen"
    OBEHAG = "obehag", "Obehag"
    SKADA = "skada", "Skada"
    VET_INTE = "vet_inte", "Vet inte"


class Skada(Worded):
    """Whether harm of one kind came about, or could have."""

    INGEN = "ingen", "Ingen"
    MOJLIG = "mojlig", "Kunde ha skett"
    FAKTISK = "faktisk", "Skedde"


class Foljdfragesvar(Worded):
    """How a follow-up question of a type is answered."""

    JA_NEJ = "ja_nej", "Ja eller nej"
    VAL = "val", "Ett val"
    TEXT = "text", "Text"


class Riskniva(Worded):
    """Level of sannolikhet × allvarlighetsgrad; `Riskgranser` says where each begins."""

    LAG = "lag", "Låg"
    MATTLIG = "mattlig", "Måttlig"
    HOG = "hog", "Hög"
    MYCKET_HOG = "mycket_hog", "Mycket hög"


S = AvvikelseStatus


@dataclass(frozen=True, slots=True)
class Riskgranser:
    """The product that each level begins at, and the allvarlighetsgrad that is hög whatever the product.

    The defaults are 1–3, 4–6, 8–9 and 12–16, and grade 4 at least hög. The matrix is that of Handbok för riskanalys
    och händelseanalys; its limits are local practice, so the register keeps its own. `allvar` 5 stands for no grade.
    """

    mattlig: int = 4
    hog: int = 8
    mycket_hog: int = 12
    allvar: int = 4

    def level(self, sannolikhet: int, allvarlighetsgrad: int) -> Riskniva:
        """The level of a risk, each factor 1–4. Raises RuleError when a factor lies outside 1–4."""
        if not (1 <= sannolikhet <= 4 and 1 <= allvarlighetsgrad <= 4):
            raise RuleError("Sannolikhet och allvarlighetsgrad anges med 1–4.", field="risk")
        product = sannolikhet * allvarlighetsgrad
        if product >= self.mycket_hog:
            return Riskniva.MYCKET_HOG
        if product >= self.hog or allvarlighetsgrad >= self.allvar:
            return Riskniva.HOG
        return Riskniva.MATTLIG if product >= self.mattlig else Riskniva.LAG

    def is_high(self, sannolikhet: int, allvarlighetsgrad: int) -> bool:
        """Whether a risk is hög or mycket hög."""
        return self.level(sannolikhet, allvarlighetsgrad) in (Riskniva.HOG, Riskniva.MYCKET_HOG)


RISKGRANSER = Riskgranser()


SANNOLIKHET = (
    "Mycket liten (ungefär varje år)",
    "Liten (varje månad)",
    "Stor (varje vecka)",
    "Mycket stor (varje dag)",
)
ALLVARLIGHETSGRAD = (
    "Mindre (obehag, obetydlig skada)",
    "Måttlig (övergående, ökat behov)",
    "Betydande (bestående måttlig skada)",
    "Katastrofal (död eller livshot, bestående stor skada)",
)


PROTECTED_ROW = 900_000
"""A case that is registered as protected takes its number from here on, so that it leaves no gap in the open row."""
_NUMBER = re.compile(r"(\d{4})-([Ss]?)(\d{1,9})")


def case_number(ar: int, nr: int) -> str:
    """How a case is named: 2026-0412, or 2026-S012 when it was registered as protected."""
    return f"{ar}-{nr:04d}" if nr <= PROTECTED_ROW else f"{ar}-S{nr - PROTECTED_ROW:03d}"


def case_number_of(text: str) -> tuple[int, int] | None:
    """The year and the number that a name such as 2026-0412 or 2026-S012 stands for; None where it is no such name."""
    found = _NUMBER.fullmatch(text.strip())
    return (int(found[1]), int(found[3]) + (PROTECTED_ROW if found[2] else 0)) if found else None


def stored_number(text: str) -> str:
    """A search text with the names of protected cases as the register keeps them."""

    def stored(found: re.Match[str]) -> str:
        return f"{found[1]}-{int(found[3]) + PROTECTED_ROW}" if found[2] else found[0]

    return _NUMBER.sub(stored, text)


@dataclass(frozen=True, slots=True)
class NyAvvikelse:
    """What the form Ny avvikelse hands over. Only `beskrivning` and `enhet_id` are required.

    `foljdsvar` are the ids of follow-up questions with their answers; `papper` says that it stood on a blank form,
    `rapportor_id` then whose.
    """

    beskrivning: str
    enhet_id: int
    handelse_vid: datetime
    typ_id: int | None = None
    brukarreferens: str = ""
    foljd: Foljd = Foljd.VET_INTE
    omedelbar_atgard: str = ""
    misstanke: bool = False
    berort_barn: bool = False
    uuid: str = ""
    inte_personnummer: tuple[str, ...] = ()
    externt_nummer: str | None = None
    lagrum: Lagrum | None = None
    skada_fysisk: Skada | None = None
    skada_psykisk: Skada | None = None
    skada_integritet: Skada | None = None
    process_id: int | None = None
    foljdsvar: tuple[tuple[int, str], ...] = ()
    bilagor: tuple[NyBilaga, ...] = ()
    papper: bool = False
    rapportor_id: int | None = None


@dataclass(frozen=True, slots=True)
class AvvikelseUrval:
    """Which avvikelser a list, a number or a chart is about. Empty fields mean no limit.

    `enheter` are unit ids including those below; `fran`/`till` bound the day of the event, both included; `vy` is one
    of the saved views (see `services.avvikelser.arbetslistor`); `sok` is free text. `ar` is the year one looks at: it
    limits the views alla and avslutade where no days do, while what is still open is shown whatever year it happened.
    `dagar` is least and most days since registration; `ids` are certain cases; `raknas` leaves out what no figure
    counts, `oskyddat` the protected cases too; `processer` are where in the process map it happened.
    """

    vy: str = "alla"
    enheter: frozenset[int] | None = None
    typer: frozenset[int] | None = None
    statusar: frozenset[AvvikelseStatus] | None = None
    lagrum: frozenset[Lagrum] | None = None
    fran: date | None = None
    till: date | None = None
    ar: int | None = None
    sok: str = ""
    brukarreferens: str | None = None
    utan_brukarreferens: str | None = None
    orsak: str | None = None
    minst_risk: int | None = None
    dagar: tuple[int, int | None] | None = None
    ids: frozenset[int] | None = None
    raknas: bool | None = None
    oskyddat: bool | None = None
    processer: frozenset[int] | None = None
    sortering: str = "nr"
    fallande: bool = True


class AvvikelseRow(NamedTuple):
    """An avvikelse as a list shows it. Times are in UTC. A tuple, since a list makes 200 at a time.

    `riskgranser` are the limits of the register that the row was read from.
    """

    id: int
    ar: int
    nr: int
    rubrik: str
    enhet_id: int
    enhet: str
    typ: str
    lagrum: Lagrum
    status: AvvikelseStatus
    handelse_vid: datetime
    registrerad_vid: datetime
    status_sedan: datetime
    risk: int | None
    allvarlighetsgrad: int | None
    brukarreferens: str
    ansvarig: str
    skyddad: bool
    version: int
    riskgranser: Riskgranser = RISKGRANSER

    @property
    def beteckning(self) -> str:
        """The case number."""
        return case_number(self.ar, self.nr)

    @property
    def riskniva(self) -> Riskniva | None:
        """The level, or None before the assessment."""
        if self.risk is None or self.allvarlighetsgrad is None:
            return None
        return self.riskgranser.level(self.risk // self.allvarlighetsgrad, self.allvarlighetsgrad)
