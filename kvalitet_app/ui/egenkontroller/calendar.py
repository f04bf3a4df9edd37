"""The month: every egenkontroll on its day, with week numbers and red days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollRow, EgenkontrollStatus, EgenkontrollUrval
from kvalitet_app.domain.kalender import MONTHS, idag, month_grid
from kvalitet_app.domain.tal import count
from kvalitet_app.pictures.calendar import Handelse, Month, calendar, state_of
from kvalitet_app.services.egenkontroller.tillfallen import list_egenkontroller
from kvalitet_app.ui.page.context import Context, Page
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import column, holder, label, line, row
from kvalitet_app.ui.parts.picture_view import PictureView


class MonthPage(Page):
    """A picture of the month; a pill opens its egenkontroll."""

    def __init__(
        self,
        context: Context,
        *,
        perform: Callable[[int], object],
        new: Callable[[], object],
        to_list: Callable[..., object],
        to_year: Callable[[], object],
        to_paper: Callable[[], object],
    ) -> None:
        super().__init__(context)
        self._perform, self._to_list = perform, to_list
        today = idag()
        self.ar, self.manad = today.year, today.month
        self.printer = printer = Button("", "quiet", icon="print", key="Ctrl+P", tip="Skriv ut månaden", press=to_paper)
        buttons = (
            Button("Lista", "quiet", icon="task_list_square_ltr", tip="Visa som lista", press=to_list),
            Button("Årshjul", "quiet", icon="target", tip="Visa året som ett hjul", press=to_year),
            printer,
            Button("Planera", "primary", icon="add", key="Ctrl+N", press=new),
        )
        band = holder(self._walk())
        band.setFixedHeight(44)
        self.picture = PictureView(least=360, name="Kalender")
        self.picture.opened.connect(self._open)
        inside = holder(column(self.picture, gap=0, margins=(24, 12, 24, 12)))
        box = column(PageHeader("Egenkontroll", *buttons), band, line(), gap=0)
        box.addWidget(inside, 1)
        self.setLayout(box)
        context.scope.changed.connect(self._scope_changed)

    def _walk(self) -> QHBoxLayout:
        """From month to month."""
        self.month_name = label("", "strong")
        self.month_name.setFixedWidth(140)
        self.counted = label("", "body", "muted")
        return row(
            Button("", "quiet", icon="arrow_left", tip="Månaden före", press=partial(self.walk, -1)),
            self.month_name,
            Button("", "quiet", icon="arrow_right", tip="Månaden efter", press=partial(self.walk, 1)),
            Button("I dag", press=self.to_today),
            8,
            self.counted,
            None,
            margins=(16, 0, 24, 12),
            gap=4,
        )

    def _scope_changed(self) -> None:
        if self.context.scope.ar != self.ar:
            self.ar = self.context.scope.ar
        if self.isVisible():
            self.refresh()

    def walk(self, step: int) -> None:
        """A month on or back."""
        at = self.ar * 12 + self.manad - 1 + step
        self.ar, self.manad = at // 12, at % 12 + 1
        self.refresh()

    def to_today(self) -> None:
        """The present month."""
        self.ar, self.manad = idag().year, idag().month
        self.refresh()

    def refresh(self, change: Change | None = None) -> None:
        """Read the month anew."""
        weeks = month_grid(self.ar, self.manad)
        units = self.context.scope.units()
        urval = EgenkontrollUrval(vy="alla", enheter=units, fran=weeks[0][0], till=weeks[-1][-1])
        self.month_name.setText(f"{MONTHS[self.manad - 1].capitalize()} {self.ar}")
        asked = (self.ar, self.manad)
        self.context.tasks.ask(
            list_egenkontroller,
            urval=urval,
            done=lambda rows: self._show(rows) if asked == (self.ar, self.manad) else None,
        )

    def _show(self, rows: tuple[EgenkontrollRow, ...]) -> None:
        today, events = idag(), dict[date, tuple[Handelse, ...]]()
        rows = tuple(r for r in rows if r.status is not EgenkontrollStatus.INSTALLD)
        one_unit = len({r.enhet_id for r in rows}) < 2
        for one in sorted(rows, key=lambda r: (r.planerad_datum, not r.is_overdue(today), r.kod, r.enhet)):
            name = one.mall if one_unit else f"{one.enhet}: {one.mall}"
            pill = Handelse(name, state_of(one, today), f"egenkontroll={one.id}")
            events[one.planerad_datum] = (*events.get(one.planerad_datum, ()), pill)
        month = Month(self.ar, self.manad, today, events)
        self.picture.set_layout(lambda t, w, h: calendar(t, w, h, month))
        shown = (self.ar, self.manad)
        own = [r for r in rows if (r.planerad_datum.year, r.planerad_datum.month) == shown]
        done = sum(r.status is EgenkontrollStatus.GENOMFORD for r in own)
        late = sum(r.is_overdue(today) for r in own)
        self.counted.setText(
            f"{done} av {len(own)} gjorda" + (f", {count(late, 'försenad', 'försenade')}" if late else "")
        )
        self.filled.emit()

    def _open(self, key: str) -> None:
        kind, _, value = key.partition("=")
        if kind == "egenkontroll":
            self._perform(int(value))
        elif kind == "dag":
            day = date.fromisoformat(value)
            self._to_list(vy="alla", fran=day, till=day)

    def first_focus(self) -> QWidget | None:
        """The picture."""
        return self.picture
