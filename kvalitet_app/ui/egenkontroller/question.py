"""One question of an egenkontroll as it is answered: J, D, N, E, a comment, and what it was last time."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from kvalitet_app.domain.egenkontroller.tillfallen import KEYS, SvarRow, Svarsvarde
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.buttons import Button, Keyed
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.layout import Icon, column, holder, label, line, row
from kvalitet_app.ui.parts.marks import TONE_ICON
from kvalitet_app.ui.parts.theme import font

ANSWERS = tuple(Svarsvarde)
TONES = ("green", "yellow", "red", "")
WIDTHS = (60, 84, 68, 116)
COMMENT_MS = 900


class Asking(Protocol):
    """What a question needs of the page that asks it."""

    @property
    def may_answer(self) -> bool:
        """Whether answers can be given now."""

    def answered(self, question: Question, *, step: bool = True) -> None:
        """Save the answer."""

    def walk(self, question: Question, step: int) -> None:
        """To the next, or the one before."""

    def open_action(self, question: Question) -> None:
        """An åtgärd."""

    def open_report(self, question: Question) -> None:
        """An avvikelse."""


class Question(Keyed, QFrame):
    """One question with its answer, its comment, and what was answered last time."""

    def __init__(self, row_: SvarRow, page: Asking) -> None:
        super().__init__()
        self.row_, self._page = row_, page
        self.svar = row_.svar
        self.kommentar: str | None = row_.kommentar  # as saved; None where the register did not take it
        self.is_saving = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(COMMENT_MS)
        self._pause.timeout.connect(self.keep_comment)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Fråga {row_.ordning}: {row_.text}")
        number = label(str(row_.ordning), "body", "muted")
        number.setFixedWidth(20)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.answer = self._segments()
        words = column(label(row_.text, wrap=True), self._before(), gap=2)
        top = row(number, words, self.answer, gap=12)
        top.setStretch(1, 1)
        self._make_below()
        self.setLayout(column(top, self.below, line(), gap=6, margins=(24, 8, 24, 0)))
        self._show_below()

    def _segments(self) -> Segments[Svarsvarde]:
        answer = Segments([(one.word, one) for one in ANSWERS], self.svar, tones=TONES, widths=WIDTHS)
        answer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        answer.setAccessibleName(f"Svar på fråga {self.row_.ordning}")
        answer.chosen.connect(lambda at: self.give(ANSWERS[at]))
        answer.setEnabled(self._page.may_answer)
        return answer

    def _make_below(self) -> None:
        """A comment, and what can be begun from the question."""
        row_, page = self.row_, self._page
        self.comment = QLineEdit(row_.kommentar)
        self.comment.setFont(font())
        self.comment.setPlaceholderText("Kommentar")
        self.comment.setAccessibleName(f"Kommentar till fråga {row_.ordning}")
        self.comment.setEnabled(page.may_answer)
        self.comment.textEdited.connect(lambda _text: self._pause.start())
        self.more = Button(
            "Åtgärd",
            "quiet",
            icon="task_list_square_ltr",
            tip="Lägg till en åtgärd för den här frågan",
            press=partial(page.open_action, self),
        )
        self.report = Button(
            "Avvikelse",
            "quiet",
            icon="warning",
            tip="Registrera en avvikelse ur den här frågan",
            press=partial(page.open_report, self),
        )
        self.below = holder(row(20, self.comment, self.more, self.report, gap=12))

    def _before(self) -> QWidget:
        if self.row_.forra is None:
            return label("Ingen tidigare gång", "small", "muted")
        tone = TONES[ANSWERS.index(self.row_.forra)]
        icon = Icon(TONE_ICON[tone], tone, 14) if tone else Icon("subtract_circle", "muted", 14)
        told = row(
            label("Förra gången:", "small", "muted"),
            icon,
            label(self.row_.forra.word, "small", "muted"),
            None,
            gap=5,
        )
        return holder(told)

    def _show_below(self) -> None:
        needs = self.svar in (Svarsvarde.NEJ, Svarsvarde.DELVIS) or bool(self.kommentar)
        self.below.setVisible(needs)
        for button in (self.more, self.report):
            button.setVisible(self._page.may_answer and self.svar in (Svarsvarde.NEJ, Svarsvarde.DELVIS))

    def give(self, svar: Svarsvarde) -> None:
        """Answer; the next question comes by itself unless this one needs a word."""
        self.svar = svar
        self.answer.set_value(self.svar)
        self._show_below()
        self._page.answered(self)

    def keep_comment(self) -> None:
        """Save the comment when the typing pauses."""
        self._pause.stop()
        if self.comment.text() != self.kommentar:
            self.kommentar = self.comment.text()
            self._page.answered(self, step=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J, D, N, E and arrows."""
        letter = event.text().upper()
        if letter in KEYS and self._page.may_answer:
            self.give(KEYS[letter])
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._page.walk(self, 1 if event.key() == Qt.Key.Key_Down else -1)
        elif letter == "K" and self._page.may_answer:
            self.below.show()
            self.comment.setFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar at the left shows where the keys are."""
        super().paintEvent(event)
        if self.hasFocus():
            p = QPainter(self)
            p.fillRect(0, 0, 3, self.height(), QColor(theme.now().accent))
            p.end()
