"""Parts that tell: facts, sections, the inspector, messages, empty states, key figures."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.buttons import Button, Painted, without_state
from kvalitet_app.ui.parts.layout import (
    ACROSS,
    LEFT,
    MID,
    RIGHT,
    TOP,
    Icon,
    Item,
    column,
    holder,
    label,
    line,
    row,
    scrolled,
)
from kvalitet_app.ui.parts.marks import TONE_ICON, Mark, MarkLabel
from kvalitet_app.ui.parts.theme import font, paint_icon


def facts(pairs: Sequence[tuple[str, object]], wide: int = 112, *, right: bool = False) -> QGridLayout:
    """Word left in muted, value beside it on one edge; figures (`right`) at the right edge."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(0)
    grid.setColumnMinimumWidth(0, wide)
    grid.setColumnStretch(1, 1)
    for i, (word, value) in enumerate(pairs):
        grid.setRowMinimumHeight(i, 24)
        grid.addWidget(_cell(label(word, "body", "muted")), i, 0, LEFT | TOP)
        if isinstance(value, Mark):
            # With no alignment a fixed-size cell would spread the columns.
            grid.addWidget(MarkLabel(value), i, 1, (RIGHT if right else LEFT) | MID)
        elif isinstance(value, QWidget):
            grid.addWidget(value, i, 1)
        else:
            shown = label(str(value), wrap=not right)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(_cell(shown), i, 1, RIGHT | TOP) if right else grid.addWidget(_cell(shown), i, 1)
    return grid


def _cell(shown: QLabel) -> QLabel:
    """Text of a fact: in the middle of a row of 24 px, from the top when it has several lines."""
    shown.setContentsMargins(0, 2, 0, 2)
    shown.setAlignment(TOP)
    return shown


def section(title: str, *items: Item, gap: int = 4) -> QVBoxLayout:
    """A small heading and what belongs below it."""
    return column(label(title, "label", "muted"), *items, gap=gap)


def prose(text: str, role: str = "body", tone: str = "") -> QLabel:
    """A longer text that wraps and can be selected."""
    made = label(text, role, tone, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


EDGE = 24  # px
FIGURE_HIGH = 88  # px
WRAPPED = int(LEFT.value | TOP.value | Qt.TextFlag.TextWordWrap.value)
LOW = 440  # px: in a panel that is lower, the head scrolls with what it is the head of


class Inspector(QFrame):
    """The right-hand panel: fixed head, scrolling middle, fixed foot; a hairline to the left, no box."""

    def __init__(self, head: QLayout, middle: QVBoxLayout, foot: QLayout | None = None) -> None:
        super().__init__()
        self.setObjectName("side")
        self._head_layout = head
        head.setContentsMargins(EDGE, 12, EDGE, 12)
        middle.setContentsMargins(EDGE, 4, EDGE, 16)
        box = column(gap=0)
        self._head = holder(head)
        self._head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        box.addWidget(self._head)
        self.area: QScrollArea = scrolled(holder(middle))
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # what is only read is scrolled by the keys too
        self.area.setAccessibleName("Det som står i panelen")
        box.addWidget(self.area, 1)
        if foot is not None:
            foot.setContentsMargins(EDGE, 12, EDGE, 12)
            box.addWidget(line())
            box.addLayout(foot)
        self._box, self._middle, self._low = box, middle, False
        self.setLayout(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head stays in sight where there is room for what it is the head of."""
        super().resizeEvent(event)
        low = self.height() < LOW
        if low != self._low:
            self._low = low
            before, after = (self._box, self._middle) if low else (self._middle, self._box)
            before.removeWidget(self._head)
            after.insertWidget(0, self._head)
            edge = 0 if low else EDGE
            self._head_layout.setContentsMargins(edge, 12, edge, 12)


class MessageBar(QFrame):
    """Says one thing where it matters: a tinted band with icon, words and at most two ways out.

    `closed` is told when a bar that may be closed is; whoever shows it takes it away.
    """

    closed = Signal()

    def __init__(
        self, tone: str, head: str, text: str = "", *actions: tuple[str, Callable[[], object]], closable: bool = False
    ) -> None:
        super().__init__()
        self._tone = tone
        self.setAccessibleName(f"{head}. {text}")
        words = column(label(head, "strong", wrap=True), gap=2)
        if text:
            words.addWidget(label(text, "body", "", wrap=True))
        if actions:
            words.addLayout(row(*(Button(word, "link", press=act) for word, act in actions), None, gap=16))
        icon = Icon(TONE_ICON.get(tone, "info"), tone, 20)
        box = row(gap=10, margins=(12, 10, 12, 6 if actions else 10))
        box.addWidget(icon, 0, TOP)
        box.addLayout(words, 1)
        if closable:
            box.addWidget(Button("", "quiet", icon="dismiss", tip="Stäng", press=self.closed.emit), 0, TOP)
        self.setLayout(box)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The band."""
        p, t = QPainter(self), theme.now()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(getattr(t, self._tone + "_soft")))
        p.drawRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
        p.end()


class EmptyState(QWidget):
    """What belongs here, and the first step."""

    def __init__(self, icon: str, head: str, text: str, *buttons: QWidget) -> None:
        super().__init__()
        words = label(text, "body", "muted", wrap=True)
        words.setAlignment(ACROSS)
        words.setFixedWidth(400)  # a wrapped label in an aligned cell is given one line unless its height is set
        words.setFixedHeight(words.heightForWidth(400))
        box = column(gap=8)
        box.addStretch(2)  # 2 to 3: a little above the middle looks like the middle
        parts: list[tuple[QWidget, int]] = [(Icon(icon, "accent", 40), 8), (label(head, "section"), 0), (words, 16)]
        parts += [(button, 0) for button in buttons]
        for item, space in parts:
            box.addWidget(item, 0, ACROSS)
            box.addSpacing(space)
        box.addStretch(3)
        self.setLayout(box)


class KeyFigure(Painted):
    """A figure, what it counts, and how it moved; a click opens the rows it counts."""

    def __init__(self, figure: str, what: str, note: str, *, tone: str = "muted", press: Callable[[], object]) -> None:
        super().__init__(what)
        self._figure, self._note, self._tone = figure, note, tone
        self.setAccessibleName(f"{what}: {figure}, {note}")
        self.setToolTip(f"Visa {what.lower()}")
        self._high(FIGURE_HIGH)
        self.setMinimumWidth(120)
        self.clicked.connect(without_state(press))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Word, figure, note."""
        p, t = self.brush(), theme.now()
        if self.underMouse():
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(QColor(t.raised))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(-8, 0, 0, 0), tokens.RADIUS, tokens.RADIUS)
        p.setPen(QColor(t.muted))
        p.drawText(QRectF(0, 2, self.width(), 22), LEFT | MID, self.text())
        p.setFont(font("figure"))
        p.setPen(QColor(t.text))
        p.drawText(QRectF(0, 22, self.width(), 40), LEFT | MID, self._figure)
        name = TONE_ICON.get(self._tone, "")
        if name:
            paint_icon(p, QRectF(0, 65, 16, 16), name, self._tone)
        p.setFont(font("small"))
        p.setPen(QColor(getattr(t, self._tone)))
        p.drawText(self._note_place(self.height() - 66), WRAPPED, self._note)
        p.end()

    def _note_place(self, high: float) -> QRectF:
        left = 21 if self._tone in TONE_ICON else 0
        return QRectF(left, 65, max(self.width() - left, 1), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The note takes another line where it is wider than its place."""
        super().resizeEvent(event)
        room = QFontMetricsF(font("small")).boundingRect(self._note_place(1000), WRAPPED, self._note)
        self._high(max(FIGURE_HIGH, round(66 + room.height())))

    def _high(self, high: int) -> None:
        """As high as it needs; where another in its row is higher it stands at the same top."""
        self.setMinimumHeight(high)
        self.setMaximumHeight(high + FIGURE_HIGH // 2)


class Meter(QWidget):
    """A thin bar of how much is done; with limits it shows where yellow and green begin."""

    def __init__(self, share: float, tone: str = "accent", *, limits: Sequence[float] = (), high: int = 6) -> None:
        super().__init__()
        self._share, self._tone, self._limits, self._high = share, tone, limits, high
        self.setFixedHeight(high + (22 if limits else 0))
        self.setAccessibleName(f"{round(share * 100)} procent")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Groove, fill, limits."""
        p, t = QPainter(self), theme.now()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = QRectF(0, 0, self.width(), self._high)
        path = QPainterPath()
        path.addRoundedRect(groove, self._high / 2, self._high / 2)
        p.setPen(Qt.PenStyle.NoPen)
        p.fillPath(path, QColor(theme.mix(t.surface, t.text, 0.11)))
        p.setClipPath(path)
        p.fillRect(QRectF(0, 0, self.width() * min(self._share, 1), self._high), QColor(getattr(t, self._tone)))
        p.setClipping(False)
        p.setFont(font("small"))
        for limit in self._limits:
            x = round(self.width() * limit) + 0.5
            p.setPen(QPen(QColor(t.text), 1.5))
            p.drawLine(QPointF(x, -1), QPointF(x, self._high + 3))
            p.setPen(QColor(t.muted))
            p.drawText(QRectF(x - 24, self._high + 4, 48, 18), ACROSS | MID, f"{limit * 100:.0f}")
        p.end()
