"""What one ticks or chooses between in place."""

import itertools
from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.buttons import HIGH, Keyed
from kvalitet_app.ui.parts.control import Control
from kvalitet_app.ui.parts.layout import LEFT, MID, column
from kvalitet_app.ui.parts.marks import TONE_ICON
from kvalitet_app.ui.parts.theme import font, paint_icon

V = TypeVar("V")


def paint_box(p: QPainter, box: QRectF, *, on: bool) -> None:
    """The box of a check box."""
    t = theme.now()
    p.setPen(QPen(QColor(t.accent if on else t.edge), 1.5))
    p.setBrush(QColor(t.accent if on else t.surface))
    p.drawRoundedRect(box, 4, 4)
    if on:
        paint_icon(p, box.adjusted(1, 1, -1, -1), "checkmark", "on_accent")


class Check(Keyed, Control[bool], QCheckBox):
    """A check box painted whole: the style sheet's ::indicator cannot tint an image."""

    changed = Signal()

    def __init__(self, text: str, checked: bool = False, *, quiet: bool = False, folds: bool = False) -> None:
        super().__init__(text)
        self.setChecked(checked)
        self.setFont(font("body"))
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._quiet, self._folds = quiet, folds
        self.setMinimumHeight(24)
        across = QSizePolicy.Policy.Ignored if folds else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum if folds else QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(folds)
        self.setSizePolicy(policy)
        self.toggled.connect(self.changed)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Tick it, or not."""
        self.setChecked(bool(value))

    def heightForWidth(self, width: int) -> int:
        """Room for all the words, where they fold."""
        room = QRect(0, 0, max(width - 28, 1), 1000)
        return max(24, self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height() + 4)

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        return QSize(28 + round(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 2, 24)

    def minimumSizeHint(self) -> QSize:
        """The text may be cut; the tooltip has the whole."""
        return QSize(80, 24)

    def hitButton(self, pos: QPoint) -> bool:
        """The word counts as the box."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box, tick, word."""
        p, t = QPainter(self), theme.now()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.75, (24 if self._folds else self.height()) / 2 - 8.25, 16.5, 16.5)
        on = self.isChecked()
        paint_box(p, box, on=on)
        p.setPen(QColor(t.muted if on and self._quiet else t.text))
        cut = QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 28)
        flags = int(LEFT | MID | (Qt.TextFlag.TextWordWrap if self._folds else Qt.TextFlag.TextSingleLine))
        p.drawText(QRectF(28, 0, self.width() - 28, self.height()), flags, self.text() if self._folds else cut)
        p.end()


class Ticks(Control[str], QWidget):
    """Several boxes to tick, one below the other. Its value is the keys of those that are ticked, one a line."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], value: str | None = None) -> None:
        super().__init__()
        self.boxes = {key: Check(word, folds=True) for word, key in choices}
        self.setLayout(column(*self.boxes.values(), gap=6))
        for box in self.boxes.values():
            box.changed.connect(self.changed)
        self.set_value(value)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> str:
        """The keys of what is ticked, in their order."""
        return "\n".join(key for key, box in self.boxes.items() if box.value())

    def set_value(self, value: str | None) -> None:
        """Tick these, and no others."""
        ticked = set((value or "").split())
        for key, box in self.boxes.items():
            box.set_value(key in ticked)


class Segments(Keyed, Control[V], QWidget):
    """One answer of a few, all in sight; with tones for Ja, Delvis, Nej. Keys: first letters and arrows.

    Each word stands for a value; `at` is the place of what is chosen, -1 where nothing is.
    """

    changed = Signal()
    chosen = Signal(int)

    def __init__(
        self,
        choices: Sequence[tuple[str, V]],
        value: V | None = None,
        *,
        tones: Sequence[str] = (),
        widths: Sequence[int] = (),
    ) -> None:
        super().__init__()
        self._words, self._values = [word for word, _ in choices], [one for _, one in choices]
        self.at, self._tones, self._widths = -1, tones, widths
        self.setFont(font("body"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(HIGH)
        if widths:
            self.setFixedWidth(sum(widths))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_value(value)

    def value(self) -> V | None:
        """What is chosen."""
        return self._values[self.at] if self.at >= 0 else None

    def set_value(self, value: V | None) -> None:
        """Show an answer without telling anybody."""
        self.show_at(self._values.index(value) if value in self._values else -1)

    def raw(self) -> int:
        """The place of what is chosen."""
        return self.at

    def put_raw(self, raw: object) -> None:
        """The place of what was chosen; one that is no more is none."""
        self.show_at(raw if isinstance(raw, int) and -1 <= raw < len(self._words) else -1)

    def _boxes(self) -> list[QRectF]:
        widths: list[float] = list(self._widths) or [self.width() / len(self._words)] * len(self._words)
        edges = [sum(widths[:i]) for i in range(len(widths) + 1)]
        return [QRectF(a, 0, b - a, HIGH) for a, b in itertools.pairwise(edges)]

    def show_at(self, at: int) -> None:
        """Show an answer by its place, without telling anybody."""
        self.at = at
        self.setAccessibleDescription(self._words[at] if at >= 0 else "Inget valt")
        self.update()

    def choose(self, at: int) -> None:
        """Answer."""
        self.show_at(at)
        self.chosen.emit(at)
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Click on an answer."""
        for i, box in enumerate(self._boxes()):
            if self.isEnabled() and box.contains(event.position()):
                self.choose(i)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and first letters."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        letters = [word[0].lower() for word in self._words]
        if step:
            self.choose(min(max(self.at + step, 0), len(self._words) - 1))
        elif event.text() and event.text().lower() in letters:
            self.choose(letters.index(event.text().lower()))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame, rules between, the chosen one filled."""
        p, t = QPainter(self), theme.now()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(QColor(t.edge), 1))
        p.setBrush(QColor(t.surface))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)
        boxes = self._boxes()
        p.setPen(QPen(QColor(t.line), 1))
        for i, box in enumerate(boxes[1:], 1):
            if self.at not in (i, i - 1):
                p.drawLine(QPointF(round(box.left()) + 0.5, 7), QPointF(round(box.left()) + 0.5, 25))
        for i, box in enumerate(boxes):
            self._paint_one(p, i, box)
        p.end()

    def _paint_one(self, p: QPainter, at: int, box: QRectF) -> None:
        t, on = theme.now(), at == self.at
        tone = self._tones[at] if on and self._tones else ""
        strong, soft = t.text, theme.mix(t.surface, t.text, 0.09)
        if tone:
            strong, soft = getattr(t, tone), getattr(t, tone + "_soft")
        elif not self._tones:
            strong, soft = t.accent, t.accent_soft
        if on:
            p.setPen(QPen(QColor(t.muted if strong == t.text else strong), 1))
            p.setBrush(QColor(soft))
            p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)
        face = font("strong" if on else "body")
        wide = QFontMetricsF(face).horizontalAdvance(self._words[at])
        x = box.center().x() - (wide + (20 if tone else 0)) / 2
        if tone:
            paint_icon(p, QRectF(x, 8, 16, 16), TONE_ICON[tone], tone)
            x += 20
        p.setFont(face)
        p.setPen(QColor(strong if on else t.text))
        p.drawText(QRectF(x, 0, wide + 2, HIGH), LEFT | MID, self._words[at])
