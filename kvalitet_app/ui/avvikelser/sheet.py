"""What the pages of a unit and month share: choose both, see what will be said, put it on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.aterforing import MONTHS
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation import EnhetNiva
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import Field, Select
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import clear, column, holder, line, row, scrolled
from kvalitet_app.ui.parts.reading import MessageBar

BACK_MONTHS = 24


class MonthSheet(QWidget):
    """The choice of unit and month above, what is said of them below."""

    title = ""
    note = ""
    whole = False  # whether it begins on the whole organisation instead of one's own unit
    gather: Callable[..., object]

    def __init__(self, context: Context, *, back: Callable[[], object]) -> None:
        super().__init__()
        self.context = context
        self._filling = False
        self.unit, self.month = Select(editable=True), Select()
        self.save_button = Button("Spara som PDF", "primary", icon="document_text", press=self.save)
        printer = Button("Skriv ut", "quiet", icon="print", key="Ctrl+P", press=self.print_page)
        header = PageHeader(self.title, printer, *self.more_buttons(), self.save_button, note=self.note, back=back)
        choose = row(Field("Enhet", self.unit), Field("Månad", self.month), *self.more_fields(), gap=16)
        self.said = column(gap=18)
        inside = column(choose, self.said, None, gap=20, margins=(24, 16, 32, 16))
        self.setLayout(column(header, line(), scrolled(holder(inside)), gap=0))
        for select in (self.unit, self.month):
            select.currentIndexChanged.connect(lambda _at: self.load())

    # what a subclass says

    def more_fields(self) -> Sequence[QWidget]:
        """Choices beside unit and month."""
        return ()

    def more_buttons(self) -> Sequence[QWidget]:
        """Buttons beside the two."""
        return ()

    def more(self) -> dict[str, Any]:
        """What else is asked with the unit and the month."""
        return {}

    def show_data(self, data: Any) -> None:  # noqa: ANN401 - what the subclass gathers
        """Show what was gathered."""
        raise NotImplementedError

    def forget_data(self) -> None:
        """Nothing could be gathered."""
        raise NotImplementedError

    def save(self) -> None:
        """As a PDF."""
        raise NotImplementedError

    def print_page(self) -> None:
        """Through the system's dialog."""
        raise NotImplementedError

    # the choices

    def begin(self) -> None:
        """The scope's unit and the month that has just ended."""
        today = idag()
        units = self.context.scope.enheter
        months = [divmod(today.year * 12 + today.month - 1 - n, 12) for n in range(BACK_MONTHS)]
        self._filling = True
        self.unit.set_choices([(u.namn, u.id) for u in units])
        self.month.set_choices([(f"{MONTHS[m]} {y}", y * 12 + m) for y, m in months])
        own = [u.enhet_id for u in self.context.person.uppdrag]
        mine = [] if self.whole else [u.id for u in units if u.id in own and u.niva is EnhetNiva.ENHET]
        self.unit.set_value(self.context.scope.enhet_id or next(iter([*mine, *(u.id for u in units)]), None))
        self.month.set_value(months[1][0] * 12 + months[1][1])
        self._filling = False
        self.load()
        self.unit.setFocus()

    def load(self) -> None:
        """Gather what is said of the unit and month."""
        unit, month = self.unit.value(), self.month.value()
        if not self._filling and isinstance(unit, int) and isinstance(month, int):
            ar, manad = divmod(month, 12)
            self.context.tasks.ask(
                type(self).gather, enhet_id=unit, ar=ar, manad=manad + 1, done=self._gathered, failed=self._failed,
                **self.more(),
            )  # fmt: skip

    def _gathered(self, data: object) -> None:
        self.save_button.setEnabled(True)
        clear(self.said)
        self.show_data(data)

    def _failed(self, error: BaseException) -> None:
        self.forget_data()
        self.save_button.setEnabled(False)
        clear(self.said)
        if isinstance(error, KvalitetError):
            self.said.addWidget(MessageBar("red", error.sentence))
        else:
            self.context.messages.report(error)
