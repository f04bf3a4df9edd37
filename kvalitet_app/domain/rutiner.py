"""Rutiner: a fixed way to do an aktivitet and who does it (SOSFS 2011:9 4 kap. 4 §)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kvalitet_app.domain.worded import Worded


class VersionStatus(Worded):
    """Where a version of a rutin stands."""

    UTKAST = "utkast", "Utkast"
    FASTSTALLD = "faststalld", "Fastställd"
    ERSATT = "ersatt", "Ersatt"


class RutinLage(Worded):
    """What a reader needs to know of a rutin first."""

    GALLER = "galler", "Gäller"
    SNART = "snart", "Ses över snart"
    UTGANGEN = "utgangen", "Översyn försenad"
    UTKAST = "utkast", "Utkast"
    SAKNAS = "saknas", "Saknas"


SOON_DAYS = 60


def rutin_state(*, faststalld: bool, utkast: bool, oversyn_senast: date | None, today: date) -> RutinLage:
    """The state of a rutin on a day: missing, draft, in force, due for review within 60 days, or overdue."""
    if not faststalld:
        return RutinLage.UTKAST if utkast else RutinLage.SAKNAS
    if oversyn_senast is None:
        return RutinLage.GALLER
    if oversyn_senast < today:
        return RutinLage.UTGANGEN
    return RutinLage.SNART if (oversyn_senast - today).days <= SOON_DAYS else RutinLage.GALLER


class FaststalldRutin(NamedTuple):
    """A version that was adopted, as a sheet of the month tells it."""

    id: int
    nr: int
    titel: str
    version_nr: int
    andring: str


@dataclass(frozen=True, slots=True)
class RutinUrval:
    """Which rutiner a list is about. `vy` is one of galler, forsenade, utkast, utan_agare, saknas, alla.

    `ids` names them one by one.
    """

    vy: str = "alla"
    enheter: frozenset[int] | None = None
    omrade: str | None = None
    agare_id: int | None = None
    ids: frozenset[int] | None = None
    sok: str = ""
    sortering: str = "nr"
    fallande: bool = False


@dataclass(frozen=True, slots=True)
class RutinRow:
    """A rutin as a list shows it: the version in force, or the draft when there is none."""

    id: int
    nr: int
    titel: str
    omrade: str
    enhet_id: int
    enhet: str
    agare_id: int | None
    agare: str
    version_nr: int | None
    faststalld_datum: date | None
    galler_fran: date | None
    oversyn_senast: date | None
    lage: RutinLage
    version: int


@dataclass(frozen=True, slots=True)
class RutinversionRow:
    """One version of a rutin with its text in Markdown."""

    id: int
    version_nr: int
    status: VersionStatus
    text: str
    faststalld_av: str
    faststalld_datum: date | None
    galler_fran: date | None
    oversyn_senast: date | None
    andring: str
    betydande: bool
    version: int


@dataclass(frozen=True, slots=True)
class RutinDetalj:
    """A rutin with all its versions, newest first, and the aktiviteter it serves."""

    rad: RutinRow
    versioner: tuple[RutinversionRow, ...]
    aktiviteter: tuple[str, ...]
    har_last: bool
    antal_lasta: int
    far_andra: bool
