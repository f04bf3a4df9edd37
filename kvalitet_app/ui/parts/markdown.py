"""A text in Markdown, to read. What it points at is never fetched, and what looks like HTML is shown as it stands."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from kvalitet_app.domain.rutiner.markdown_in import from_markdown
from kvalitet_app.ui.parts.links import open_link
from kvalitet_app.ui.parts.rutintext import Layer
from kvalitet_app.ui.parts.theme import font

INDENT = 18  # px of a list, where Qt takes 40


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
    shown.document().setDocumentMargin(0)
    shown.document().setIndentWidth(INDENT)
    Layer(QTextCursor(shown.document()), font(heading), shown.palette()).lay(from_markdown(text))
    shown.moveCursor(QTextCursor.MoveOperation.Start)  # else it is shown from its end
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
