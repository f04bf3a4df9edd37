"""Egenkontroller: templates, plans, occurrences, answers and the score (SOSFS 2011:9 5 kap. 2 §)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import Upprepning
from kvalitet_app.domain.worded import Worded


class Svarsvarde(Worded):
    """The answer to a question."""

    JA = "ja", "Ja"
    DELVIS = "delvis", "Delvis"
    NEJ = "nej", "Nej"
    EJ_TILLAMPLIGT = "ej_tillampligt", "Ej tillämpligt"


class EgenkontrollStatus(Worded):
    """Where one occurrence stands."""

    PLANERAD = "planerad", "Planerad"
    PAGAR = "pagar", "Pågår"
    GENOMFORD = "genomford", "Genomförd"
    INSTALLD = "installd", "Inställd"


class Lage(Worded):
    """The traffic light of a score."""

    GRON = "gron", "Grön"
    GUL = "gul", "Gul"
    ROD = "rod", "Röd"


KEYS = {"J": Svarsvarde.JA, "D": Svarsvarde.DELVIS, "N": Svarsvarde.NEJ, "E": Svarsvarde.EJ_TILLAMPLIGT}


def score(answers: Iterable[Svarsvarde]) -> Fraction | None:
    """The share of Ja among Ja, Delvis and Nej; None when nothing applicable is answered."""
    given = [answer for answer in answers if answer is not Svarsvarde.EJ_TILLAMPLIGT]
    return Fraction(given.count(Svarsvarde.JA), len(given)) if given else None


def light(poang: Fraction | float | None, *, grans_gron: int = 90, grans_gul: int = 70) -> Lage | None:
    """Grön, gul or röd for a score from 0 to 1; limits in whole percent, both included in the better colour."""
    if poang is None:
        return None
    percent = poang * 100
    if percent >= grans_gron:
        return Lage.GRON
    return Lage.GUL if percent >= grans_gul else Lage.ROD


def check_limits(grans_gron: int, grans_gul: int) -> None:
    """Raises RuleError unless 0 < gul < grön ≤ 100."""
    if not 0 < grans_gul < grans_gron <= 100:
        raise RuleError(
            "Gränsen för grön ska vara högre än den för gul, och båda mellan 1 och 100.", field="grans_gron"
        )


@dataclass(frozen=True, slots=True)
class FragaRow:
    """One question of a template."""

    id: int
    ordning: int
    text: str


@dataclass(frozen=True, slots=True)
class MallRow:
    """A template with its questions."""

    id: int
    kod: str
    namn: str
    metod: str
    grans_gron: int
    grans_gul: int
    upprepning: Upprepning
    antal_fragor: int
    version: int
    fragor: tuple[FragaRow, ...] = ()


@dataclass(frozen=True, slots=True)
class NyPlan:
    """A plan to make: the same template on one or more units."""

    mall_id: int
    enhet_ids: tuple[int, ...]
    start: date
    upprepning: Upprepning
    ansvarig_id: int | None = None
    slut: date | None = None


@dataclass(frozen=True, slots=True)
class EgenkontrollUrval:
    """Which occurrences a list is about. `vy` is one of att_gora, mina, forsenade, genomforda, alla.

    `ursprunglig`: as figures count them, by the day first planned and without the called off.
    """

    vy: str = "alla"
    enheter: frozenset[int] | None = None
    mallar: frozenset[int] | None = None
    fran: date | None = None
    till: date | None = None
    lagen: frozenset[Lage] | None = None
    ids: frozenset[int] | None = None
    ursprunglig: bool | None = None
    sok: str = ""
    sortering: str = "planerad_datum"
    fallande: bool = False


@dataclass(frozen=True, slots=True)
class EgenkontrollRow:
    """One occurrence as a list, the calendar and the year wheel show it."""

    id: int
    plan_id: int | None
    mall_id: int
    kod: str
    mall: str
    enhet_id: int
    enhet: str
    planerad_datum: date
    ursprungligt_datum: date
    status: EgenkontrollStatus
    genomford_datum: date | None
    ansvarig_id: int | None
    ansvarig: str
    poang: float | None
    lage: Lage | None
    version: int
    far_utfora: bool = False
    far_planera: bool = False
    flytt_skal: str = ""

    @property
    def flyttad(self) -> bool:
        """Whether somebody has moved it from the day the plan gave."""
        return self.planerad_datum != self.ursprungligt_datum

    def is_overdue(self, today: date) -> bool:
        """Whether the day first planned has passed without it being done: moving it does not make it be in time."""
        waiting = self.status in (EgenkontrollStatus.PLANERAD, EgenkontrollStatus.PAGAR)
        return waiting and self.ursprungligt_datum < today


@dataclass(frozen=True, slots=True)
class SvarRow:
    """The answer to one question, with what was answered last time."""

    fraga_id: int
    ordning: int
    text: str
    svar: Svarsvarde | None
    kommentar: str
    forra: Svarsvarde | None
    atgarder: int = 0


@dataclass(frozen=True, slots=True)
class EgenkontrollDetalj:
    """One occurrence with its questions, for the page where it is performed.

    `svar` are those of file number `akt`, from 1; `obesvarade` says how many wait in each file.
    """

    rad: EgenkontrollRow
    svar: tuple[SvarRow, ...]
    akt: int
    obesvarade: tuple[int, ...]
    svar_andra_akter: tuple[Svarsvarde, ...]
    grans_gron: int
    grans_gul: int
    sammanfattning: str
    antal_akter: int | None
    population: int | None
    forra_poang: float | None
    forra_datum: date | None
    genomford_av: str
    andrad: datetime
    far_utfora: bool
