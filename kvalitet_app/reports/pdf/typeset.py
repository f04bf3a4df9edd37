"""From a report's blocks to the pieces of its pages, each an element of one structure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

from reportlab.platypus import CondPageBreak, Flowable
from reportlab.platypus import PageBreak as NewPage

from kvalitet_app.reports.model.blocks import (
    Block,
    Callout,
    Chart,
    Columns,
    Contents,
    Facts,
    Heading,
    Items,
    KeyFigures,
    Masthead,
    PageBreak,
    Para,
    Report,
    Table,
    Title,
    literal,
)
from kvalitet_app.reports.model.inline import Cleaner, plain
from kvalitet_app.reports.pdf.columns import ColumnsFlowable
from kvalitet_app.reports.pdf.contents import ContentsList, Found
from kvalitet_app.reports.pdf.flowables import Box, Cover, Figure, HeadingFlowable, KeyFigureRow, Mast, make_heading
from kvalitet_app.reports.pdf.lists import list_items
from kvalitet_app.reports.pdf.structure import Node
from kvalitet_app.reports.pdf.styles import HEIGHT, WIDTH, Look, column_look
from kvalitet_app.reports.pdf.tables import NOTE_LINES, TableFlowable, make_facts, make_table, table_note
from kvalitet_app.reports.pdf.tagged_text import paragraph

SMALL_TABLE = 4  # rows that are kept on the page of their picture
LEAST_TEXT = 48.0  # three lines of running text


class Typesetter:
    """Makes the pieces of one report; `found` says on which page a heading of the contents stands."""

    def __init__(self, report: Report, cleaner: Cleaner, look: Look, found: Found) -> None:
        self.report, self.cleaner, self.look, self.found = report, cleaner, look, found
        self.root = Node("Document")
        keys = (key for table in report.tables for key in table.anchors.values())
        self.bookmarks = {key: f"fraga-{n}" for n, key in enumerate(dict.fromkeys(keys))}

    def story(self) -> list[Flowable]:
        """All pieces, with a break where a heading would stand alone at the foot of a page."""
        return with_breaks(piece for block in self.report.blocks for piece in self.pieces(block, self.look))

    def pieces(self, block: Block, look: Look) -> Iterator[Flowable]:
        """The pieces of one block."""
        match block:
            case Heading():
                yield make_heading(block, self.cleaner, look, self.root)
            case Para(text, quiet):
                yield paragraph(self.cleaner.markup(text), look.quiet if quiet else look.para, Node("P", self.root))
            case Items():
                yield from self._items(block, look)
            case Table():
                yield from self._table(block, look)
            case Facts():
                yield make_facts(block, self.cleaner, look, self.root)
            case Chart():
                yield from self._chart(block, look)
            case _:
                yield from self._set_apart(block, look)

    def _set_apart(self, block: Block, look: Look) -> Iterator[Flowable]:
        match block:
            case Callout():
                yield Box(block, self.cleaner, look, self.root)
            case KeyFigures():
                yield from self._figures(block, look)
            case Masthead():
                yield Mast(block, self.cleaner, look, self.root)
            case Columns(parts):
                yield self._columns(parts)
            case Contents(title):
                lines = [(h.level, self.cleaner.clean(plain(h.text))) for h in listed(self.report)]
                yield ContentsList(self.cleaner.clean(title), lines, self.found, self.root)
            case Title():
                yield Cover(block, self.cleaner, self.root)
                yield NewPage()
            case PageBreak():
                yield NewPage()

    def _figures(self, block: KeyFigures, look: Look) -> Iterator[Flowable]:
        """Large figures in a row; as sentences where what they say is no longer a label."""
        row = KeyFigureRow(block, self.cleaner, look, self.root, bookmark=self.bookmarks.get)
        if row.wrap(look.width, HEIGHT)[1] <= HEIGHT / 2:
            yield row
            return
        for one in block.figures:
            said = literal(" ".join(word for word in (one.label, one.note) if word))
            yield paragraph(self.cleaner.markup(f"**{literal(one.value)}** {said}"), look.para, Node("P", self.root))

    def _items(self, items: Items, look: Look) -> Iterator[Flowable]:
        """A list; its last item is never alone on a page."""
        made = list_items(items, self.cleaner, look, self.root)
        last = len(made) - 1
        for n, item in enumerate(made):
            if 0 < n == last - 1:
                both = sum(each.wrap(WIDTH, HEIGHT)[1] for each in made[n:])
                yield CondPageBreak(min(both + look.item.spaceAfter, HEIGHT / 2))
            yield item

    def _table(self, table: Table, look: Look) -> Iterator[Flowable]:
        yield make_table(table, self.cleaner, look, self.root, bookmark=self.bookmarks.get)
        if len(table_note(table, self.cleaner, look)) > NOTE_LINES:
            yield paragraph(self.cleaner.markup(literal(table.note)), look.quiet, Node("P", self.root))

    def _chart(self, chart: Chart, look: Look) -> Iterator[Flowable]:
        figure = Figure(chart, self.cleaner, look, self.root)
        if chart.table is None:
            yield figure
            return
        numbers, *note = self._table(chart.table, look)
        if len(chart.table.rows) <= SMALL_TABLE and isinstance(numbers, TableFlowable):
            yield CondPageBreak(min(figure.least_height() + numbers.least_height(), HEIGHT - 1))
        yield from (figure, numbers, *note)

    def _columns(self, parts: Sequence[Sequence[Block]]) -> ColumnsFlowable:
        def make(part: Sequence[Block], width: float) -> list[Flowable]:
            look = column_look(width, sheet=self.report.sheet)
            pieces = (piece for block in part for piece in self.pieces(block, look))
            return [piece for piece in pieces if not isinstance(piece, CondPageBreak)]

        return ColumnsFlowable(parts, make, self.look.width, fit=self.report.sheet)


def listed(report: Report) -> list[Heading]:
    """The headings that stand in the contents."""
    return [heading for heading in report.headings if heading.level < 3 and heading.listed]


def with_breaks(story: Iterable[Flowable]) -> list[Flowable]:
    """Put a conditional page break before headings: each keeps what follows it, without measuring anything twice."""
    flow = list(story)
    needs = 0.0
    out: list[Flowable] = []
    for i in range(len(flow) - 1, -1, -1):
        item = flow[i]
        if isinstance(item, HeadingFlowable):
            needs += item.least_height()
            out.append(item)
            if not i or not isinstance(flow[i - 1], HeadingFlowable):
                out.append(CondPageBreak(min(needs, HEIGHT - 1)))
                needs = LEAST_TEXT
            continue
        out.append(item)
        needs = item.height if isinstance(item, CondPageBreak) else _least(item)
    return out[::-1]


@runtime_checkable
class _Piece(Protocol):
    def least_height(self) -> float: ...


def _least(item: Flowable) -> float:
    return item.least_height() if isinstance(item, _Piece) else LEAST_TEXT
