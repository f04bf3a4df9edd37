"""The part of a year that a report is about: all of it, a quarter, or from January on."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tid:
    """Months of a year, first and last included, and what they are called; "" for a whole year."""

    ar: int
    forsta_manad: int = 1
    sista_manad: int = 12
    namn: str = ""

    @property
    def hel(self) -> bool:
        """Whether it is a whole year."""
        return (self.forsta_manad, self.sista_manad) == (1, 12)

    @property
    def fran(self) -> date:
        """Its first day."""
        return date(self.ar, self.forsta_manad, 1)

    @property
    def till(self) -> date:
        """Its last day."""
        return date(self.ar, self.sista_manad, monthrange(self.ar, self.sista_manad)[1])

    @property
    def fore(self) -> "Tid":
        """The same months of the year before."""
        return Tid(self.ar - 1, self.forsta_manad, self.sista_manad, self.namn)

    @property
    def ord(self) -> str:
        """ "2025" or "kvartal 1 2025"."""
        return f"{self.namn} {self.ar}".strip()

    def holds(self, manad: int) -> bool:
        """Whether a month of the year is in it."""
        return self.forsta_manad <= manad <= self.sista_manad
