"""Which of the files that were drawn the answers are about, and which still wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.tal import count
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import Select
from kvalitet_app.ui.parts.layout import label, row


class FileChoice(QWidget):
    """The file in hand, all of them in a list, and a way to the next that waits. `show` is told which is wanted."""

    def __init__(self, akt: int, show: Callable[[int], object]) -> None:
        super().__init__()
        self.akt, self._show = akt, show
        self._waiting: tuple[int, ...] = ()
        self.choice = Select()
        self.choice.setAccessibleName("Akt")
        self.choice.setMinimumWidth(220)
        self.choice.activated.connect(self._chosen)
        self.told = label("", "small", "muted")
        self.next = Button("Nästa akt som väntar", "quiet", icon="arrow_right", press=self.to_next)
        self.setLayout(row(label("Akt", "label"), self.choice, self.next, self.told, None, margins=(24, 10, 24, 10)))

    def show_waiting(self, waiting: Sequence[int]) -> None:
        """Show how many questions wait in each file."""
        if tuple(waiting) == self._waiting:
            return
        self._waiting = tuple(waiting)
        words = ("klar" if not n else count(n, "fråga kvar", "frågor kvar") for n in waiting)
        self.choice.set_choices([(f"Akt {n} · {word}", n) for n, word in enumerate(words, 1)])
        self.choice.set_value(self.akt)
        done = sum(not n for n in waiting)
        self.told.setText(f"{done} av {count(len(waiting), 'akt', 'akter')} klara")
        self.next.set_enabled("" if self._next() else "Ingen annan akt väntar")

    def _next(self) -> int | None:
        order = [*range(self.akt + 1, len(self._waiting) + 1), *range(1, self.akt)]
        return next((n for n in order if self._waiting[n - 1]), None)

    def to_next(self) -> None:
        """To the next file where something is unanswered."""
        akt = self._next()
        if akt is not None:
            self._show(akt)

    def _chosen(self, _at: int) -> None:
        akt = self.choice.picked(int)
        if akt is not None and akt != self.akt:
            self._show(akt)
