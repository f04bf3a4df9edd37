"""Rows, columns, labels and the few containers everything is put in."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kvalitet_app.ui.parts.theme import font, paint_icon

LEFT, RIGHT, MID = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter
TOP, BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
CENTRE, ACROSS = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignHCenter
Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
SCROLL_BAR = 12


def row(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Widgets side by side; an int is that many px of space, None takes what is left."""
    box = QHBoxLayout()
    _fill(box, items, gap, margins)
    return box


def column(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Widgets below each other; an int is that many px of space, None takes what is left."""
    box = QVBoxLayout()
    _fill(box, items, gap, margins)
    return box


def _fill(box: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> None:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)


def stretched(box: QBoxLayout, *shares: int) -> QBoxLayout:
    """The box with how its items share the room."""
    for at, share in enumerate(shares):
        box.setStretch(at, share)
    return box


def holder(layout: QLayout, name: str = "body") -> QFrame:
    """A widget around a layout."""
    box = QFrame()
    box.setObjectName(name)
    box.setLayout(layout)
    return box


def line(kind: str = "h") -> QFrame:
    """A hairline, lying (h) or standing (v)."""
    made = QFrame()
    made.setProperty("line", kind)
    return made


def label(text: str, role: str = "body", tone: str = "", wrap: bool = False) -> QLabel:
    """A text in a role of the type scale and a tone of the theme. Never read as rich text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(role))
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if wrap:
        # Not Minimum: the label's own hint is of a narrower text, and would hold its panel up with empty space.
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


def retone(shown: QLabel, tone: str) -> None:
    """Give a label another tone."""
    shown.setProperty("tone", tone)
    shown.style().unpolish(shown)
    shown.style().polish(shown)


def scrolled(inside: QWidget) -> QScrollArea:
    """A column that scrolls when it must; the bar takes its room from the right margin, so that nothing moves."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    layout = inside.layout()
    edges = layout.contentsMargins() if layout is not None else None
    if layout is not None and edges is not None and edges.right() >= SCROLL_BAR:
        kept, box = edges, layout

        def give_way(_least: int, most: int) -> None:
            right = kept.right() - (SCROLL_BAR if most else 0)
            box.setContentsMargins(kept.left(), kept.top(), right, kept.bottom())

        area.verticalScrollBar().rangeChanged.connect(give_way)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def elided(text: str, role: str, wide: int) -> str:
    """The text cut to a width in px."""
    return QFontMetrics(font(role)).elidedText(text, Qt.TextElideMode.ElideRight, wide)


class Icon(QWidget):
    """An icon by itself."""

    def __init__(self, name: str, tint: str = "muted", size: int = 20) -> None:
        super().__init__()
        self._name, self._tint = name, tint
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the vector."""
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._name, self._tint)
        painter.end()
