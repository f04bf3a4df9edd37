"""What goes back to those who reported: APT-bladet, one page a month and unit.

It hangs on a wall, so it names no person, no brukarreferens and no protected case; what is told of a case is its type,
what was done and whether it helped.
"""

from dataclasses import dataclass
from datetime import date

from kvalitet_app.domain.atgarder import Effekt
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import MONTHS

SHOWN_TYPES = 7


@dataclass(frozen=True, slots=True)
class AptArende:
    """A case that was closed: its number, type, what was done, and the best effect of it."""

    id: int
    beteckning: str
    typ: str
    atgarder: tuple[str, ...]
    effekt: Effekt | None
    aterford: bool


@dataclass(frozen=True, slots=True)
class AptBlad:
    """Everything on the page. `dagar_tyst` is since the unit's last report, None when there is none at all."""

    organisation: str
    enhet: str
    ar: int
    manad: int
    antal: int
    antal_fore: int
    oppna: int
    typer: tuple[tuple[str, int], ...]
    avslutade: tuple[AptArende, ...]
    exempel: AptArende | None
    rutiner: tuple[tuple[int, str, int, str], ...]  # number, title, version, what changed
    egenkontroller: tuple[tuple[date, str], ...]
    dagar_tyst: int | None

    @property
    def visade_typer(self) -> tuple[tuple[str, int], ...]:
        """The most frequent types, and the rest together: the sum is the whole."""
        rest = sum(n for _, n in self.typer[SHOWN_TYPES:])
        return (*self.typer[:SHOWN_TYPES], *((("Övriga typer", rest),) if rest else ()))

    @property
    def siffror(self) -> tuple[tuple[int, str], ...]:
        """The three figures on top, each with its word in the right number."""
        closed, stand = len(self.avslutade), "öppen" if self.oppna == 1 else "öppna"
        return (
            (self.antal, "rapporterad" if self.antal == 1 else "rapporterade"),
            (closed, "avslutad" if closed == 1 else "avslutade"),
            (self.oppna, f"{stand} i dag"),
        )

    @property
    def period(self) -> str:
        """november 2026"""
        return f"{MONTHS[self.manad - 1]} {self.ar}"

    @property
    def jamforelse(self) -> str:
        """How many were reported, beside the month before, in plain words."""
        before = MONTHS[self.manad - 2]
        if not self.antal:
            return "Ingen avvikelse rapporterades. Är det så bra, eller skrivs de inte?"
        if self.antal == self.antal_fore:
            return f"Lika många som i {before}."
        return f"I {before} rapporterades {self.antal_fore}."


def check_month(ar: int, manad: int) -> None:
    """Raises RuleError when there is no such month."""
    if not (1990 <= ar <= 2100 and 1 <= manad <= 12):
        raise RuleError("Ange månaden som 2026-11.", field="manad")
