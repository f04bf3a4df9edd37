"""The pieces of a page other than running text and tables: headings, pictures, boxes, key figures, title page, head."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kvalitet_app.pictures.drawing.tokens import LIGHT
from kvalitet_app.reports.model.blocks import Callout, Chart, Heading, KeyFigures, Masthead, Title
from kvalitet_app.reports.model.inline import Cleaner, plain
from kvalitet_app.reports.model.lines import broken_lines
from kvalitet_app.reports.pdf.fonts import BODY, STRONG
from kvalitet_app.reports.pdf.scene_painter import PX, paint_scene
from kvalitet_app.reports.pdf.structure import Node
from kvalitet_app.reports.pdf.styles import (
    ACCENT,
    COVER_LINE,
    COVER_ORG,
    COVER_SUBTITLE,
    COVER_TITLE,
    HEIGHT,
    LINE,
    MAST_ASIDE,
    MAST_OVER,
    MAST_TITLE,
    MEASURE,
    MUTED,
    RAISED,
    TEXT,
    WIDTH,
    YELLOW,
    Look,
)
from kvalitet_app.reports.pdf.tables import Bookmark
from kvalitet_app.reports.pdf.tagged_canvas import TaggedCanvas
from kvalitet_app.reports.pdf.tagged_text import Drawn, TaggedParagraph, paragraph


class HeadingFlowable(TaggedParagraph):
    """A heading that the document turns into a bookmark and a line of the contents."""

    level, listed, said = 0, False, ""

    def least_height(self) -> float:
        """With the space around it."""
        _, height = self.wrap(WIDTH, HEIGHT)
        return height + self.style.spaceBefore + self.style.spaceAfter


def make_heading(heading: Heading, cleaner: Cleaner, look: Look, parent: Node) -> HeadingFlowable:
    """A heading as an element of its level."""
    made = HeadingFlowable(cleaner.markup(heading.text), look.headings[heading.level])
    made.belongs(Node(f"H{heading.level}", parent))
    made.level, made.listed, made.said = heading.level, heading.listed, cleaner.clean(plain(heading.text))
    return made


class Figure(Drawn):
    """A picture under its caption; what it shows in words is its alternative text."""

    def __init__(self, chart: Chart, cleaner: Cleaner, look: Look, parent: Node) -> None:
        super().__init__()
        self.scene = chart.scene(LIGHT, look.width / PX)
        self.caption = paragraph(cleaner.markup(chart.caption), look.caption, Node("P", parent))
        self.node = Node("Figure", parent, alt=cleaner.clean(plain(chart.alt)))
        self.said, self.width = bool(chart.caption), look.width
        self.alone = chart.table is None  # no table that must follow it at once
        self.spaceBefore, self.spaceAfter = 10, 12
        self.picture = self.scene.h * PX

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points."""
        self.above = self.caption.wrap(self.width, HEIGHT)[1] + 7 if self.said else 0.0
        self.height = self.above + self.picture
        return self.width, self.height

    def least_height(self) -> float:
        """A picture is never split."""
        return self.wrap(WIDTH, HEIGHT)[1] + 22

    def keep_its_place(self, canvas: TaggedCanvas) -> None:
        """It is read aloud here, though it is drawn after what comes next."""
        for node in (self.caption.node, self.node) if self.said else (self.node,):
            canvas.structure.touch(node)

    def draw(self) -> None:
        """Draw on the canvas."""
        if self.said:
            self.caption.drawOn(self.canv, 0, self.picture + 7)
        self.canv.place(self.node, (0, 0, self.width, self.picture))
        with self.canv.tagged(self.node):
            paint_scene(self.scene, self.canv)


class Box(Drawn):
    """A callout: a tinted box with a bar at its left."""

    PAD = 9.0

    def __init__(self, callout: Callout, cleaner: Cleaner, look: Look, parent: Node) -> None:
        super().__init__()
        self.kind, self.width = callout.kind, look.measure
        whole = Node("Div", parent)
        self.parts: list[TaggedParagraph] = []
        if callout.title:
            self.parts.append(paragraph(cleaner.markup(callout.title), look.box_title, Node("P", whole)))
        self.parts.append(paragraph(cleaner.markup(callout.text), look.box, Node("P", whole)))
        self.spaceBefore, self.spaceAfter = 3, 11

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points."""
        self.heights = [part.wrap(self.width - 26, 1e6)[1] for part in self.parts]
        self.height = sum(self.heights) + 2 * self.PAD
        return self.width, self.height

    def least_height(self) -> float:
        """A box of a few lines is never split."""
        return min(self.wrap(WIDTH, HEIGHT)[1] + 14, HEIGHT / 2)

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """Only a box that is higher than a page is split."""
        self.wrap(avail_width, avail_height)
        if self.height <= HEIGHT or avail_height < 120:
            return []
        room = avail_height - 2 * self.PAD - sum(self.heights[:-1])
        parts = self.parts[-1].split(self.width - 26, room)
        if len(parts) != 2:
            return []
        above, below = (part for part in parts if isinstance(part, TaggedParagraph))
        return [self._with([*self.parts[:-1], above]), self._with([below])]

    def _with(self, parts: Sequence[TaggedParagraph]) -> "Box":
        box = Box.__new__(Box)
        Flowable.__init__(box)
        box.kind, box.width, box.parts = self.kind, self.width, list(parts)
        box.spaceBefore, box.spaceAfter = self.spaceBefore, self.spaceAfter
        return box

    def draw(self) -> None:
        """Draw on the canvas."""
        c = self.canv
        with c.tagged(None):
            c.setFillColor(RAISED)
            c.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            c.setFillColor(YELLOW if self.kind == "missing" else ACCENT)
            c.rect(0, 0, 3, self.height, stroke=0, fill=1)
        y = self.height - self.PAD
        for part, height in zip(self.parts, self.heights, strict=True):
            y -= height
            part.drawOn(c, 15, y)


class KeyFigureRow(Drawn):
    """Two to four large figures side by side, each under a thin rule; each is read as one sentence."""

    def __init__(
        self, figures: KeyFigures, cleaner: Cleaner, look: Look, parent: Node, *, bookmark: Bookmark = lambda _: None
    ) -> None:
        super().__init__()
        self.gap, self.width = 18.0, look.width
        self.each = (look.width - self.gap * (len(figures.figures) - 1)) / max(1, len(figures.figures))
        large, label, note = look.figure
        self.sizes = look.figure
        self.cells = [
            (
                Node("P", parent),
                bookmark(f.fraga) if f.fraga else None,
                cleaner.clean(f.value),
                broken_lines(cleaner.clean(f.label), self.each, STRONG, label),
                broken_lines(cleaner.clean(f.note), self.each, BODY, note) if f.note else [],
            )
            for f in figures.figures
        ]
        self.large, self.leadings = large, (label * 1.3, note * 4 / 3)
        self.spaceBefore, self.spaceAfter = 6, 14

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points."""
        one, two = self.leadings
        lines = [one * len(label) + two * len(note) for *_, label, note in self.cells]
        self.height = self.large * 1.45 + 4 + max(lines or [0])
        return self.width, self.height

    def least_height(self) -> float:
        """It is never split."""
        return self.wrap(WIDTH, HEIGHT)[1] + 20

    def draw(self) -> None:
        """Draw on the canvas."""
        for i, (node, mark, value, label, note) in enumerate(self.cells):
            x = i * (self.each + self.gap)
            with self.canv.tagged(None):
                self.canv.setStrokeColor(ACCENT)
                self.canv.setLineWidth(1.2)
                self.canv.line(x, self.height, x + self.each, self.height)
            whole = node
            if mark is not None:
                whole = Node("Link", node)
                said = f"Så är {value} {''.join(label)} räknat"
                self.canv.link_to(whole, mark, (x, 0, x + self.each, self.height), said)
            with self.canv.tagged(whole):
                self._draw_cell(x, value, label, note)

    def _draw_cell(self, x: float, value: str, label: Sequence[str], note: Sequence[str]) -> None:
        c, (large, *sizes) = self.canv, self.sizes
        c.setFillColor(ACCENT)
        c.setFont(STRONG, large)
        c.drawString(x, self.height - large * 1.16, value + " ")
        y = self.height - large * 1.44
        kinds = ((label, STRONG, sizes[0], TEXT), (note, BODY, sizes[1], MUTED))
        for (lines, font, size, color), leading in zip(kinds, self.leadings, strict=True):
            c.setFillColor(color)
            c.setFont(font, size)
            for n, line in enumerate(lines):
                y -= leading
                c.drawString(x, y + 3, line if n < len(lines) - 1 else line + " ")


class Cover(Drawn):
    """The title page: organisation on top, the title low on the left, who and when at the foot."""

    def __init__(self, title: Title, cleaner: Cleaner, parent: Node) -> None:
        super().__init__()

        def said(text: str, style: object) -> TaggedParagraph:
            return paragraph(cleaner.markup(text), style, Node("P", parent))  # type: ignore[arg-type]

        self.organisation = said(title.organisation, COVER_ORG)
        self.title = said(title.title, COVER_TITLE)
        self.subtitle = said(title.subtitle, COVER_SUBTITLE)
        self.lines = [said(line, COVER_LINE) for line in title.lines]

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """A whole page."""
        return WIDTH, HEIGHT - 1

    def draw(self) -> None:
        """Draw on the canvas."""
        c, y = self.canv, HEIGHT - 1
        _, high = self.organisation.wrap(WIDTH, HEIGHT)
        self.organisation.drawOn(c, 0, y - high)
        y = HEIGHT * 0.66
        heights = [line.wrap(MEASURE, HEIGHT)[1] for line in self.lines]
        foot = sum(heights)
        with c.tagged(None):
            c.setFillColor(ACCENT)
            c.rect(0, y + 16, 46, 5, stroke=0, fill=1)
            if heights:
                c.setStrokeColor(LINE)
                c.setLineWidth(0.8)
                c.line(0, foot + 12, WIDTH, foot + 12)
        for part, gap in ((self.title, 10), (self.subtitle, 0)):
            _, high = part.wrap(WIDTH, HEIGHT)
            part.drawOn(c, 0, y - high)
            y -= high + gap
        for line, high in zip(self.lines, heights, strict=True):
            foot -= high
            line.drawOn(c, 0, foot)


MAST_SHARES = (0.68, 0.78)  # of the width, for the title: more where it then stands on one line
ONE_LINE = MAST_TITLE.leading


class Mast(Drawn):
    """The head of a document without a title page."""

    def __init__(self, head: Masthead, cleaner: Cleaner, look: Look, parent: Node) -> None:
        super().__init__()
        self.width = look.width
        self.over = paragraph(cleaner.markup(head.over), MAST_OVER, Node("P", parent))
        self.title = paragraph(cleaner.markup(head.title), MAST_TITLE, Node("H1", parent))
        self.aside = paragraph(cleaner.markup(head.aside), MAST_ASIDE, Node("P", parent))
        self.spaceAfter = 12

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points."""
        self.above = self.over.wrap(self.width, HEIGHT)[1]
        self.share = next((s for s in MAST_SHARES if self.title.wrap(self.width * s, HEIGHT)[1] <= ONE_LINE), 0.68)
        self.big = self.title.wrap(self.width * self.share, HEIGHT)[1]
        self.small = self.aside.wrap(self.width * (1 - self.share), HEIGHT)[1]
        self.height = self.above + max(self.big, self.small)
        return self.width, self.height

    def draw(self) -> None:
        """Draw on the canvas."""
        self.over.drawOn(self.canv, 0, self.height - self.above)
        self.title.drawOn(self.canv, 0, self.height - self.above - self.big)
        self.aside.drawOn(self.canv, self.width * self.share, 5)
