"""Turns a report into PDF: A4, embedded type, contents, bookmarks, page x (y). Same report, same bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Protocol, runtime_checkable

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
)
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus.doctemplate import IndexingFlowable

from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.files import whole_file
from kvalitet_app.reports.flowables import Box, ContentsList, Cover, Figure, HeadingFlowable, KeyFigureRow
from kvalitet_app.reports.fonts import BODY
from kvalitet_app.reports.inline import Cleaner, plain
from kvalitet_app.reports.model import (
    Block,
    Callout,
    Chart,
    Contents,
    Heading,
    Items,
    KeyFigures,
    PageBreak,
    Para,
    Report,
    Table,
    Title,
)
from kvalitet_app.reports.styles import (
    BOTTOM,
    HEIGHT,
    ITEM,
    ITEM_LAST,
    LEFT,
    LINE,
    MUTED,
    PAGE_H,
    PAGE_W,
    PARA,
    RIGHT,
    WIDTH,
)
from kvalitet_app.reports.tables import make_table

SMALL_TABLE = 4  # rows that are kept on the page of their picture
LEAST_TEXT = 48.0  # three lines of running text


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came out: the file's bytes, its pages, and characters that the typeface lacks and were replaced."""

    content: bytes
    pages: int
    replaced: str


def render(report: Report, *, progress: Progress = no_progress) -> Rendered:
    """The report as PDF.

    Raises:
        Cancelled: `progress` raised it between two pages.
    """
    cleaner = Cleaner()
    target = BytesIO()
    document = _Document(report, target, cleaner, progress)
    story = [*_with_breaks(_story(report, cleaner)), _Total(document)]
    document.multiBuild(story, maxPasses=4)
    progress(1, 1, "Klar")
    return Rendered(target.getvalue(), document.page, "".join(sorted(cleaner.replaced)))


def write_pdf(report: Report, target: Path, *, progress: Progress = no_progress) -> Rendered:
    """Write the report to a file, whole or not at all.

    Raises:
        Cancelled: `progress` raised it between two pages; nothing was written.
        StorageError: the file cannot be written.
    """
    with whole_file(target) as temporary:
        rendered = render(report, progress=progress)
        temporary.write_bytes(rendered.content)
    return rendered


class _Document(BaseDocTemplate):
    """Pages with their furniture; collects bookmarks, the contents' page numbers and the number of pages."""

    def __init__(self, report: Report, target: BytesIO, cleaner: Cleaner, progress: Progress) -> None:
        self.said_title, self.said_author = cleaner.clean(report.title), cleaner.clean(report.author)
        super().__init__(
            target, pagesize=(PAGE_W, PAGE_H), title=self.said_title, author=self.said_author,
            subject=cleaner.clean(report.subject), creator="Kvalitet", lang="sv-SE", displayDocTitle=True,
            initialFontName=BODY,
        )  # fmt: skip
        self.cover = any(isinstance(block, Title) for block in report.blocks)
        self.progress, self.guess = progress, max(4, len(report.blocks) // 6)
        self.total = self.found = self.passes = 0
        frame = Frame(LEFT, BOTTOM, WIDTH, HEIGHT, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self._furniture)])

    def _furniture(self, canvas: Canvas, _: object) -> None:
        if self.cover and canvas.getPageNumber() == 1:
            return
        canvas.setFont(BODY, 8.5)
        canvas.setFillColor(MUTED)
        canvas.drawString(LEFT, PAGE_H - 15 * 72 / 25.4, self.said_title)
        foot = 13 * 72 / 25.4
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.line(LEFT, foot + 14, PAGE_W - RIGHT, foot + 14)
        canvas.drawString(LEFT, foot, self.said_author)
        canvas.drawRightString(PAGE_W - RIGHT, foot, f"Sida {canvas.getPageNumber()} ({self.total or '–'})")

    def beforeDocument(self) -> None:  # noqa: N802 - ReportLab's name
        """A new pass."""
        self.found = 0
        self.passes += 1

    def afterPage(self) -> None:  # noqa: N802 - ReportLab's name
        """A page is done: tell how far the work has come."""
        pages = max(self.total or self.guess, self.page)
        done = self.page + (pages if self.passes > 1 else 0)
        self.progress(min(done, 2 * pages - 1), 2 * pages, f"Sida {self.page}")

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - ReportLab's name
        """A heading was set: bookmark it."""
        if isinstance(flowable, HeadingFlowable):
            self.found += 1
            key = f"rubrik-{self.found}"
            reached: float = self.frame._y  # type: ignore[attr-defined]  # noqa: SLF001 - told nowhere else
            top = reached + flowable.height + 12
            self.canv.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
            self.canv.addOutlineEntry(flowable.said, key, flowable.level - 1, closed=flowable.level > 1)
            if flowable.level < 3 and flowable.listed:
                self.notify("ContentsEntry", (self.page, key))

    def _endBuild(self) -> None:  # noqa: N802 - ReportLab's name
        self.total = self.page
        super()._endBuild()  # type: ignore[misc]


class _Total(IndexingFlowable):
    """Nothing on the page: asks for one more pass as long as "page x (y)" says another number than there are."""

    def __init__(self, document: _Document) -> None:
        super().__init__()
        self.document = document
        self.said = 0

    def beforeBuild(self) -> None:  # noqa: N802 - ReportLab's name
        """A new pass: this is the number it prints."""
        self.said = self.document.total

    def isSatisfied(self) -> bool:  # noqa: N802 - ReportLab's name
        """Whether the number printed is the number found."""
        return self.said == self.document.total

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """No room at all."""
        return 0, 0

    def draw(self) -> None:
        """Nothing."""


def _story(report: Report, cleaner: Cleaner) -> Iterable[Flowable]:
    lines = [(h.level, cleaner.clean(plain(h.text))) for h in report.headings if h.level < 3 and h.listed]
    for block in report.blocks:
        if isinstance(block, Contents):
            yield ContentsList(cleaner.clean(block.title), lines)
        else:
            yield from _block(block, cleaner)


def _block(block: Block, cleaner: Cleaner) -> Iterable[Flowable]:
    match block:
        case Heading():
            yield HeadingFlowable(block, cleaner)
        case Para(text):
            yield Paragraph(cleaner.markup(text), PARA)
        case Items(items, numbered):
            yield from _items([cleaner.markup(text) for text in items], numbered=numbered)
        case Table():
            yield make_table(block, cleaner)
        case Chart():
            yield from _chart(block, cleaner)
        case _:
            yield from _set_apart(block, cleaner)


def _items(items: Sequence[str], *, numbered: bool) -> Iterable[Flowable]:
    """A list; its last item is never alone on a page."""
    last = len(items) - 1
    made = [
        Paragraph(text, ITEM_LAST if n == last else ITEM, bulletText=f"{n + 1}." if numbered else "•")
        for n, text in enumerate(items)
    ]
    for n, item in enumerate(made):
        if 0 < n == last - 1:
            both = sum(each.wrap(WIDTH, HEIGHT)[1] for each in made[n:])
            yield CondPageBreak(min(both + ITEM.spaceAfter, HEIGHT / 2))
        yield item


def _set_apart(block: Block, cleaner: Cleaner) -> Iterable[Flowable]:
    match block:
        case Callout():
            yield Box(block, cleaner)
        case KeyFigures():
            yield KeyFigureRow(block, cleaner)
        case Title():
            yield Cover(block, cleaner)
            yield NewPage()
        case PageBreak():
            yield NewPage()


def _chart(chart: Chart, cleaner: Cleaner) -> Iterable[Flowable]:
    figure = Figure(chart, cleaner)
    if chart.table is None:
        yield figure
        return
    numbers = make_table(chart.table, cleaner)
    if len(chart.table.rows) <= SMALL_TABLE:
        yield CondPageBreak(min(figure.least_height() + numbers.least_height(), HEIGHT - 1))
    yield figure
    yield numbers


def _with_breaks(story: Iterable[Flowable]) -> Iterable[Flowable]:
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
    return reversed(out)


@runtime_checkable
class _Piece(Protocol):
    def least_height(self) -> float: ...


def _least(item: Flowable) -> float:
    return item.least_height() if isinstance(item, _Piece) else LEAST_TEXT
