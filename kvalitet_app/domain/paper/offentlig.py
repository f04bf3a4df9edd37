"""What a published figure must not say: nothing of one to four persons, and nothing a shown sum gives away.

A cell of one to four may point somebody out (the project's own rule, after the case in which 102 of 132 published
events were one person's). What is left out must not be found again from a sum: a cell is never hidden alone.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from kvalitet_app.domain.paper.links import lone_links
from kvalitet_app.domain.tal import count, number

LEAST = 5
MASK, HIDDEN, MISSING = "1–4", "•", "–"  # one to four; not told; not known
LEFT_OUT = f"{HIDDEN} betyder färre än fem, eller ett antal som skulle röja någon enskild."
SUMS = ("Summa", "Alla")  # what a row or a column of sums is called
OPEN = ("open", None)  # the end of a cell of a row or a column that is not summed
Cell = tuple[int, str]
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
    """Units by type as they are hidden cell by cell; `untold_rows` and `untold_columns` are those without their sum."""

    cells: dict[Cell, int]
    hidden: set[Cell] = field(default_factory=set)
    untold_rows: set[int] = field(default_factory=set)
    untold_columns: set[str] = field(default_factory=set)

    def settle(
        self,
        sums: set[int],
        forced: Iterable[Cell] = (),
        *,
        down: bool = True,
        untold: Iterable[int] = (),
    ) -> None:
        """Hide in rows with a shown sum (`sums`) and, where they are summed (`down`), in columns, until neither gives
        anything away. The sums are cells of the whole, which is told: none goes alone, nor those of `untold`."""
        rows = {unit: [key for key in self.cells if key[0] == unit] for unit in sums}
        columns = {code: [key for key in self.cells if key[1] == code] for code in {code for _, code in self.cells}}
        if sums and down:
            self.untold_rows |= hide(self._sums(rows), untold)
            self.untold_columns |= hide(self._sums(columns))
        self.hidden |= {key for key, n in self.cells.items() if is_small(n)} | set(forced)
        more: set[Cell] = set()
        while True:
            self.hidden |= more
            self._settle_lines(rows, columns if down else {})
            more = self._given_away(rows, columns if down else {})
            if not more:
                return

    def _settle_lines(self, rows: Mapping[int, list[Cell]], columns: Mapping[str, list[Cell]]) -> None:
        before = -1
        while len(self.hidden) != before:
            before = len(self.hidden)
            for unit, part in rows.items():
                self._hide_in(part, whole=unit not in self.untold_rows, some=unit in self.untold_rows)
            for code, part in columns.items():
                self._hide_in(part, whole=True, some=code in self.untold_columns)

    def _given_away(self, rows: Collection[int], columns: Collection[str]) -> set[Cell]:
        """What to hide more, since rows and columns together tell a cell: one beside each such, the least there is.

        A hidden cell joins the sum of its row and the sum of its column (where those are not shown, what they add up
        to). It can be worked out of all the sums exactly when nothing else joins what it joins.
        """
        ends = {
            key: (
                ("row", None if key[0] in self.untold_rows else key[0]) if key[0] in rows else OPEN,
                ("column", None if key[1] in self.untold_columns else key[1]) if key[1] in columns else OPEN,
            )
            for key in self.hidden
        }
        more = set()
        for at in lone_links(ends):
            beside = [
                (n or float("inf"), key)
                for key, n in self.cells.items()
                if key not in self.hidden and (key[0] == at[0] or key[1] == at[1])
            ]
            if self.cells[at] and beside:
                more.add(min(beside)[1])
        return more

    def _sums(self, lines: Mapping[K, list[Cell]]) -> dict[K, int]:
        return {at: sum(self.cells[key] for key in part) for at, part in lines.items()}

    def _hide_in(self, part: list[Cell], *, whole: bool, some: bool) -> None:
        """Hide in a row or a column: so much that a shown sum tells nothing, `some` where a hidden one is not told."""
        cells = {key: self.cells[key] for key in part}
        if whole:
            self.hidden |= hide(cells, self.hidden & set(part))
        if some and any(cells.values()) and not self.hidden & set(part):
            self.hidden.add(min((n, key) for key, n in cells.items() if n)[1])


def sign_for(hidden: Collection[int]) -> str:
    """How the hidden cells of a table are written: "1–4" where they all are, else alike, so that none is told."""
    return MASK if all(map(is_small, hidden)) else HIDDEN


def masked(n: int, *, offentlig: bool) -> str:
    """A figure in a table or a sentence; in a published version one below five is not given."""
    return MASK if offentlig and is_small(n) else number(n)


def counted_masked(n: int, one: str, many: str, *, offentlig: bool) -> str:
    """ "1 rapport", "7 rapporter"; in a published version "1–4 rapporter"."""
    return f"{MASK} {many}" if offentlig and is_small(n) else count(n, one, many)
