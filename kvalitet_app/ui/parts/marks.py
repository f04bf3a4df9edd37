"""Marks that carry a state: icon and word, never colour alone."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.layout import LEFT, MID
from kvalitet_app.ui.parts.theme import font, paint_icon

TONE_ICON = {"green": "checkmark_circle", "yellow": "warning", "red": "dismiss_square"}  # one shape each


class Mark(NamedTuple):
    """A cell that carries a state: icon and word. `soft` puts a tinted pill behind it.

    `share` (0 to 1) draws a ring that fills instead of an icon.
    """

    word: str
    tone: str = ""
    icon: str = ""
    soft: bool = False
    share: float = -1


def paint_pie(p: QPainter, box: QRectF, share: float, tint: str) -> None:
    """How far a case has come: a ring that fills. Same weight as the outlined icons."""
    p.setPen(QPen(QColor(tint), 1.3))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawEllipse(box.adjusted(1.65, 1.65, -1.65, -1.65))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(tint))
    p.drawPie(box.adjusted(4, 4, -4, -4), 90 * 16, -round(share * 360 * 16))


def paint_mark(p: QPainter, box: QRectF, mark: Mark) -> None:
    """Icon and word, vertically centred; the pill is 22 px high whatever the row."""
    t = theme.now()
    tint = getattr(t, mark.tone) if mark.tone else t.muted
    name = mark.icon or TONE_ICON.get(mark.tone, "")
    face = font("body")
    wide = QFontMetricsF(face).horizontalAdvance(mark.word)
    x, mid = box.left(), box.center().y()
    if mark.soft:
        pill = QRectF(x, mid - 11, min(wide + 8 + 16 + 5 + 10, box.width()), 22)
        p.setPen(Qt.PenStyle.NoPen)
        soft = getattr(t, mark.tone + "_soft") if mark.tone in TONE_ICON else theme.mix(t.surface, t.text, 0.06)
        p.setBrush(QColor(soft))
        p.drawRoundedRect(pill, 11, 11)
        x += 8
    if mark.share >= 0:
        paint_pie(p, QRectF(x, mid - 8, 16, 16), mark.share, t.accent)
        x += 21
    elif name:
        paint_icon(p, QRectF(x, mid - 8, 16, 16), name, tint)
        x += 21
    p.setFont(face)
    p.setPen(QColor(tint if mark.tone else t.text))
    room = box.right() - x + 1
    words = QFontMetricsF(face).elidedText(mark.word, Qt.TextElideMode.ElideRight, room)
    p.drawText(QRectF(x, mid - 16, room, 32), LEFT | MID, words)


class MarkLabel(QWidget):
    """The same mark as in a table cell, as a widget."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self._mark = mark
        self.setAccessibleName(mark.word)
        leading = 21 if mark.icon or mark.tone or mark.share >= 0 else 0
        wide = QFontMetricsF(font("body")).horizontalAdvance(mark.word) + leading
        self.setFixedSize(round(wide + (18 if mark.soft else 2) + 0.5), 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(p, QRectF(self.rect()), self._mark)
        p.end()


class Steps(QWidget):
    """Where a case stands: done, here, to come. The word of the step it is at stands below it."""

    def __init__(self, words: Sequence[str], at: int) -> None:
        super().__init__()
        self._words, self._at = words, at
        self.setFixedHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Steg {at + 1} av {len(words)}: {words[at]}")
        self.setToolTip(" → ".join(words))

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(200, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines, rings and words."""
        p, t, last = QPainter(self), theme.now(), len(self._words) - 1
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = (self.width() - 20) / last
        for i in range(last):
            p.setPen(QPen(QColor(t.accent if i < self._at else t.line), 2))
            p.drawLine(QPointF(10 + i * gap + 13, 10), QPointF(10 + (i + 1) * gap - 13, 10))
        for i in range(last + 1):
            self._paint_ring(p, i, QPointF(10 + i * gap, 10))
        self._paint_words(p, gap)
        p.end()

    def _paint_ring(self, p: QPainter, at: int, mid: QPointF) -> None:
        t, done, here = theme.now(), at < self._at, at == self._at
        p.setPen(QPen(QColor(t.accent if done or here else t.edge), 2 if done or here else 1.5))
        p.setBrush(QColor(t.accent if done else t.surface))
        p.drawEllipse(mid, 8, 8)
        if done:
            paint_icon(p, QRectF(mid.x() - 6, 4, 12, 12), "checkmark", "on_accent")
        if here:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(QColor(t.accent))
            p.drawEllipse(mid, 4, 4)

    def _paint_words(self, p: QPainter, gap: float) -> None:
        """Every word if they fit without touching, else the present one and the two ends."""
        t, last = theme.now(), len(self._words) - 1
        wides = [QFontMetricsF(font("label")).horizontalAdvance(word) for word in self._words]
        lefts = [
            0 if i == 0 else self.width() - wides[i] if i == last else 10 + i * gap - wides[i] / 2
            for i in range(last + 1)
        ]
        fits = all(lefts[i] + wides[i] + 6 <= lefts[i + 1] for i in range(last))
        lefts = [min(max(left, 0), self.width() - wide) for left, wide in zip(lefts, wides, strict=True)]
        first, end = lefts[self._at] - 6, lefts[self._at] + wides[self._at] + 6
        for i, word in enumerate(self._words):
            here = i == self._at
            touches = lefts[i] < end and lefts[i] + wides[i] > first
            if not fits and not here and (i not in (0, last) or touches):
                continue
            p.setFont(font("label" if here else "small"))
            p.setPen(QColor(t.accent if here else t.muted))
            p.drawText(QRectF(lefts[i], 26, wides[i] + 2, 20), LEFT | MID, word)
