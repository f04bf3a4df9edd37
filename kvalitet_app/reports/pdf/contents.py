"""The table of contents: the pages found by the pass that measured, each line a link."""

from collections.abc import Callable, Sequence

from reportlab.platypus import Flowable

from kvalitet_app.reports.model.lines import broken_lines
from kvalitet_app.reports.pdf.fonts import BODY, STRONG
from kvalitet_app.reports.pdf.structure import Node
from kvalitet_app.reports.pdf.styles import ACCENT, EDGE, MEASURE, TEXT, WIDTH
from kvalitet_app.reports.pdf.tagged_text import Drawn

LINE_HEIGHT, TITLE_HEIGHT = 19.0, 40.0
Found = Callable[[int], tuple[int, str]]  # from a heading's number to its page and bookmark


class ContentsList(Drawn):
    """Its lines are headings as (level, text); `found` says where they are."""

    def __init__(self, title: str, headings: Sequence[tuple[int, str]], found: Found, parent: Node) -> None:
        super().__init__()
        whole = Node("TOC", parent)
        self.title = _Title(title, Node("P", parent))
        self.lines = [_Line(level, text, n, found, whole) for n, (level, text) in enumerate(headings)]

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points."""
        return WIDTH, TITLE_HEIGHT + len(self.lines) * LINE_HEIGHT

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """Lines of their own, when there are more than a page of them."""
        return [] if avail_height < TITLE_HEIGHT + 4 * LINE_HEIGHT else [self.title, *self.lines]

    def draw(self) -> None:
        """Draw on the canvas."""
        y = len(self.lines) * LINE_HEIGHT
        self.title.drawOn(self.canv, 0, y)
        for line in self.lines:
            y -= LINE_HEIGHT
            line.drawOn(self.canv, 0, y)


class _Title(Drawn):
    def __init__(self, title: str, node: Node) -> None:
        super().__init__()
        self.title, self.node = title, node

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        return WIDTH, TITLE_HEIGHT

    def draw(self) -> None:
        with self.canv.tagged(self.node):
            self.canv.setFillColor(ACCENT)
            self.canv.setFont(STRONG, 20)
            self.canv.drawString(0, 18, self.title)


class _Line(Drawn):
    def __init__(self, level: int, text: str, number: int, found: Found, contents: Node) -> None:
        super().__init__()
        self.text, self.number, self.found = text, number, found
        self.font, self.indent = (STRONG, 0.0) if level == 1 else (BODY, 16.0)
        self.node = Node("Link", Node("Reference", Node("TOCI", contents)))

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        return WIDTH, LINE_HEIGHT

    def draw(self) -> None:
        c, x = self.canv, self.indent
        page, key = self.found(self.number)
        said = broken_lines(self.text, MEASURE - x - 30, self.font, 10.5)[0].rstrip()
        with c.tagged(self.node):
            c.setFillColor(TEXT)
            c.setFont(self.font, 10.5)
            c.drawString(x, 5, said + " ")
            c.drawRightString(MEASURE, 5, str(page))
        start, end = x + c.stringWidth(said, self.font, 10.5) + 6, MEASURE - 20
        if end > start:
            with c.tagged(None):
                c.setStrokeColor(EDGE)
                c.setLineWidth(0.7)
                c.setDash(0.7, 3)
                c.line(start, 6, end, 6)
                c.setDash()
        c.link_to(self.node, key, (x, 0, MEASURE, LINE_HEIGHT), f"{self.text}, sida {page}")
