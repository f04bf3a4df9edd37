"""What a published figure must not say: nothing of one to four persons, and nothing a shown sum gives away.

A cell of one to four may point somebody out (the project's own rule, after the case in which 102 of 132 published
events were one person's). What is left out must not be found again from a sum: a cell is never hidden alone.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from kvalitet_app.domain.tal import count, number

LEAST = 5
MASK, HIDDEN, MISSING = "1–4", "•", "–"  # one to four; not told; not known
LEFT_OUT = f"{HIDDEN} betyder färre än fem, eller ett antal som skulle röja någon enskild."
SUMS = ("Summa", "Alla")  # what a row or a column of sums is called
K = TypeVar("K")


def is_small(n: int | None) -> bool:
    """Whether a figure is one to four."""
    return n is not None and 0 < n < LEAST


def hide(cells: Mapping[K, int], also: Iterable[K] = ()) -> set[K]:
    """The cells of a sum that is shown that must not be: the small ones and `also`, and so many beside them that no
    hidden cell, and no hidden group below five, is what remains of the sum."""
    hidden = {key for key, n in cells.items() if is_small(n)} | {key for key in also if key in cells}
    while hidden and _told_by_the_sum([cells[key] for key in hidden]):
        rest = sorted((n or float("inf"), at, key) for at, (key, n) in enumerate(cells.items()) if key not in hidden)
        noughts_left = bool(rest) and rest[0][0] == float("inf")
        if not rest or (noughts_left and len(hidden) > 1 and is_small(sum(cells[key] for key in hidden))):
            break
        hidden.add(rest[0][2])
    return hidden


def _told_by_the_sum(hidden: list[int]) -> bool:
    """Whether what remains of a shown sum says what each hidden cell is, or that few are hidden in all.

    As many as there are cells of one to four, or four times as many, can be parted in one way only.
    """
    rest = sum(hidden)
    bounds = all(map(is_small, hidden)) and rest in (len(hidden), (LEAST - 1) * len(hidden))
    return len(hidden) == 1 or is_small(rest) or bounds


@dataclass
class Hiding:
    """Units by type as they are hidden cell by cell."""

    cells: dict[tuple[int, str], int]
    hidden: set[tuple[int, str]] = field(default_factory=set)

    def settle(self, sums: set[int], forced: set[tuple[int, str]], *, down: bool = True) -> None:
        """Hide in rows with a shown sum (`sums`) and, where they are summed (`down`), in columns, until neither gives
        anything away."""
        self.hidden |= {key for key, n in self.cells.items() if is_small(n)} | forced
        while True:
            before = len(self.hidden)
            rows = [[key for key in self.cells if key[0] == unit] for unit in sums]
            columns = [
                [key for key in self.cells if key[1] == code] for code in {code for _, code in self.cells if down}
            ]
            for part in (*rows, *columns):
                self.hidden |= hide({key: self.cells[key] for key in part}, self.hidden & set(part))
            if len(self.hidden) == before:
                return


def settled(cells: Mapping[tuple[int, str], int], sums: set[int], *, down: bool = True) -> set[tuple[int, str]]:
    """The cells of a table that must be hidden, where the sum of the rows `sums` and (`down`) of every column is
    shown."""
    table = Hiding(dict(cells))
    table.settle(sums, set(), down=down)
    return table.hidden


def sign_for(hidden: Collection[int]) -> str:
    """How the hidden cells of a table are written: "1–4" where they all are, else alike, so that none is told."""
    return MASK if all(map(is_small, hidden)) else HIDDEN


def masked(n: int, *, offentlig: bool) -> str:
    """A figure in a table or a sentence; in a published version one below five is not given."""
    return MASK if offentlig and is_small(n) else number(n)


def counted_masked(n: int, one: str, many: str, *, offentlig: bool) -> str:
    """ "1 rapport", "7 rapporter"; in a published version "1–4 rapporter"."""
    return f"{MASK} {many}" if offentlig and is_small(n) else count(n, one, many)
