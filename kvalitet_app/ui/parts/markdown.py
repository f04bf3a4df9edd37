"""A text in Markdown, to read."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextBrowser

from kvalitet_app.ui.parts.theme import font

INDENT = 18  # px of a list, where Qt takes 40
AIR = 12  # px above a heading


def markdown(text: str, name: str, *, heading: str = "strong") -> QTextBrowser:
    """Shows it at the left edge of what stands above; `heading` is the role of every heading, `name` is said aloud."""
    shown = QTextBrowser()
    shown.setFont(font())
    shown.setFrameShape(QTextBrowser.Shape.NoFrame)
    shown.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    shown.setOpenLinks(False)
    shown.setMarkdown(text)
    shown.document().setDocumentMargin(0)
    shown.document().setIndentWidth(INDENT)
    _calm_headings(shown, heading)
    shown.viewport().setAutoFillBackground(False)
    shown.setAccessibleName(name)
    return shown


def whole_markdown(text: str, name: str) -> QTextBrowser:
    """As high as it needs: the panel scrolls, not the text."""
    shown = markdown(text, name)
    shown.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit() -> None:
        shown.setFixedHeight(round(shown.document().size().height()) + 8)

    shown.document().documentLayout().documentSizeChanged.connect(lambda _size: fit())
    fit()
    return shown


def _calm_headings(shown: QTextBrowser, role: str) -> None:
    """Qt makes headings of Markdown huge; here they are of a role of ours, with air above."""
    block = shown.document().begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            calm = QTextCharFormat()
            calm.setFont(font(role))
            calm.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
            cursor.mergeCharFormat(calm)
            spaced = QTextBlockFormat()
            spaced.setTopMargin(AIR if block.blockNumber() else 0)
            QTextCursor(block).mergeBlockFormat(spaced)
        block = block.next()
