"""The risk matrix to click in: sannolikhet 1–4 across, allvarlighetsgrad 1–4 upwards."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from kvalitet_app.domain.avvikelser.arenden import ALLVARLIGHETSGRAD, SANNOLIKHET, Riskgranser
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.buttons import Keyed
from kvalitet_app.ui.parts.control import Control
from kvalitet_app.ui.parts.layout import CENTRE, LEFT, MID, RIGHT
from kvalitet_app.ui.parts.theme import font
from kvalitet_app.ui.parts.words import RISK_TONE

LEFT_EDGE, CELL = 96, 34


class RiskMatrix(Keyed, Control[tuple[int, int]], QWidget):
    """Sixteen cells, each with its product; arrows and clicks choose."""

    changed = Signal()

    def __init__(self, granser: Riskgranser) -> None:
        super().__init__()
        self.granser = granser
        self.cell: tuple[int, int] | None = None
        self.setFixedHeight(4 * CELL + 26)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Risk: sannolikhet gånger allvarlighetsgrad")
        self.setAccessibleDescription("Inte bedömd")

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(320, 4 * CELL + 26)

    def value(self) -> tuple[int, int] | None:
        """Sannolikhet and allvarlighetsgrad."""
        return self.cell

    def set_value(self, value: tuple[int, int] | None) -> None:
        """Show an assessment."""
        self.cell = value
        self.setAccessibleDescription("Inte bedömd" if value is None else self._words(*value))
        self.update()

    def raw(self) -> list[int] | None:
        """Both as a list."""
        return list(self.cell) if self.cell else None

    def put_raw(self, raw: object) -> None:
        """What a draft kept; drafts of older programs kept none."""
        pair = tuple(raw) if isinstance(raw, list) else ()
        fits = len(pair) == 2 and all(isinstance(one, int) and 1 <= one <= 4 for one in pair)
        self.set_value((pair[0], pair[1]) if fits else None)

    def _box(self, sannolikhet: int, allvar: int) -> QRectF:
        wide = (self.width() - LEFT_EDGE) / 4
        return QRectF(LEFT_EDGE + (sannolikhet - 1) * wide, (4 - allvar) * CELL, wide, CELL).adjusted(1, 1, -1, -1)

    def _cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        for s in range(1, 5):
            for a in range(1, 5):
                if self._box(s, a).contains(x, y):
                    return s, a
        return None

    def _choose(self, sannolikhet: int, allvar: int) -> None:
        self.set_value((sannolikhet, allvar))
        self.changed.emit()

    def _words(self, sannolikhet: int, allvar: int) -> str:
        level = self.granser.level(sannolikhet, allvar).word
        return f"{sannolikhet * allvar} {level}: {SANNOLIKHET[sannolikhet - 1]}, {ALLVARLIGHETSGRAD[allvar - 1]}"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell."""
        cell = self._cell_at(event.position().x(), event.position().y())
        if cell is not None and self.isEnabled():
            self._choose(*cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say in words what a cell means."""
        cell = self._cell_at(event.position().x(), event.position().y())
        text = (
            f"Sannolikhet: {SANNOLIKHET[cell[0] - 1]}\nAllvarlighetsgrad: {ALLVARLIGHETSGRAD[cell[1] - 1]}"
            if cell
            else ""
        )
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over the cells."""
        s, a = self.cell or (1, 1)
        moves = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        step = moves.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif self.cell is None:
            self._choose(1, 1)
        else:
            self._choose(min(max(s + step[0], 1), 4), min(max(a + step[1], 1), 4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cells with product, words at the edges, the chosen one framed."""
        p, t = QPainter(self), theme.now()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for a, word in enumerate(("Mindre", "Måttlig", "Betydande", "Katastrofal"), 1):
            p.setFont(font("small"))
            p.setPen(QColor(t.muted))
            p.drawText(QRectF(0, (4 - a) * CELL, LEFT_EDGE - 8, CELL), RIGHT | MID, f"{word} {a}")
            for s in range(1, 5):
                self._paint_cell(p, s, a)
        wide = (self.width() - LEFT_EDGE) / 4
        p.setFont(font("small"))
        p.setPen(QColor(t.muted))
        for s, word in enumerate(("Årligen", "Månad", "Vecka", "Dag"), 1):
            p.drawText(QRectF(LEFT_EDGE + (s - 1) * wide, 4 * CELL + 2, wide, 22), CENTRE, f"{s} {word}")
        if self.hasFocus() and self.cell is None:
            p.setPen(QPen(QColor(t.accent), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(QRectF(LEFT_EDGE, 0, self.width() - LEFT_EDGE, 4 * CELL).adjusted(1, 1, -1, -1), 4, 4)
        p.end()

    def _paint_cell(self, p: QPainter, s: int, a: int) -> None:
        t, box = theme.now(), self._box(s, a)
        level = self.granser.level(s, a)
        here = self.cell == (s, a)
        tone = RISK_TONE[level]
        p.setPen(QPen(QColor(t.accent if here else getattr(t, tone + "_soft")), 2.5 if here else 1))
        p.setBrush(QColor(getattr(t, tone + "_soft")))
        p.drawRoundedRect(box, 4, 4)
        p.setFont(font("strong" if here else "body"))
        p.setPen(QColor(getattr(t, tone)))
        text = f"{s * a} {level.word}" if here and box.width() > 90 else str(s * a)
        p.drawText(box, CENTRE, text)
        if here:
            p.drawText(box.adjusted(6, 0, 0, 0), LEFT | MID, "✓")
