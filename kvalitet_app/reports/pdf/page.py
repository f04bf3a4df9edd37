"""The head and foot of each page: title, reference number, what the document is, and page x (y)."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.reports.model.blocks import Report
from kvalitet_app.reports.model.inline import Cleaner
from kvalitet_app.reports.model.lines import broken_lines
from kvalitet_app.reports.pdf.fonts import BODY, STRONG
from kvalitet_app.reports.pdf.structure import Node
from kvalitet_app.reports.pdf.styles import ACCENT, LEFT, LINE, MUTED, PAGE_H, PAGE_W, RED, RIGHT, SHEET_SIDE
from kvalitet_app.reports.pdf.tagged_canvas import TaggedCanvas

HEAD, FOOT = PAGE_H - 15 * mm, 13 * mm
SECRET = Spridning.SEKRETESS.word.upper()
STAMP_SIZE, STAMP_PAD, STAMP_GAP = 8.5, 5.0, 5.0


def draw_stamps(canvas: TaggedCanvas, stamps: Sequence[str], right: float, y: float) -> float:
    """Words in frames, from the right; where the last one begins."""
    canvas.setFont(STRONG, STAMP_SIZE)
    for n, stamp in enumerate(stamps):
        word = stamp.upper()
        color = RED if word == SECRET else ACCENT if n else MUTED
        wide = canvas.stringWidth(word, STRONG, STAMP_SIZE) + 2 * STAMP_PAD
        canvas.setStrokeColor(color)
        canvas.setFillColor(color)
        canvas.setLineWidth(0.8)
        canvas.roundRect(right - wide, y - 4.2, wide, 14, 2, stroke=1, fill=0)
        canvas.drawString(right - wide + STAMP_PAD, y, word + " ")
        right -= wide + STAMP_GAP
    return right


class Furniture:
    """Drawn on every page. What the document is (draft, internal) is read aloud once, first of all."""

    total = 0

    def __init__(self, report: Report, cleaner: Cleaner, root: Node) -> None:
        self.title, self.author, self.dnr = (cleaner.clean(t) for t in (report.title, report.author, report.dnr))
        self.stamps = [cleaner.clean(stamp) for stamp in report.stamps]
        self.foot_lines = broken_lines(cleaner.clean(report.foot), PAGE_W - 2 * SHEET_SIDE, BODY, 9)
        self.sheet, self.root = report.sheet, root
        self.stamp_node, self.foot_node = Node("P", root), Node("P", root)

    def head(self, canvas: TaggedCanvas, _: object, *, cover: bool) -> None:
        """Above the text."""
        if canvas.measuring:
            return
        first = canvas.getPageNumber() == 1
        right = PAGE_W - (SHEET_SIDE if self.sheet else RIGHT)
        if self.stamps:
            if first:
                with canvas.tagged(self.stamp_node):
                    right = draw_stamps(canvas, self.stamps, right, HEAD)
            else:
                with canvas.furniture("Header"):
                    right = draw_stamps(canvas, self.stamps, right, HEAD)
        if self.sheet or (cover and first):
            return
        with canvas.furniture("Header"):
            canvas.setFont(BODY, 8.5)
            canvas.setFillColor(MUTED)
            canvas.drawString(LEFT, HEAD, broken_lines(self.title, right - LEFT - 90, BODY, 8.5)[0])
            if self.dnr:
                canvas.drawRightString(right - (8 if self.stamps else 0), HEAD, f"Dnr {self.dnr}")

    def foot(self, canvas: TaggedCanvas, _: object, *, cover: bool) -> None:
        """Under the text."""
        if canvas.measuring or (cover and canvas.getPageNumber() == 1):
            return
        if self.sheet:
            self._sheet_foot(canvas)
            return
        with canvas.furniture("Footer"):
            canvas.setFont(BODY, 8.5)
            canvas.setFillColor(MUTED)
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            canvas.line(LEFT, FOOT + 14, PAGE_W - RIGHT, FOOT + 14)
            canvas.drawString(LEFT, FOOT, broken_lines(self.author, PAGE_W - LEFT - RIGHT - 80, BODY, 8.5)[0])
            canvas.drawRightString(PAGE_W - RIGHT, FOOT, f"Sida {canvas.getPageNumber()} ({self.total})")

    def _sheet_foot(self, canvas: TaggedCanvas) -> None:
        y = FOOT + 10.0
        if any(self.foot_lines):
            with canvas.tagged(self.foot_node):
                canvas.setFont(BODY, 9)
                canvas.setFillColor(MUTED)
                for line in self.foot_lines[:2]:
                    canvas.drawString(SHEET_SIDE, y, line)
                    y -= 12
        with canvas.furniture("Footer"):
            canvas.setFont(BODY, 9)
            canvas.setFillColor(MUTED)
            canvas.drawRightString(PAGE_W - SHEET_SIDE, FOOT - 4 * mm, self.title)
