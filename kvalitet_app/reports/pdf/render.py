"""Turns a report into PDF: A4, tagged and archivable, contents, bookmarks, page x (y). Same report, same bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.machine.files import whole_file
from kvalitet_app.reports.model.blocks import Report, Title
from kvalitet_app.reports.model.inline import Cleaner
from kvalitet_app.reports.pdf.archive import Meta, archived
from kvalitet_app.reports.pdf.flowables import Figure, HeadingFlowable
from kvalitet_app.reports.pdf.page import Furniture
from kvalitet_app.reports.pdf.structure import Structure
from kvalitet_app.reports.pdf.styles import (
    BOTTOM,
    HEIGHT,
    LEFT,
    PAGE_H,
    PAGE_W,
    SHEET_FOOT,
    SHEET_SIDE,
    SHEET_TOP,
    WIDTH,
    report_look,
    sheet_look,
)
from kvalitet_app.reports.pdf.tables import TableFlowable
from kvalitet_app.reports.pdf.tagged_canvas import TaggedCanvas
from kvalitet_app.reports.pdf.typeset import Typesetter

SPACE = 12.0  # at least, over a piece that is not the first of its page


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came out: the file's bytes, its pages, and characters that the typeface lacks and were replaced."""

    content: bytes
    pages: int
    replaced: str


def render(report: Report, *, progress: Progress = no_progress, tags: bool = True) -> Rendered:
    """The report as PDF; without `tags` as plain pages, to measure against.

    Raises:
        Cancelled: `progress` raised it between two pages.
    """
    layout, target = _Layout(report, progress), BytesIO()
    layout.run(BytesIO(), measuring=True, tags=False)
    structure = layout.run(target, tags=tags)
    content = archived(target.getvalue(), layout.meta, structure) if tags else target.getvalue()
    progress(1, 1, "Klar")
    return Rendered(content, layout.pages, "".join(sorted(layout.cleaner.replaced)))


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


def heading_pages(report: Report) -> list[int]:
    """The page of each heading of the contents, without drawing anything."""
    layout = _Layout(report, no_progress)
    layout.run(BytesIO(), measuring=True, tags=False)
    return [page for page, _ in layout.found]


class _Layout:
    """Two passes over the same pieces: the first finds the pages, the second draws them."""

    def __init__(self, report: Report, progress: Progress) -> None:
        self.report, self.progress, self.cleaner = report, progress, Cleaner()
        clean = self.cleaner.clean
        self.meta = Meta(clean(report.title), clean(report.author), clean(report.subject), report.date)
        self.found: list[tuple[int, str]] = []  # the page and the bookmark of each heading of the contents
        self.pages = self.passes = 0
        look = sheet_look() if report.sheet else report_look()
        self.typesetter = Typesetter(report, self.cleaner, look, self.found.__getitem__)
        self.story = self.typesetter.story()
        self.furniture = Furniture(report, self.cleaner, self.typesetter.root)

    def run(self, target: BytesIO, *, measuring: bool = False, tags: bool = True) -> Structure:
        """One pass; what it drew of each element."""
        self.passes += 1
        self.furniture.total = self.pages
        document = _Document(self, target)

        def canvas(filename: BytesIO, *, pagesize: tuple[float, float], **_: object) -> TaggedCanvas:
            return TaggedCanvas(filename, pagesize, tags=tags, measuring=measuring)

        edits: list[tuple[Callable[..., None], object, str]] = []
        document._multiBuildEdits = edits.append  # type: ignore[attr-defined]  # noqa: SLF001 - what a pass notes on a piece must be gone in the next
        document.build(list(self.story), canvasmaker=canvas)  # type: ignore[arg-type]
        for undo, piece, name in edits:
            undo(piece, name)
        self.pages, self.found[:] = document.page, document.found
        return document.canv.structure

    def turned(self, page: int) -> None:
        """Tell how far the work has come."""
        pages = max(self.pages or max(4, len(self.report.blocks) // 6), page)
        done = page + (pages if self.passes > 1 else 0)
        self.progress(min(done, 2 * pages - 1), 2 * pages, f"Sida {page}")


class _Document(BaseDocTemplate):
    """Pages with their furniture; collects bookmarks and where the headings stand."""

    canv: TaggedCanvas

    def __init__(self, layout: _Layout, target: BytesIO) -> None:
        meta, sheet = layout.meta, layout.report.sheet
        super().__init__(target, pagesize=(PAGE_W, PAGE_H), title=meta.title, author=meta.author)
        self.layout = layout
        self.found: list[tuple[int, str]] = []
        self.headings = 0
        self.outlined = -1
        area = (LEFT, BOTTOM, WIDTH, HEIGHT)
        if sheet:
            area = (SHEET_SIDE, SHEET_FOOT, PAGE_W - 2 * SHEET_SIDE, PAGE_H - SHEET_TOP - SHEET_FOOT)
        cover = any(isinstance(block, Title) for block in layout.report.blocks)
        self.addPageTemplates(
            [
                PageTemplate(
                    "page",
                    [Frame(*area, 0, 0, 0, 0)],
                    onPage=partial(layout.furniture.head, cover=cover),
                    onPageEnd=partial(layout.furniture.foot, cover=cover),
                )
            ]
        )

    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """A picture that needs the next page lets the table after it by, so that no half page stands empty."""
        if len(flowables) > 1:
            picture, table = flowables[:2]
            if isinstance(picture, Figure) and picture.alone and isinstance(table, TableFlowable):
                reached, lowest = self.frame._y, self.frame._y1p  # type: ignore[attr-defined]  # noqa: SLF001
                room = reached - lowest - SPACE
                if picture.wrap(WIDTH, room)[1] > room >= table.wrap(WIDTH, room)[1]:
                    picture.keep_its_place(self.canv)
                    flowables[:2] = [table, picture]
        super().handle_flowable(flowables)

    def afterPage(self) -> None:  # noqa: N802 - ReportLab's name
        """A page is done."""
        self.layout.turned(self.page)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - ReportLab's name
        """A heading was set: bookmark it."""
        if isinstance(flowable, HeadingFlowable) and flowable.level:
            self.headings += 1
            key = f"rubrik-{self.headings}"
            reached: float = self.frame._y  # type: ignore[attr-defined]  # noqa: SLF001 - told nowhere else
            top = reached + flowable.height + 12
            self.canv.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
            self.outlined = min(flowable.level - 1, self.outlined + 1)  # under a masthead the first may be a level 2
            self.canv.addOutlineEntry(flowable.said, key, self.outlined, closed=self.outlined > 0)
            if flowable.level < 3 and flowable.listed:
                self.found.append((self.page, key))
