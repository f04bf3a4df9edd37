"""How figures of two years may be compared: always the same set of types, and never a top-n sum called the total.

The rules answer a real case: a municipality compared the sum of one year's three largest types (132) with the sum of
three other types the year before (34). Like for like it was 18 → 132, and 18 → 30 without one person's 102 events.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.tal import whole_percent


@dataclass(frozen=True, slots=True)
class Siffra:
    """A counted figure and the question that counts it again. None: it could not be counted, which is not nought."""

    varde: int | float | None
    fraga: Sokfraga | None = None


NOLL, OKAND = Siffra(0), Siffra(None)
FORE_SAKNAS = "uppgift saknas för året före"


def counted(antal: int, ar: int, *, forsta: int | None, fraga: Sokfraga | None = None) -> Siffra:
    """A year's figure; unknown, not nought, where the register holds nothing of its kind for the year or earlier.

    `forsta` is the first year of which the register holds anything of the kind.
    """
    return Siffra(antal if forsta is not None and forsta <= ar else None, fraga)


@dataclass(frozen=True, slots=True)
class Jamfort:
    """The same figure this year and the year before."""

    nu: Siffra
    fore: Siffra

    @property
    def forandring(self) -> int | None:
        """Change in whole percent; None where the year before is nought or was not counted."""
        return change(self.nu.varde, self.fore.varde)


@dataclass(frozen=True, slots=True)
class TypRad:
    """A type's events in two years. `koncentrerat` are the events of the most frequent brukarreferens this year,
    and `koncentrerat_fore` those of the same brukarreferens the year before.

    `fore.varde` is None when the type did not exist the year before, or nothing at all was counted then.
    """

    kod: str
    namn: str
    nu: Siffra
    fore: Siffra
    koncentrerat: int = 0
    brukare: int | None = None
    koncentrerat_fore: int = 0

    @property
    def antal(self) -> int:
        """This year's events; nought where there are none to count."""
        return int(self.nu.varde or 0)

    @property
    def antal_fore(self) -> int:
        """Last year's events; nought where there are none to count."""
        return int(self.fore.varde or 0)


@dataclass(frozen=True, slots=True)
class Summa:
    """The sums of one set of types in both years, with and without the concentrated case.

    `fore` is None where none of the types was counted the year before.
    `nya` are types of the set that did not exist the year before: the comparison then only holds for the others.
    """

    typer: tuple[TypRad, ...]
    nu: int
    fore: int | None
    koncentrerat: int
    nya: tuple[TypRad, ...]
    koncentrerat_fore: int = 0

    @property
    def utan(self) -> int:
        """This year's sum without the concentrated case."""
        return self.nu - self.koncentrerat

    @property
    def fore_utan(self) -> int | None:
        """Last year's sum without the same person's events, so that both years leave out the same."""
        return None if self.fore is None else self.fore - self.koncentrerat_fore

    @property
    def forandring(self) -> int | None:
        """Change in whole percent, like for like."""
        return change(self.nu, self.fore)

    @property
    def forandring_utan(self) -> int | None:
        """Change in whole percent without the concentrated case."""
        return change(self.utan, self.fore_utan)

    @property
    def andel(self) -> int | None:
        """The concentrated case's share of this year's sum, whole percent."""
        return whole_percent(self.koncentrerat, self.nu) if self.nu else None


def change(now: float | None, before: float | None) -> int | None:
    """Change in whole percent; None where there is nothing to compare with."""
    if now is None or not before:
        return None
    return whole_percent(now - before, before)


def largest(rows: Iterable[TypRad], n: int = 3, *, before: bool = False) -> tuple[TypRad, ...]:
    """The n most frequent types with any events, this year or the year before, largest first."""
    counted = [row for row in rows if (row.antal_fore if before else row.antal)]
    return tuple(sorted(counted, key=lambda row: (-(row.antal_fore if before else row.antal), row.namn))[:n])


def same_set(rows: Sequence[TypRad]) -> Summa:
    """Both years' sums over the very same types."""
    return Summa(
        typer=tuple(rows),
        nu=sum(row.antal for row in rows),
        fore=sum(row.antal_fore for row in rows) if any(row.fore.varde is not None for row in rows) else None,
        koncentrerat=sum(row.koncentrerat for row in rows),
        nya=tuple(row for row in rows if row.fore.varde is None),
        koncentrerat_fore=sum(row.koncentrerat_fore for row in rows),
    )


def shown_types(rows: Sequence[TypRad], n: int = 8) -> tuple[TypRad, ...]:
    """The n largest types and, whatever became of them, last year's three largest: no type falls out of view."""
    kept = {row.kod for row in (*largest(rows, n), *largest(rows, 3, before=True))}
    chosen = [row for row in rows if row.kod in kept]
    return tuple(sorted(chosen, key=lambda row: (-row.antal, -row.antal_fore, row.namn)))


def is_concentrated(events: int, whole: int, *, least: int = 5, percent: int = 25) -> bool:
    """Whether one person's events are a case to be told apart: at least five, and a quarter of all, unless said."""
    return events >= least and events * 100 >= whole * percent


def shown_before(row: TypRad) -> str:
    """Last year's figure as it is printed: a type that did not exist is not a nought."""
    return "fanns inte" if row.fore.varde is None else str(row.antal_fore)
