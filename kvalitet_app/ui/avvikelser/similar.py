"""One earlier case beside the form."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPaintEvent, QPen

from kvalitet_app.domain.avvikelser.arenden import AvvikelseRow
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.buttons import Painted, without_state
from kvalitet_app.ui.parts.layout import LEFT, MID, RIGHT, elided
from kvalitet_app.ui.parts.theme import font


class SimilarRow(Painted):
    """What happened, where and how far it has come; a click opens it."""

    def __init__(self, found: AvvikelseRow, go: Callable[..., None]) -> None:
        super().__init__(found.rubrik)
        self._number = found.beteckning
        self._line = f"{found.enhet} · {found.status.word.lower()}"
        self.setFixedHeight(52)
        self.setToolTip(found.rubrik)
        self.setAccessibleName(f"{found.beteckning} {found.rubrik}, {self._line}")
        self.clicked.connect(without_state(partial(go, "avvikelser", rad_id=found.id)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two lines and a hairline."""
        p, t = self.brush(), theme.now()
        if self.underMouse():
            p.fillRect(self.rect(), QColor(t.raised))
        p.setPen(QColor(t.text))
        room = self.width() - 80
        p.drawText(QRectF(0, 4, room, 22), LEFT | MID, elided(self.text(), "body", room))
        p.setFont(font("small"))
        p.setPen(QColor(t.muted))
        p.drawText(QRectF(0, 4, self.width(), 22), RIGHT | MID, self._number)
        p.drawText(QRectF(0, 25, self.width(), 20), LEFT | MID, elided(self._line, "small", self.width()))
        p.setPen(QPen(QColor(t.line), 0))
        p.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        p.end()
