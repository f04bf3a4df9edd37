"""A rutin's blocks laid into a document to read: as they are, so that nothing in them is obeyed and no word is lost."""

from collections.abc import Iterable

from PySide6.QtGui import (
    QBrush,
    QFont,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTableFormat,
)

from kvalitet_app.domain.rutiner.text import Block, Line, Punkt, Rubrik, Run, Stycke, Tabell, numbers

BREAK = "\u2028"
AIR, PARAGRAPH, CLOSE, CELL = 12, 8, 3, 4  # px above a heading, under a paragraph and an item, in a cell
DOTS = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare)
UNTICKED, TICKED = QTextBlockFormat.MarkerType.Unchecked, QTextBlockFormat.MarkerType.Checked


class Layer:
    """Lays blocks at a cursor, in the document's own font; headings in `heading`, links and lines in the palette's."""

    def __init__(self, cursor: QTextCursor, heading: QFont, palette: QPalette) -> None:
        self.cursor, self.heading, self.palette = cursor, heading, palette
        self.lists: list[tuple[QTextList, int]] = []  # of each level, and the number of its last item
        self.begun = False

    def lay(self, blocks: Iterable[Block]) -> None:
        """Put the blocks after each other."""
        whole = tuple(blocks)
        after: tuple[Block | None, ...] = (*whole[1:], None)
        for block, number, following in zip(whole, numbers(whole), after, strict=True):
            if self.begun:
                self.cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            if not isinstance(block, Punkt):
                self.lists = []
            match block:
                case Rubrik(level, runs):
                    self._paragraph(runs, above=AIR if self.begun else 0, under=CLOSE, level=level)
                case Stycke(runs):
                    self._paragraph(runs, under=PARAGRAPH)
                case Punkt():
                    self._item(block, number, under=CLOSE if isinstance(following, Punkt) else PARAGRAPH)
                case Tabell(rows):
                    self._table(rows)
            self.begun = not isinstance(block, Tabell)  # after a table there is an empty line to go on in

    def _paragraph(self, runs: Line, *, above: int = 0, under: int, level: int = 0) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(above)
        form.setBottomMargin(under)
        form.setHeadingLevel(level)
        self.cursor.setBlockFormat(form)
        self._put(runs, heading=bool(level))

    def _item(self, item: Punkt, number: int, *, under: int) -> None:
        form = QTextBlockFormat()
        form.setBottomMargin(under)
        if item.tick is not None and not item.numbered:
            form.setMarker(TICKED if item.tick else UNTICKED)
        self.cursor.setBlockFormat(form)
        self.lists = self.lists[: item.level + 1]
        known, before = self.lists[item.level] if item.level < len(self.lists) else (None, 0)
        if known is not None and number == (before + 1 if before else 0):
            known.add(self.cursor.block())
        else:
            known = self.cursor.createList(_list_format(item.level, number))
        self.lists = [*self.lists[: item.level], (known, number)]
        sign = "" if item.tick is None or not item.numbered else "☑ " if item.tick else "☐ "
        self._put((Run(sign), *item.runs))

    def _table(self, rows: tuple[tuple[Line, ...], ...]) -> None:
        form = QTextTableFormat()
        form.setHeaderRowCount(1)
        form.setBorder(1)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setTopMargin(PARAGRAPH if self.begun else 0)
        form.setBottomMargin(PARAGRAPH)
        form.setBorderBrush(QBrush(self.palette.color(QPalette.ColorRole.Mid)))
        form.setCellPadding(CELL)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        self.cursor.setBlockFormat(QTextBlockFormat())
        table = self.cursor.insertTable(len(rows), len(rows[0]), form)
        for down, row in enumerate(rows):
            for across, runs in enumerate(row):
                inside = Layer(table.cellAt(down, across).firstCursorPosition(), self.heading, self.palette)
                inside._put(runs, heading=down == 0)
        self.cursor.setPosition(table.lastPosition() + 1)

    def _put(self, runs: Line, *, heading: bool = False) -> None:
        for run in runs:
            form = QTextCharFormat()
            if heading:
                form.setFont(self.heading)
            elif run.strong:
                form.setFontWeight(QFont.Weight.DemiBold)
            if run.emphasis:
                form.setFontItalic(True)
            if run.link:
                form.setAnchor(True)
                form.setAnchorHref(run.link)
                form.setFontUnderline(True)
                form.setForeground(self.palette.brush(QPalette.ColorRole.Link))
            self.cursor.insertText(run.text.replace("\n", BREAK), form)


def _list_format(level: int, number: int) -> QTextListFormat:
    form = QTextListFormat()
    form.setStyle(QTextListFormat.Style.ListDecimal if number else DOTS[level % len(DOTS)])
    form.setIndent(level + 1)
    if number:
        form.setStart(number)
    return form
