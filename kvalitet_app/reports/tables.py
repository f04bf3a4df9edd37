"""A table as a flowable that measures each row once and draws itself: long ones split in linear time.

The header is repeated on each page. A short table is never split; a long one never leaves a single row alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from kvalitet_app.reports.fonts import BODY, STRONG
from kvalitet_app.reports.inline import Cleaner, hyphenate
from kvalitet_app.reports.model import Column, Table
from kvalitet_app.reports.styles import (
    ACCENT,
    CAPTION,
    CELL_LEADING,
    CELL_PAD_X,
    CELL_PAD_Y,
    CELL_SIZE,
    EDGE,
    HEIGHT,
    LINE,
    MEASURE,
    MUTED,
    TEXT,
    WIDTH,
)

SHORT = 12  # rows that are kept on one page
LEAST = 3  # rows that must stand together with the header
NOTE_SIZE, NOTE_LEADING = 8.75, 12.0
SPACE_BEFORE, SPACE_AFTER = 9.0, 14.0
BASELINE = 0.76  # of the leading, from a line's top


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of each cell, and the height that they take."""

    cells: tuple[tuple[str, ...], ...]
    strong: bool = False
    last: bool = True  # a row that was cut goes on on the next page and has no rule under it

    @property
    def lines(self) -> int:
        """The lines of its highest cell."""
        return max(1, *(len(cell) for cell in self.cells))

    @property
    def height(self) -> float:
        """Points."""
        return self.lines * CELL_LEADING + 2 * CELL_PAD_Y


@dataclass(frozen=True, slots=True)
class _Grid:
    """What all parts of one table share. `tops` are the heights above each row, so that no part adds them up again."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    header: Row
    caption: tuple[str, ...]
    note: tuple[str, ...]
    rows: Sequence[Row]
    tops: Sequence[float]


class TableFlowable(Flowable):
    """The rows from `start` to `stop` of a table; `cut` is the part of the first row that is shown, if not all."""

    def __init__(self, grid: _Grid, start: int, stop: int, *, cut: Row | None = None, first: bool = True) -> None:
        super().__init__()
        self.grid, self.start, self.stop, self.cut, self.first = grid, start, stop, cut, first
        self.last = True
        self.spaceBefore, self.spaceAfter = (SPACE_BEFORE if first else 0), SPACE_AFTER

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points."""
        self.width = sum(self.grid.widths)
        self.height = self._head() + self._body(self.stop) + self._foot()
        return self.width, self.height

    def least_height(self) -> float:
        """What must fit under a heading before the table may begin there."""
        if self.stop - self.start <= SHORT:
            return min(self._head() + self._body(self.stop) + self._foot(), HEIGHT * 0.6)
        return self._head() + self._body(self.start + LEAST)

    def _row_at(self, n: int) -> Row:
        return self.cut if self.cut is not None and n == self.start else self.grid.rows[n]

    def _body(self, stop: int) -> float:
        """The height of the rows before `stop`."""
        if stop <= self.start:
            return 0.0
        instead = self.cut.height - self.grid.rows[self.start].height if self.cut is not None else 0.0
        return self.grid.tops[stop] - self.grid.tops[self.start] + instead

    def _head(self) -> float:
        caption = len(self.grid.caption) * CAPTION.leading + 4 if self.first else 0.0
        return caption + self.grid.header.height

    def _foot(self) -> float:
        return len(self.grid.note) * NOTE_LEADING + 4 if self.last and self.grid.note else 0.0

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """The part that fits and the rest, or nothing where it should begin on the next page."""
        rows = self.stop - self.start
        if self.first and rows <= SHORT and self._head() + self._body(self.stop) + self._foot() <= HEIGHT:
            return []
        room = avail_height - self._head()
        count = 0
        while count < rows and self._body(self.start + count + 1) <= room:
            count += 1
        if rows - count == 1 and count > LEAST:
            count -= 1  # the last row never stands alone
        if count < min(LEAST, rows) and avail_height < HEIGHT - 1 and self._row_at(self.start).height < HEIGHT / 3:
            return []
        if count == rows and count > 1:
            count -= 2 if count > LEAST + 1 else 1  # only the note did not fit
        if count == 0:
            return self._cut_first(room)
        middle = self.start + count
        return [self._part(self.start, middle, self.cut), self._part(middle, self.stop, None)]

    def _cut_first(self, room: float) -> list[Flowable]:
        """Cut the first row, which is higher than a page, between two lines."""
        lines = int((room - 2 * CELL_PAD_Y) // CELL_LEADING)
        row = self._row_at(self.start)
        if lines < 2 or lines >= row.lines:
            return []
        above = Row(tuple(cell[:lines] for cell in row.cells), row.strong, last=False)
        below = Row(tuple(cell[lines:] for cell in row.cells), row.strong, row.last)
        return [self._part(self.start, self.start + 1, above), self._part(self.start, self.stop, below)]

    def _part(self, start: int, stop: int, cut: Row | None) -> "TableFlowable":
        part = TableFlowable(self.grid, start, stop, cut=cut, first=self.first and start == self.start)
        part.last = self.last and stop == self.stop
        if cut is not None and not cut.last:
            part.last = False
        elif cut is not None and cut is not self.cut:
            part.first = False
        part.spaceAfter = SPACE_AFTER if part.last else 0
        part.spaceBefore = SPACE_BEFORE if part.first else 0
        return part

    def draw(self) -> None:
        """Draw on the canvas, from the top down."""
        c, y = self.canv, self.height
        if self.first and self.grid.caption:
            c.setFillColor(TEXT)
            c.setFont(STRONG, CAPTION.fontSize)
            for line in self.grid.caption:
                c.drawString(0, y - CAPTION.leading * BASELINE, line)
                y -= CAPTION.leading
            y -= 4
        y = self._row(self.grid.header, y, STRONG, MUTED)
        c.setLineWidth(0.9)
        c.setStrokeColor(ACCENT)
        c.line(0, y, self.width, y)
        for n in range(self.start, self.stop):
            row = self._row_at(n)
            if row.strong and n > self.start:
                self._rule(y, EDGE, 0.7)
            y = self._row(row, y, STRONG if row.strong else BODY, TEXT)
            if row.last:
                self._rule(y, LINE, 0.6)
        if self._foot():
            c.setFillColor(MUTED)
            c.setFont(BODY, NOTE_SIZE)
            y -= 4
            for line in self.grid.note:
                c.drawString(0, y - NOTE_LEADING * BASELINE, line)
                y -= NOTE_LEADING

    def _rule(self, y: float, color: Color, width: float) -> None:
        self.canv.setLineWidth(width)
        self.canv.setStrokeColor(color)
        self.canv.line(0, y, self.width, y)

    def _row(self, row: Row, top: float, font: str, color: Color) -> float:
        c, x = self.canv, 0.0
        c.setFillColor(color)
        c.setFont(font, CELL_SIZE)
        header = row is self.grid.header
        for i, (cell, column, width) in enumerate(zip(row.cells, self.grid.columns, self.grid.widths, strict=True)):
            skipped = row.lines - len(cell) if header else 0  # a header stands on its lowest line
            y = top - CELL_PAD_Y - CELL_LEADING * (BASELINE + skipped)
            for line in cell:
                if column.align == "right":
                    c.drawRightString(x + width - (CELL_PAD_X if i < len(row.cells) - 1 else 2), y, line)
                else:
                    c.drawString(x + (CELL_PAD_X if i else 0), y, line)
                y -= CELL_LEADING
            x += width
        return top - row.height


def make_table(table: Table, cleaner: Cleaner) -> TableFlowable:
    """Measure a table: column widths from what stands in them, every cell's lines once."""
    titles = [cleaner.clean(column.title) for column in table.columns]
    rows = [[cleaner.clean(text) for text in row] for row in table.rows]
    widths = _widths(table.columns, titles, rows)
    inner = [width - 2 * CELL_PAD_X for width in widths]
    header = Row(tuple(tuple(cell_lines(t, w, STRONG)) for t, w in zip(titles, inner, strict=True)))
    body = [
        Row(
            tuple(
                tuple(cell_lines(t, w, STRONG if n in table.strong else BODY)) for t, w in zip(row, inner, strict=True)
            ),
            strong=n in table.strong,
        )
        for n, row in enumerate(rows)
    ]
    caption = cell_lines(cleaner.clean(table.caption), MEASURE, STRONG, CAPTION.fontSize) if table.caption else []
    note = cell_lines(cleaner.clean(table.note), MEASURE, BODY, NOTE_SIZE) if table.note else []
    tops = list(accumulate((row.height for row in body), initial=0.0))
    grid = _Grid(table.columns, tuple(widths), header, tuple(caption), tuple(note), body, tops)
    return TableFlowable(grid, 0, len(body))


def _widths(columns: Sequence[Column], titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Each column as wide as it needs; where that is too much, the text columns share what is left."""
    sample = rows if len(rows) <= 400 else [*rows[:200], *rows[-200:]]
    natural, least = [], []
    for i, title in enumerate(titles):
        cells = [row[i] for row in sample]
        widest = max([stringWidth(text, STRONG, CELL_SIZE) for text in cells] or [0.0])
        words = [title, *cells] if columns[i].align == "left" else [title]
        word = max(stringWidth(part, STRONG, CELL_SIZE) for text in words for part in (text.split() or [""]))
        numeric = columns[i].align == "right"
        wanted = max(widest, min(stringWidth(title, STRONG, CELL_SIZE), 62 if numeric else 400), 20 if numeric else 0)
        natural.append(wanted + 2 * CELL_PAD_X + 2)
        least.append((max(widest, min(word, 62)) if numeric else min(word, 78)) + 2 * CELL_PAD_X + 2)
    goal = MEASURE if sum(natural) <= MEASURE else WIDTH
    if sum(natural) <= goal:
        grow = [i for i, column in enumerate(columns) if column.align == "left"] or list(range(len(columns)))
        spare = (goal - sum(natural)) / len(grow)
        return [width + (spare if i in grow else 0) for i, width in enumerate(natural)]
    give = [max(a - b, 0) for a, b in zip(natural, least, strict=True)]
    short = sum(natural) - goal
    if sum(give) >= short:
        return [width - short * g / sum(give) for width, g in zip(natural, give, strict=True)]
    return [width * goal / sum(least) for width in least]


def cell_lines(text: str, width: float, font: str, size: float = CELL_SIZE) -> list[str]:
    """Plain text in lines no wider than `width`; a word that is too wide is hyphenated, or cut where it must be."""
    if stringWidth(text, font, size) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if stringWidth(longer, font, size) <= width:
            line = longer
            continue
        if stringWidth(word, font, size) <= width:
            lines.append(line)
            line = word
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, width, font, size)
        lines.extend(full)
    return [*lines, line] if line or not lines else lines


def _broken(word: str, width: float, font: str, size: float) -> list[str]:
    parts = []
    while stringWidth(word, font, size) > width:
        for head, tail in hyphenate(word) if len(word) < 100 else ():
            if stringWidth(head + "-", font, size) <= width:
                parts.append(head if head.endswith("-") else head + "-")
                word = tail
                break
        else:
            n = max(1, int(len(word) * width / stringWidth(word, font, size)))
            while n > 1 and stringWidth(word[:n], font, size) > width:
                n -= 1
            parts.append(word[:n])
            word = word[n:]
            if not word:
                break
    return [*parts, word] if word else parts
