"""Åtgärder: one register for all sources, each with owner, due date and proven effect (SOSFS 2011:9 5 kap. 7–8 §§)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.worded import Worded


class AtgardStatus(Worded):
    """Where an åtgärd stands."""

    PLANERAD = "planerad", "Planerad"
    PAGAR = "pagar", "Pågår"
    GENOMFORD = "genomford", "Genomförd"
    AVBRUTEN = "avbruten", "Avbruten"


class AtgardSlag(Worded):
    """What kind of thing is done."""

    OMEDELBAR = "omedelbar", "Omedelbar"
    FOREBYGGANDE = "forebyggande", "Förebyggande"
    REVIDERA_RUTIN = "revidera_rutin", "Revidera rutin"
    UTBILDNING = "utbildning", "Utbildning"


class AtgardKalla(Worded):
    """Where an åtgärd comes from."""

    AVVIKELSE = "avvikelse", "Avvikelse"
    EGENKONTROLL = "egenkontroll", "Egenkontroll"
    RISKANALYS = "riskanalys", "Riskanalys"
    REKOMMENDATION = "rekommendation", "Rekommendation"
    LEX = "lex", "Lex Sarah eller lex Maria"
    SYNPUNKT = "synpunkt", "Synpunkt"
    EGEN = "egen", "Eget initiativ"


class Effekt(Worded):
    """What the effect check showed."""

    GOD = "god", "God effekt"
    DELVIS = "delvis", "Delvis effekt"
    INGEN = "ingen", "Ingen effekt"


OPEN = (AtgardStatus.PLANERAD, AtgardStatus.PAGAR)


@dataclass(frozen=True, slots=True)
class NyAtgard:
    """A new åtgärd. `kalla_id` is the row it comes from; `fraga` the question of an egenkontroll, if any.

    `mot_orsak` is the cause that it answers to, as the investigation of a lex case has it.
    """

    text: str
    enhet_id: int
    klart_senast: date
    ansvarig_id: int | None = None
    kalla: AtgardKalla = AtgardKalla.EGEN
    kalla_id: int | None = None
    slag: AtgardSlag = AtgardSlag.FOREBYGGANDE
    orsak_id: int | None = None
    fraga_id: int | None = None
    rutin_id: int | None = None
    uuid: str = ""
    mot_orsak: str = ""


@dataclass(frozen=True, slots=True)
class AtgardUrval:
    """Which åtgärder a list is about. `vy` is one of oppna, mina, forsenade, utan_effekt, alla."""

    vy: str = "oppna"
    enheter: frozenset[int] | None = None
    avvikelse_id: int | None = None
    egenkontroll_id: int | None = None
    lex_sarah_arende_id: int | None = None
    synpunkt_id: int | None = None
    ids: frozenset[int] | None = None
    ar: int | None = None
    sok: str = ""
    sortering: str = "klart_senast"
    fallande: bool = False


@dataclass(frozen=True, slots=True)
class AtgardRow:
    """An åtgärd as a list or an inspector shows it."""

    id: int
    text: str
    enhet_id: int
    enhet: str
    kalla: AtgardKalla
    kalla_id: int | None
    kalla_namn: str
    slag: AtgardSlag
    status: AtgardStatus
    klart_senast: date
    ansvarig_id: int | None
    ansvarig: str
    orsak_id: int | None
    genomford_datum: date | None
    effekt: Effekt | None
    effekt_datum: date | None
    effekt_metod: str
    rutin_id: int | None
    rutin_nr: int | None
    rutin_version: int | None
    version: int
    mot_orsak: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something remains to be done."""
        return self.status in OPEN

    def is_overdue(self, today: date) -> bool:
        """Whether the due date has passed and the work is not done."""
        return self.is_open and self.klart_senast < today


REMINDING = re.compile(r"\b(påminna|påminner|påminnelse|informera|prata med|ta upp med|uppmärksamma)\b", re.IGNORECASE)


def is_only_reminding(texts: Iterable[str]) -> bool:
    """Whether all that is done is to remind people: the weakest kind of åtgärd, and alone seldom enough."""
    found = [text for text in texts if text.strip()]
    return bool(found) and all(REMINDING.search(text) for text in found)


def check_effect(status: AtgardStatus, effekt: Effekt | None, metod: str) -> None:
    """An effect is judged on something that is done, and says how it was measured.

    Raises:
        RuleError: with the field it concerns.
    """
    if effekt is None:
        raise RuleError("Välj vilken effekt åtgärden fick.", field="effekt")
    if status is not AtgardStatus.GENOMFORD:
        raise RuleError("Åtgärden måste vara genomförd innan effekten bedöms.", field="status")
    if not metod.strip():
        raise RuleError("Skriv hur effekten mättes.", field="effekt_metod")
