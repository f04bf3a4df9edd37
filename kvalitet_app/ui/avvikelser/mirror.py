"""The mirror of a case: its causes to the left, its åtgärder to the right, and a line where one answers to the other.

A cause that nothing answers to asks a question; an åtgärd that answers to nothing is pressed to say to which.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from kvalitet_app.domain.atgard import AtgardRow, is_only_reminding
from kvalitet_app.domain.avvikelse_detalj import AvvikelseDetalj, OrsakRow
from kvalitet_app.services.atgarder import link_orsak
from kvalitet_app.ui import theme
from kvalitet_app.ui.atgarder.forms import words_of_cause
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.parts.buttons import Menu, Painted
from kvalitet_app.ui.parts.layout import column
from kvalitet_app.ui.parts.reading import MessageBar, section
from kvalitet_app.ui.theme import font

GAP, PAD = 36, 8
QUESTION = "Vilken åtgärd svarar mot den?"
REMINDING = (
    "Att påminna personalen räcker sällan för att det inte ska hända igen. Går det att ändra något i arbetssättet?"
)


class Card(Painted):
    """A cause or an åtgärd in a few lines; a dashed edge where something is missing."""

    def __init__(self, text: str, *, lacking: str = "") -> None:
        super().__init__(text)
        self._lacking = lacking
        self.setToolTip(text)
        self.setAccessibleName(f"{text}. {lacking}" if lacking else text)
        self.setMinimumWidth(96)
        folds = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        folds.setHeightForWidth(True)
        self.setSizePolicy(folds)

    def sizeHint(self) -> QSize:
        """A common width; the height follows the width it is given."""
        return QSize(140, self.heightForWidth(140))

    def hasHeightForWidth(self) -> bool:
        """Words fold."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all the words."""
        return self._high(self.text(), width) + 2 * PAD + (self._high(self._lacking, width) + 2 if self._lacking else 0)

    def _high(self, words: str, width: int) -> int:
        room = QRect(0, 0, width - 2 * PAD, 1000)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded box, its words, and what is missing."""
        p, t = self.brush(), theme.now()
        edge = QPen(QColor(t.red if self._lacking else t.edge), 1.2)
        if self._lacking:
            edge.setStyle(Qt.PenStyle.DashLine)
        p.setPen(edge)
        p.setBrush(QColor(t.raised if self.underMouse() and self.isEnabled() else t.surface))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        low = self._high(self._lacking, self.width()) + 2 if self._lacking else 0
        inside = QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD - low)
        p.setPen(QColor(t.text))
        p.drawText(inside, int(Qt.TextFlag.TextWordWrap), self.text())
        if self._lacking:
            p.setPen(QColor(t.red))
            below = QRectF(PAD, self.height() - PAD - low, self.width() - 2 * PAD, low)
            p.drawText(below, int(Qt.TextFlag.TextWordWrap), self._lacking)
        p.end()


class Mirror(QWidget):
    """The two columns and the lines between them."""

    def __init__(self, context: Context, case: AvvikelseDetalj, atgarder: Sequence[AtgardRow]) -> None:
        super().__init__()
        self.context, self.case = context, case
        answered = {one.orsak_id for one in atgarder}
        self.causes = {
            one.id: Card(words_of_cause(one), lacking="" if one.id in answered else QUESTION) for one in case.orsaker
        }
        self.measures = [(one, self._measure(one, set(self.causes))) for one in atgarder]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(GAP)
        for at, cards in ((0, list(self.causes.values())), (1, [card for _, card in self.measures])):
            for card in cards:
                card.setFont(font("small"))
            box = column(*cards, None, gap=8)
            grid.addLayout(box, 0, at)
            grid.setColumnStretch(at, 1)
        for card in self.causes.values():
            card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Orsaker och åtgärder")

    def _measure(self, one: AtgardRow, causes: set[int]) -> Card:
        card = Card(one.text, lacking="" if one.orsak_id in causes else "Mot vilken orsak?")
        card.setEnabled(self.case.far_handlagga)
        card.clicked.connect(lambda _checked=False: self._choose(one, card))
        return card

    def _choose(self, one: AtgardRow, card: Card) -> None:
        menu = Menu(self)
        self.fill(menu, one)
        menu.open_below(card)

    def fill(self, menu: Menu, one: AtgardRow) -> None:
        """The causes that an åtgärd can answer to."""
        for cause in self.case.orsaker:
            menu.add(words_of_cause(cause), lambda c=cause: self._link(one, c), checked=cause.id == one.orsak_id)  # type: ignore[misc]
        menu.add("Ingen av dem", lambda: self._link(one, None), checked=one.orsak_id is None)

    def _link(self, one: AtgardRow, cause: OrsakRow | None) -> None:
        self.context.tasks.change(
            link_orsak, initiator=self, atgard_id=one.id, version=one.version, orsak_id=cause.id if cause else None
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line from each cause to what answers to it."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(QColor(theme.now().accent), 1.6))
        for one, card in self.measures:
            cause = self.causes.get(one.orsak_id or 0)
            if cause is not None:
                start = QPointF(cause.mapTo(self, QPoint(cause.width(), cause.height() // 2)))
                end = QPointF(card.mapTo(self, QPoint(0, card.height() // 2)))
                middle = (start.x() + end.x()) / 2
                path = QPainterPath(start)
                path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
                p.drawPath(path)
        p.end()


def mirror_section(context: Context, case: AvvikelseDetalj, atgarder: Sequence[AtgardRow]) -> QVBoxLayout:
    """The mirror under its heading, with a gentle word where all that is done is to remind people."""
    parts: list[QWidget] = [Mirror(context, case, atgarder)]
    if is_only_reminding(one.text for one in atgarder):
        parts.append(MessageBar("yellow", "Räcker det?", REMINDING))
    return section("Orsak och åtgärd", *parts)
