"""The pieces of a page other than running text and tables: headings, pictures, boxes, key figures, contents, cover."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.doctemplate import IndexingFlowable

from kvalitet_app.pictures.tokens import LIGHT
from kvalitet_app.reports.fonts import BODY, STRONG
from kvalitet_app.reports.inline import Cleaner, plain
from kvalitet_app.reports.model import Callout, Chart, Heading, KeyFigures, Title
from kvalitet_app.reports.scene_painter import PX, paint_scene
from kvalitet_app.reports.styles import (
    ACCENT,
    BOX,
    BOX_TITLE,
    CAPTION,
    COVER_LINE,
    COVER_ORG,
    COVER_SUBTITLE,
    COVER_TITLE,
    EDGE,
    HEADINGS,
    HEIGHT,
    LINE,
    MEASURE,
    MUTED,
    RAISED,
    SMALL,
    TEXT,
    WIDTH,
    YELLOW,
)
from kvalitet_app.reports.tables import cell_lines

TOC_LINE = 19.0


class HeadingFlowable(Paragraph):
    """A heading that the document turns into a bookmark and a line of the contents."""

    def __init__(self, heading: Heading, cleaner: Cleaner) -> None:
        self.level = heading.level
        self.listed = heading.listed
        self.said = cleaner.clean(plain(heading.text))
        super().__init__(cleaner.markup(heading.text), HEADINGS[heading.level])

    def least_height(self) -> float:
        """With the space around it."""
        _, height = self.wrap(WIDTH, HEIGHT)
        return height + self.style.spaceBefore + self.style.spaceAfter


class Figure(Flowable):
    """A picture under its caption, and under it what it shows in words."""

    def __init__(self, chart: Chart, cleaner: Cleaner) -> None:
        super().__init__()
        self.scene = chart.scene(LIGHT, WIDTH / PX)
        self.caption = Paragraph(cleaner.markup(chart.caption), CAPTION)
        self.said = Paragraph(cleaner.markup(chart.alt), SMALL)
        self.spaceBefore, self.spaceAfter = 10, 12
        self.picture = self.scene.h * PX

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points."""
        _, self.above = self.caption.wrap(WIDTH, HEIGHT)
        _, self.below = self.said.wrap(MEASURE, HEIGHT)
        self.height = self.above + 7 + self.picture + 6 + self.below
        return WIDTH, self.height

    def least_height(self) -> float:
        """A picture is never split."""
        return self.wrap(WIDTH, HEIGHT)[1] + 22

    def draw(self) -> None:
        """Draw on the canvas."""
        self.caption.drawOn(self.canv, 0, self.height - self.above)
        paint_scene(self.scene, self.canv, x=0, y=self.below + 6)
        self.said.drawOn(self.canv, 0, 0)


class Box(Flowable):
    """A callout: a tinted box with a bar at its left."""

    PAD = 9.0

    def __init__(self, callout: Callout, cleaner: Cleaner) -> None:
        super().__init__()
        self.kind = callout.kind
        self.parts: list[Flowable] = [Paragraph(cleaner.markup(callout.title), BOX_TITLE)] if callout.title else []
        self.parts.append(Paragraph(cleaner.markup(callout.text), BOX))
        self.spaceBefore, self.spaceAfter = 3, 11

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points."""
        self.heights = [part.wrap(MEASURE - 26, 1e6)[1] for part in self.parts]
        self.height = sum(self.heights) + 2 * self.PAD
        return MEASURE, self.height

    def least_height(self) -> float:
        """A box of a few lines is never split."""
        return min(self.wrap(WIDTH, HEIGHT)[1] + 14, HEIGHT / 2)

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """Only a box that is higher than a page is split."""
        self.wrap(avail_width, avail_height)
        if self.height <= HEIGHT or avail_height < 120:
            return []
        room = avail_height - 2 * self.PAD - sum(self.heights[:-1])
        parts = self.parts[-1].split(MEASURE - 26, room)
        if len(parts) != 2:
            return []
        return [self._with([*self.parts[:-1], parts[0]]), self._with([parts[1]])]

    def _with(self, parts: Sequence[Flowable]) -> "Box":
        box = Box.__new__(Box)
        Flowable.__init__(box)
        box.kind, box.parts = self.kind, list(parts)
        box.spaceBefore, box.spaceAfter = self.spaceBefore, self.spaceAfter
        return box

    def draw(self) -> None:
        """Draw on the canvas."""
        c = self.canv
        c.setFillColor(RAISED)
        c.rect(0, 0, MEASURE, self.height, stroke=0, fill=1)
        c.setFillColor(YELLOW if self.kind == "missing" else ACCENT)
        c.rect(0, 0, 3, self.height, stroke=0, fill=1)
        y = self.height - self.PAD
        for part, height in zip(self.parts, self.heights, strict=True):
            y -= height
            part.drawOn(c, 15, y)


class KeyFigureRow(Flowable):
    """Two to four large figures side by side under a thin rule."""

    def __init__(self, figures: KeyFigures, cleaner: Cleaner) -> None:
        super().__init__()
        self.gap = 18.0
        self.each = (WIDTH - self.gap * (len(figures.figures) - 1)) / max(1, len(figures.figures))
        self.cells = [
            (
                cleaner.clean(f.value),
                cell_lines(cleaner.clean(f.label), self.each, STRONG, 10),
                cell_lines(cleaner.clean(f.note), self.each, BODY, 9) if f.note else [],
            )
            for f in figures.figures
        ]
        self.spaceBefore, self.spaceAfter = 6, 14

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points."""
        self.height = 40 + max([13 * len(label) + 12 * len(note) for _, label, note in self.cells] or [0])
        return WIDTH, self.height

    def least_height(self) -> float:
        """It is never split."""
        return self.wrap(WIDTH, HEIGHT)[1] + 20

    def draw(self) -> None:
        """Draw on the canvas."""
        c = self.canv
        for i, (value, label, note) in enumerate(self.cells):
            x, y = i * (self.each + self.gap), self.height
            c.setStrokeColor(ACCENT)
            c.setLineWidth(1.2)
            c.line(x, y, x + self.each, y)
            c.setFillColor(ACCENT)
            c.setFont(STRONG, 25)
            c.drawString(x, y - 29, value)
            y -= 36
            for lines, font, size, leading, color in ((label, STRONG, 10, 13, TEXT), (note, BODY, 9, 12, MUTED)):
                c.setFillColor(color)
                c.setFont(font, size)
                for line in lines:
                    y -= leading
                    c.drawString(x, y + 3, line)


class ContentsList(IndexingFlowable):
    """The table of contents: the last pass's page numbers, each line a link."""

    def __init__(self, title: str, headings: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self.title = title
        self.headings = headings
        self.pages: list[tuple[int, str]] = []
        self.last: list[tuple[int, str]] = []

    def beforeBuild(self) -> None:  # noqa: N802 - ReportLab's name
        """A new pass: what was found is what is printed."""
        self.last, self.pages = self.pages, []

    def notify(self, kind: str, stuff: tuple[int, str]) -> None:
        """The document found a heading: its page and its bookmark."""
        if kind == "ContentsEntry":
            self.pages.append(stuff)

    def isSatisfied(self) -> bool:  # noqa: N802 - ReportLab's name
        """Whether the pages printed are the pages found."""
        return self.last == self.pages

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points."""
        return WIDTH, 40 + len(self.headings) * TOC_LINE

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """Lines of their own, when there are more than a page of them."""
        if avail_height < 40 + 4 * TOC_LINE:
            return []
        return [_ContentsTitle(self.title), *(_ContentsLine(self, i) for i in range(len(self.headings)))]

    def draw(self) -> None:
        """Draw on the canvas."""
        y = 40 + len(self.headings) * TOC_LINE
        title = _ContentsTitle(self.title)
        title.drawOn(self.canv, 0, y - 40)
        for i in range(len(self.headings)):
            _ContentsLine(self, i).drawOn(self.canv, 0, y - 40 - (i + 1) * TOC_LINE)


class _ContentsTitle(Flowable):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        return WIDTH, 40

    def draw(self) -> None:
        self.canv.setFillColor(ACCENT)
        self.canv.setFont(STRONG, 20)
        self.canv.drawString(0, 18, self.title)


class _ContentsLine(Flowable):
    def __init__(self, contents: ContentsList, number: int) -> None:
        super().__init__()
        self.contents, self.number = contents, number

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        return WIDTH, TOC_LINE

    def draw(self) -> None:
        c = self.canv
        level, text = self.contents.headings[self.number]
        found = self.contents.last
        page, key = found[self.number] if self.number < len(found) else (0, "")
        font, x = (STRONG, 0.0) if level == 1 else (BODY, 16.0)
        said = cell_lines(text, MEASURE - x - 30, font, 10.5)[0]
        c.setFillColor(TEXT)
        c.setFont(font, 10.5)
        c.drawString(x, 5, said)
        c.drawRightString(MEASURE, 5, str(page) if page else "")
        start, end = x + c.stringWidth(said, font, 10.5) + 6, MEASURE - 20
        if end > start:
            c.setStrokeColor(EDGE)
            c.setLineWidth(0.7)
            c.setDash(0.7, 3)
            c.line(start, 6, end, 6)
            c.setDash()
        if key:
            c.linkRect("", key, (x, 0, MEASURE, TOC_LINE), relative=1, Border="[0 0 0]")


class Cover(Flowable):
    """The title page: organisation on top, the title low on the left, who and when at the foot."""

    def __init__(self, title: Title, cleaner: Cleaner) -> None:
        super().__init__()
        self.organisation = Paragraph(cleaner.markup(title.organisation), COVER_ORG)
        self.title = Paragraph(cleaner.markup(title.title), COVER_TITLE)
        self.subtitle = Paragraph(cleaner.markup(title.subtitle), COVER_SUBTITLE)
        self.lines = [Paragraph(cleaner.markup(line), COVER_LINE) for line in title.lines]

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """A whole page."""
        return WIDTH, HEIGHT - 1

    def draw(self) -> None:
        """Draw on the canvas."""
        c, y = self.canv, HEIGHT - 1
        _, high = self.organisation.wrap(WIDTH, HEIGHT)
        self.organisation.drawOn(c, 0, y - high)
        y = HEIGHT * 0.66
        c.setFillColor(ACCENT)
        c.rect(0, y + 16, 46, 5, stroke=0, fill=1)
        for part, gap in ((self.title, 10), (self.subtitle, 0)):
            _, high = part.wrap(WIDTH, HEIGHT)
            part.drawOn(c, 0, y - high)
            y -= high + gap
        heights = [line.wrap(MEASURE, HEIGHT)[1] for line in self.lines]
        y = sum(heights)
        if heights:
            c.setStrokeColor(LINE)
            c.setLineWidth(0.8)
            c.line(0, y + 12, WIDTH, y + 12)
        for line, high in zip(self.lines, heights, strict=True):
            y -= high
            line.drawOn(c, 0, y)
