"""The mirror of a case: its causes to the left, its åtgärder to the right, and a line where one answers to the other.

A cause that nothing answers to asks a question; an åtgärd that answers to nothing is pressed to say to which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from kvalitet_app.domain.atgarder import AtgardRow, is_only_reminding
from kvalitet_app.domain.avvikelser.detalj import AvvikelseDetalj
from kvalitet_app.domain.lex.arenden import LexDetalj
from kvalitet_app.domain.lex.steg import causes_of
from kvalitet_app.services.atgarder import link_orsak
from kvalitet_app.services.lex.atgarder import link_lex_orsak
from kvalitet_app.ui.atgarder.forms import words_of_cause
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.buttons import Menu, Painted, without_state
from kvalitet_app.ui.parts.layout import column
from kvalitet_app.ui.parts.reading import MessageBar, section
from kvalitet_app.ui.parts.theme import font

Key = int | str | None
Causes = Sequence[tuple[int | str, str]]
Answers = Sequence[tuple[AtgardRow, Key]]
Link = Callable[[AtgardRow, Key], None]
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
    """The two columns and the lines between them.

    `causes` are keys with their words, `answers` each åtgärd with the key of the cause it answers to, and `link`
    says that one answers to another, or (None) to none of them; None where nothing may be changed.
    """

    def __init__(self, causes: Causes, answers: Answers, link: Link | None) -> None:
        super().__init__()
        self._words, self._answers, self._link = dict(causes), dict(answers), link
        answered = set(self._answers.values())
        self.causes = {
            key: Card(words, lacking="" if key in answered else QUESTION) for key, words in self._words.items()
        }
        self.measures = [(one, self._measure(one)) for one in self._answers]
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

    def _measure(self, one: AtgardRow) -> Card:
        card = Card(one.text, lacking="" if self._answers[one] in self._words else "Mot vilken orsak?")
        card.setEnabled(self._link is not None)
        card.clicked.connect(without_state(partial(self._choose, one, card)))
        return card

    def _choose(self, one: AtgardRow, card: Card) -> None:
        menu = Menu(self)
        self.fill(menu, one)
        menu.open_below(card)

    def fill(self, menu: Menu, one: AtgardRow) -> None:
        """The causes that an åtgärd can answer to."""
        if self._link is None:
            return
        for key, words in self._words.items():
            menu.add(words, partial(self._link, one, key), checked=key == self._answers[one])
        menu.add("Ingen av dem", partial(self._link, one, None), checked=self._answers[one] not in self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line from each cause to what answers to it."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(QColor(theme.now().accent), 1.6))
        for one, card in self.measures:
            cause = self.causes.get(self._answers[one] or "")
            if cause is not None:
                start = QPointF(cause.mapTo(self, QPoint(cause.width(), cause.height() // 2)))
                end = QPointF(card.mapTo(self, QPoint(0, card.height() // 2)))
                middle = (start.x() + end.x()) / 2
                path = QPainterPath(start)
                path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
                p.drawPath(path)
        p.end()


def mirror_section(context: Context, case: AvvikelseDetalj, atgarder: Sequence[AtgardRow]) -> QVBoxLayout:
    """The mirror of an avvikelse under its heading."""

    def link(one: AtgardRow, key: Key) -> None:
        context.tasks.change(
            link_orsak, atgard_id=one.id, version=one.version, orsak_id=key if isinstance(key, int) else None
        )

    causes = [(one.id, words_of_cause(one)) for one in case.orsaker]
    return under_heading(
        Mirror(causes, [(one, one.orsak_id) for one in atgarder], link if case.far_handlagga else None), atgarder
    )


def lex_mirror_section(context: Context, case: LexDetalj, atgarder: Sequence[AtgardRow]) -> QVBoxLayout:
    """The mirror of a case under lex Sarah or lex Maria: its causes are the lines of the investigation."""

    def link(one: AtgardRow, key: Key) -> None:
        context.tasks.change(link_lex_orsak, atgard_id=one.id, version=one.version, mot_orsak=str(key or ""))

    may = case.far_handlagga and case.rad.is_open
    causes = [(one, one) for one in causes_of(case.uppgifter.orsaker)]
    return under_heading(Mirror(causes, [(one, one.mot_orsak) for one in atgarder], link if may else None), atgarder)


def under_heading(mirror: Mirror, atgarder: Sequence[AtgardRow]) -> QVBoxLayout:
    """The mirror, with a gentle word where all that is done is to remind people."""
    parts: list[QWidget] = [mirror]
    if is_only_reminding(one.text for one in atgarder):
        parts.append(MessageBar("yellow", "Räcker det?", REMINDING))
    return section("Orsak och åtgärd", *parts)
