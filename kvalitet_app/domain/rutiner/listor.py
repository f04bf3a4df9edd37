"""Rutiner as lists and panels show them."""

from dataclasses import dataclass
from datetime import date

from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.rutiner.versioner import RutinversionRow


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
class RutinDetalj:
    """A rutin with all its versions, newest first, and the aktiviteter it serves."""

    rad: RutinRow
    versioner: tuple[RutinversionRow, ...]
    aktiviteter: tuple[str, ...]
    har_last: bool
    antal_lasta: int
    far_andra: bool
