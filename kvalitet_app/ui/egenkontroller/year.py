"""The year as a wheel: every egenkontroll as a mark in its week and state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollRow, EgenkontrollUrval
from kvalitet_app.domain.kalender import idag
from kvalitet_app.pictures.arshjul import fitted, year_of
from kvalitet_app.services.egenkontroller.tillfallen import list_egenkontroller
from kvalitet_app.services.paper.utskrift import write_wheel
from kvalitet_app.ui.page.context import Context, Page
from kvalitet_app.ui.paper.printing import Printout, offer
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import column, holder, line, scrolled
from kvalitet_app.ui.parts.picture_view import PictureView

LEAST = 640  # px in height: lower than this, one scrolls


class YearPage(Page):
    """A picture of the year of the scope; a mark opens its egenkontroll."""

    def __init__(
        self,
        context: Context,
        *,
        perform: Callable[[int], object],
        new: Callable[[], object],
        to_list: Callable[[], object],
        to_month: Callable[[], object],
    ) -> None:
        super().__init__(context)
        self._perform = perform
        self.printer = Button("", "quiet", icon="print", key="Ctrl+P", tip="Skriv ut årshjulet", press=self.print_page)
        buttons = (
            Button("Lista", "quiet", icon="task_list_square_ltr", tip="Visa som lista", press=to_list),
            Button("Kalender", "quiet", icon="calendar_ltr", tip="Visa månaden", press=to_month),
            self.printer,
            Button("Planera", "primary", icon="add", key="Ctrl+N", press=new),
        )
        self.picture = PictureView(least=LEAST, name="Årshjul")
        self.picture.opened.connect(self._open)
        inside = scrolled(holder(column(self.picture, gap=0, margins=(24, 12, 24, 12))))
        box = column(PageHeader("Egenkontroll", *buttons), line(), gap=0)
        box.addWidget(inside, 1)
        self.setLayout(box)
        context.scope.changed.connect(lambda: self.refresh() if self.isVisible() else None)

    def refresh(self, change: Change | None = None) -> None:
        """Read the year anew."""
        ar, units = self.context.scope.ar, self.context.scope.units()
        urval = EgenkontrollUrval(vy="alla", enheter=units, fran=date(ar, 1, 1), till=date(ar, 12, 31))
        asked = (ar, units)

        def show(rows: tuple[EgenkontrollRow, ...]) -> None:
            if asked == (self.context.scope.ar, self.context.scope.units()):
                self._show(rows, ar)

        self.context.tasks.ask(list_egenkontroller, urval=urval, done=show)

    def _show(self, rows: tuple[EgenkontrollRow, ...], ar: int) -> None:
        year = year_of(rows, ar, self.context.scope.name(), idag())
        self.picture.set_layout(lambda t, w, h: fitted(t, w, h, year))
        self.filled.emit()

    def print_page(self) -> None:
        """Ctrl+P: the wheel on one A4."""
        ar = self.context.scope.ar
        words = {"ar": ar, "enheter": self.context.scope.units()}
        offer(self, self.context, self.printer, [Printout("årshjulet", f"årshjul {ar}", write_wheel, words)])

    def _open(self, key: str) -> None:
        kind, _, value = key.partition("=")
        if kind == "egenkontroll":
            self._perform(int(value))

    def first_focus(self) -> QWidget | None:
        """The picture."""
        return self.picture
