"""A text in Markdown, to read. What it points at is never fetched, and what looks like HTML is shown as it stands."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextBrowser

from kvalitet_app.ui.parts.links import open_link
from kvalitet_app.ui.parts.theme import font

INDENT = 18  # px of a list, where Qt takes 40
PLAIN_MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
AIR = 12  # px above a heading


class SafeDocument(QTextDocument):
    """A document that answers every request for a resource with a picture of our own.

    An empty answer, or one that is no picture, makes Qt open the address itself.
    """

    def loadResource(self, _kind: int, _url: QUrl | str) -> QImage:
        """One clear point, whatever was asked for."""
        point = QImage(1, 1, QImage.Format.Format_ARGB32)
        point.fill(0)
        return point


class MarkdownView(QTextBrowser):
    """A text to read. A link that is pressed asks before it leads anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setDocument(SafeDocument(self))
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)

    def _follow(self, url: QUrl) -> None:
        open_link(self, url)


def markdown(text: str, name: str, *, heading: str = "strong") -> QTextBrowser:
    """Shows it at the left edge of what stands above; `heading` is the role of every heading, `name` is said aloud."""
    shown = MarkdownView()
    shown.setFont(font())
    shown.setFrameShape(QTextBrowser.Shape.NoFrame)
    shown.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    shown.document().setMarkdown(text, PLAIN_MARKDOWN)
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
