"""Lists on a page: items in levels under each other, each level as far in as its labels need."""

from collections.abc import Sequence
from copy import copy

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth

from kvalitet_app.reports.model.blocks import Item, Items
from kvalitet_app.reports.model.inline import Cleaner
from kvalitet_app.reports.pdf.structure import Node
from kvalitet_app.reports.pdf.styles import Look
from kvalitet_app.reports.pdf.tagged_text import TaggedParagraph

DISC, DECIMAL = (f"<</O /List /ListNumbering /{kind}>>" for kind in ("Disc", "Decimal"))
GAP = 5.0  # points from a label to its text
FARTHEST = 0.5  # of the width: what lies deeper is not drawn farther in


def list_items(items: Items, cleaner: Cleaner, look: Look, parent: Node) -> list[TaggedParagraph]:
    """The items of a list; one that has others under it holds their list."""
    points = items.points
    steps = _steps(points, look)
    made = []
    for n, (item, body, label) in enumerate(_elements(points, parent), 1):
        style = look.item_last if n == len(points) else look.item
        text = TaggedParagraph(cleaner.markup(item.text), _style(style, steps, item.level))
        text.belongs(body, label=(item.label, label))
        made.append(text)
    return made


def _elements(points: Sequence[Item], parent: Node) -> list[tuple[Item, Node, Node]]:
    """Each item with the element of its text and that of its label."""
    made = []
    open_: list[tuple[Node, Node, int | None]] = []  # the list of each level, its last item's body, and its number
    for n, item in enumerate(points):
        whole, _, before = open_[item.level] if item.level < len(open_) else (None, None, None)
        goes_on = item.number == (None if before is None else before + 1)
        if whole is None or not goes_on:
            above = open_[item.level - 1][1] if item.level else parent
            whole = Node("L", above, attrs=DISC if item.number is None else DECIMAL)
        one = Node("LI", whole)
        label, body = Node("Lbl", one), Node("LBody", one)
        open_ = [*open_[: item.level], (whole, body, item.number)]
        has_more = n + 1 < len(points) and points[n + 1].level > item.level
        made.append((item, Node("P", body) if has_more else body, label))
    return made


def _steps(points: Sequence[Item], look: Look) -> list[float]:
    """How far in the text of each level begins, in points."""
    steps, at = [], 0.0
    for level in range(max((item.level for item in points), default=-1) + 1):
        labels = {item.label for item in points if item.level == level}
        widest = max(stringWidth(one, look.item.fontName, look.item.fontSize) for one in labels)
        at += max(look.item.leftIndent, look.item.bulletIndent + widest + GAP)
        steps.append(min(at, look.measure * FARTHEST))
    return steps


def _style(style: ParagraphStyle, steps: Sequence[float], level: int) -> ParagraphStyle:
    moved = copy(style)
    moved.leftIndent = steps[level]
    moved.bulletIndent = style.bulletIndent + (steps[level - 1] if level else 0.0)
    return moved
