"""The versions of a rutin: drafts, adopted and replaced ones (SOSFS 2011:9 4 kap. 4 §)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kvalitet_app.domain.worded import Worded


class VersionStatus(Worded):
    """Where a version of a rutin stands."""

    UTKAST = "utkast", "Utkast"
    FASTSTALLD = "faststalld", "Fastställd"
    ERSATT = "ersatt", "Ersatt"


class FaststalldRutin(NamedTuple):
    """A version that was adopted, as a sheet of the month tells it."""

    id: int
    nr: int
    titel: str
    version_nr: int
    andring: str


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
