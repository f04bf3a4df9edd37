"""A table as a flowable that measures each row once and draws itself: long ones split in linear time.

The header is repeated on each page, where it is decoration: read aloud it is said once. A short table is split
only where the page would else be left white by more than a third; a long one never leaves a single row alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.reports.model.blocks import Column, Facts, Table
from kvalitet_app.reports.model.inline import BREAK, Cleaner
from kvalitet_app.reports.model.lines import broken_lines
from kvalitet_app.reports.pdf.fonts import BODY, STRONG
from kvalitet_app.reports.pdf.structure import COLUMN_HEAD, ROW_HEAD, Node
from kvalitet_app.reports.pdf.styles import (
    ACCENT,
    CELL_LEADING,
    CELL_PAD_X,
    CELL_PAD_Y,
    CELL_SIZE,
    EDGE,
    HEIGHT,
    LINE,
    MUTED,
    TEXT,
    Look,
)
from kvalitet_app.reports.pdf.table_columns import column_widths
from kvalitet_app.reports.pdf.tagged_text import Drawn

LEAST_WORD = 96.0  # points for the words of facts
SHORT = 12  # rows that are kept on one page
LEAST = 3  # rows that must stand together with the header
MOST_WHITE = HEIGHT / 3  # points that a short table may leave white to stand whole on the next page
NOTE_SIZE, NOTE_LEADING, NOTE_LINES = 8.75, 12.0, 6
SPACE_BEFORE, SPACE_AFTER = 9.0, 14.0
CAPTION_SIZE, CAPTION_LEADING = 9.5, 13.0
BASELINE = 0.76  # of the leading, from a line's top

Bookmark = Callable[[Sokfraga], str | None]  # from a question's key to the bookmark of its row, if there is one


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
    header: Row | None
    caption: tuple[str, ...]
    note: tuple[str, ...]
    rows: Sequence[Row]
    tops: Sequence[float]
    node: Node
    note_node: Node
    links: Mapping[tuple[int, int], str]  # the bookmark that a cell leads to
    anchors: Mapping[int, str]  # the bookmark that a row is
    cut: dict[int, list[Node]] = field(default_factory=dict)  # the cells of rows that go on on the next page


class TableFlowable(Drawn):
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
        """What must fit under a heading before the table may begin there, the space above it included."""
        rows = self.stop - self.start
        if rows <= SHORT:
            whole = self._head() + self._body(self.stop) + self._foot()
            return self.spaceBefore + (whole if rows < 2 * LEAST else min(whole, MOST_WHITE))
        return self.spaceBefore + self._head() + self._body(self.start + LEAST)

    def _row_at(self, n: int) -> Row:
        return self.cut if self.cut is not None and n == self.start else self.grid.rows[n]

    def _body(self, stop: int) -> float:
        """The height of the rows before `stop`."""
        if stop <= self.start:
            return 0.0
        instead = self.cut.height - self.grid.rows[self.start].height if self.cut is not None else 0.0
        return self.grid.tops[stop] - self.grid.tops[self.start] + instead

    def _head(self) -> float:
        caption = len(self.grid.caption) * CAPTION_LEADING + 4 if self.first and self.grid.caption else 0.0
        return caption + (self.grid.header.height if self.grid.header else 0.0)

    def _foot(self) -> float:
        return len(self.grid.note) * NOTE_LEADING + 4 if self.last and self.grid.note else 0.0

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """The part that fits and the rest, or nothing where it should begin on the next page."""
        rows = self.stop - self.start
        whole = self._head() + self._body(self.stop) + self._foot()
        small = rows < 2 * LEAST or avail_height < MOST_WHITE
        if self.first and rows <= SHORT and whole <= HEIGHT and small:
            return []
        room = avail_height - self._head()
        count = 0
        while count < rows and self._body(self.start + count + 1) <= room:
            count += 1
        alone = LEAST if rows <= SHORT else 2  # what is left never stands alone: of a short table, not two rows either
        if 0 < rows - count < alone and count > LEAST:
            count = max(rows - alone, LEAST)
        if count < min(LEAST, rows) and avail_height < HEIGHT - 1 and self._row_at(self.start).height < HEIGHT / 3:
            return []
        if count == rows:  # only the note did not fit
            if count == 1:
                return self._cut_first(room - self._foot()) if avail_height >= HEIGHT - 1 else []
            count -= 2 if count > LEAST + 1 else 1
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
        y = self.height
        if self.first and self.grid.caption:
            y = self._lines(self.grid.caption, y, Node("Caption", self.grid.node), (STRONG, CAPTION_SIZE, TEXT)) - 4
        if self.grid.header is not None:
            y = self._header(self.grid.header, y)
        for n in range(self.start, self.stop):
            row = self._row_at(n)
            if row.strong and n > self.start:
                self._rule(y, EDGE, 0.7)
            if n in self.grid.anchors:
                self.canv.bookmarkHorizontal(self.grid.anchors[n], 0, y)
            y = self._row(row, y, self._cells(n, row), STRONG if row.strong else BODY, n)
            if row.last:
                self._rule(y, LINE, 0.6)
        if self._foot():
            self._lines(self.grid.note, y - 4, self.grid.note_node, (BODY, NOTE_SIZE, MUTED))

    def _lines(self, lines: Sequence[str], y: float, node: Node, type_: tuple[str, float, Color]) -> float:
        """Lines under each other; where the next thing begins."""
        font, size, color = type_
        leading = CAPTION_LEADING if size == CAPTION_SIZE else NOTE_LEADING
        with self.canv.tagged(node):
            self.canv.setFillColor(color)
            self.canv.setFont(font, size)
            for line in lines:
                self.canv.drawString(0, y - leading * BASELINE, line)
                y -= leading
        return y

    def _header(self, header: Row, y: float) -> float:
        """Read aloud where the table begins; on later pages only seen."""
        cells: list[Node | None] = [None] * len(header.cells)
        if self.first:
            line = Node("TR", self.grid.node)
            cells = [Node("TH", line, attrs=COLUMN_HEAD) for _ in header.cells]
        y = self._row(header, y, cells, STRONG, -1)
        self._rule(y, ACCENT, 0.9)
        return y

    def _cells(self, n: int, row: Row) -> list[Node | None]:
        """The elements of a row, the same ones on both pages of a row that was cut."""
        kept = self.grid.cut.get(n)
        if kept is None:
            line, columns = Node("TR", self.grid.node), self.grid.columns
            kept = [Node("TD", line) for _ in columns]
            if columns[0].align == "left" and len(columns) > 1 and row.cells[0] != ("",):
                kept[0] = Node("TH", line, attrs=ROW_HEAD)
            if row is not self.grid.rows[n]:
                self.grid.cut[n] = kept
        return [*kept]

    def _rule(self, y: float, color: Color, width: float) -> None:
        with self.canv.tagged(None):
            self.canv.setLineWidth(width)
            self.canv.setStrokeColor(color)
            self.canv.line(0, y, self.width, y)

    def _row(self, row: Row, top: float, nodes: Sequence[Node | None], font: str, n: int) -> float:
        """One text object with a piece for each cell; where the next row begins."""
        c, x, header = self.canv, 0.0, n < 0
        text = c.beginText()
        text.setFont(font, CELL_SIZE)
        text.setFillColor(MUTED if header else TEXT)
        last = len(row.cells) - 1
        for i, (cell, node) in enumerate(zip(row.cells, nodes, strict=True)):
            width, column = self.grid.widths[i], self.grid.columns[i]
            link = self.grid.links.get((n, i)) if node is not None else None
            if link is not None:
                node = Node("Link", node)
                c.link_to(node, link, (x, top - row.height, x + width, top), f"Så är {''.join(cell)} räknat")
            skipped = row.lines - len(cell) if header else 0  # a header stands on its lowest line
            y = top - CELL_PAD_Y - CELL_LEADING * (BASELINE + skipped)
            c.piece(text, node)
            for line in cell:
                if column.align == "right":
                    edge = x + width - (CELL_PAD_X if i < last else 2)
                    text.setTextOrigin(edge - stringWidth(line.rstrip(), font, CELL_SIZE), y)
                else:
                    text.setTextOrigin(x + (CELL_PAD_X if i else 0), y)
                text.textOut(line)
                y -= CELL_LEADING
            c.end_piece(text)
            x += width
        c.drawText(text)
        return top - row.height


def make_table(
    table: Table, cleaner: Cleaner, look: Look, parent: Node, *, bookmark: Bookmark = lambda _: None
) -> TableFlowable:
    """Measure a table: column widths from what stands in them, every cell's lines once."""
    titles = [cleaner.clean(column.title) for column in table.columns]
    rows = [[BREAK.join(map(cleaner.clean, text.split(BREAK))) for text in row] for row in table.rows]
    widths = column_widths(table.columns, titles, rows, look)
    header = Row(_cells_of(titles, widths, STRONG))
    body = [
        Row(_cells_of(row, widths, STRONG if n in table.strong else BODY), strong=n in table.strong)
        for n, row in enumerate(rows)
    ]
    caption = broken_lines(cleaner.clean(table.caption), look.measure, STRONG, CAPTION_SIZE) if table.caption else []
    note = table_note(table, cleaner, look)
    grid = _Grid(
        table.columns,
        tuple(widths),
        header,
        tuple(caption),
        tuple(note if len(note) <= NOTE_LINES else ()),
        body,
        _tops(body),
        Node("Table", parent),
        Node("P", parent),
        {place: mark for place, key in table.fragor.items() if (mark := bookmark(key))},
        {row: mark for row, key in table.anchors.items() if (mark := bookmark(key))},
    )
    return TableFlowable(grid, 0, len(body))


def table_note(table: Table, cleaner: Cleaner, look: Look) -> list[str]:
    """The lines of what stands under a table: more than `NOTE_LINES` of them are running text after it."""
    return broken_lines(cleaner.clean(table.note), look.measure, BODY, NOTE_SIZE) if table.note else []


def make_facts(facts: Facts, cleaner: Cleaner, look: Look, parent: Node) -> TableFlowable:
    """A table of words and what is said of each, without a header row."""
    rows = [[cleaner.clean(word), cleaner.clean(said)] for word, said in facts.pairs]
    word = max([stringWidth(row[0], STRONG, CELL_SIZE) for row in rows] or [0.0]) + 2 * CELL_PAD_X + 2
    widths = [min(max(word, LEAST_WORD), look.width * 0.4)]
    widths.append(look.measure - widths[0])
    body = [Row(_cells_of(row, widths, BODY)) for row in rows]
    columns = (Column("Uppgift"), Column("Innehåll"))
    whole, unsaid = Node("Table", parent), Node("P", parent)
    grid = _Grid(columns, tuple(widths), None, (), (), body, _tops(body), whole, unsaid, {}, {})
    return TableFlowable(grid, 0, len(body))


def _cells_of(texts: Sequence[str], widths: Sequence[float], font: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(_lines_of(text, width - 2 * CELL_PAD_X, font)) for text, width in zip(texts, widths, strict=True)
    )


def _lines_of(text: str, width: float, font: str) -> list[str]:
    """The lines of a cell; where somebody broke a line a blank is heard."""
    parts = [broken_lines(part, width, font, CELL_SIZE) for part in text.split(BREAK)]
    return [line for part in parts[:-1] for line in (*part[:-1], part[-1] + " ")] + parts[-1]


def _tops(rows: Sequence[Row]) -> list[float]:
    return list(accumulate((row.height for row in rows), initial=0.0))
