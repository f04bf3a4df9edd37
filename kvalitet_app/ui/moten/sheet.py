"""What the pages of a unit and month share: choose both, see what will be said, put it on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.kalender import MONTHS, idag
from kvalitet_app.domain.organisation.enheter import EnhetNiva
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.paper.printing import Printout, print_it, save_it
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import Field, Select
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import clear, column, holder, line, row, scrolled
from kvalitet_app.ui.parts.reading import MessageBar

BACK_MONTHS = 24


class MonthSheet(QWidget):
    """The choice of unit and month above, what is said of them below.

    A subclass declares the service that gathers, shows what it gathered and says how it is written.
    """

    title = ""
    note = ""
    whole = False  # whether it begins on the whole organisation instead of one's own unit
    gather: Callable[..., object]  # the service: (session, enhet_id=, ar=, manad=, **asked)
    show_data: Callable[..., None]  # shows what was gathered in `said`
    printout: Callable[..., Printout]  # of what was gathered

    def __init__(
        self,
        context: Context,
        *,
        back: Callable[[], object],
        choices: Sequence[QWidget] = (),
        buttons: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self.context = context
        self.data: Any = None  # what was gathered last; None where nothing could be
        self.asked: dict[str, Any] = {}  # what else the service is asked
        self._filling = False
        self.unit, self.month = Select(editable=True), Select()
        self.save_button = Button("Spara som PDF", "primary", icon="document_text", press=self.save)
        printer = Button("Skriv ut", "quiet", icon="print", key="Ctrl+P", press=self.print_page)
        header = PageHeader(self.title, printer, *buttons, self.save_button, note=self.note, back=back)
        choose = row(Field("Enhet", self.unit), Field("Månad", self.month), *choices, gap=16)
        self.said = column(gap=18)
        inside = column(choose, self.said, None, gap=20, margins=(24, 16, 32, 16))
        self.setLayout(column(header, line(), scrolled(holder(inside)), gap=0))
        for select in (self.unit, self.month):
            select.currentIndexChanged.connect(self.load)

    def begin(self) -> None:
        """The scope's unit and the month that has just ended."""
        today = idag()
        units = self.context.scope.enheter
        months = [divmod(today.year * 12 + today.month - 1 - n, 12) for n in range(BACK_MONTHS)]
        self._filling = True
        self.unit.set_choices([(u.whole(today), u.id) for u in units])
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
                type(self).gather,
                enhet_id=unit,
                ar=ar,
                manad=manad + 1,
                done=self._gathered,
                failed=self._failed,
                **self.asked,
            )

    def _gathered(self, data: object) -> None:
        self.data = data
        self.save_button.setEnabled(True)
        clear(self.said)
        self._filling = True  # what is shown may fill choices of its own
        self.show_data(data)
        self._filling = False

    def _failed(self, error: BaseException) -> None:
        self.data = None
        self.save_button.setEnabled(False)
        clear(self.said)
        if isinstance(error, KvalitetError):
            self.said.addWidget(MessageBar("red", error.sentence))
        else:
            self.context.messages.report(error)

    def written(self) -> None:
        """It has been saved or printed."""

    def save(self, kind: tuple[str, str] = ("pdf", "PDF")) -> None:
        """To a file."""
        if self.data is not None:
            save_it(self, self.context, self.printout(self.data), after=self.written, kind=kind)

    def print_page(self) -> None:
        """Through the system's dialog."""
        if self.data is not None:
            print_it(self, self.context, self.printout(self.data), after=self.written)
