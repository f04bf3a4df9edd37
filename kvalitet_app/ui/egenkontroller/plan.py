"""Plan an egenkontroll: which template, on which units, how often, by whom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.egenkontroller.tillfallen import MallRow, NyPlan
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.domain.organisation.enheter import EnhetNiva
from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.services.egenkontroller.planer import add_planer, list_mallar
from kvalitet_app.ui.forms.choices import people_choices
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.lists.side_panel import column_width
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import clear, column, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.reading import prose, section
from kvalitet_app.ui.parts.ticks import TickList


class PlanForm(QWidget):
    """The form with the template's questions beside it."""

    def __init__(self, context: Context, closed: Callable[[], object]) -> None:
        super().__init__()
        self.context, self._closed = context, closed
        self.mallar: tuple[MallRow, ...] = context.tasks.read(list_mallar)
        self.form = Form(context, closed=closed, send=self.send)
        self.mall = Select([(f"{m.kod} {m.namn}", m.id) for m in self.mallar], editable=True)
        self.mall.setCurrentIndex(0 if self.mallar else -1)
        self.often = Select([(u.word, u) for u in Upprepning])
        self.start, self.end = DateField(idag(), menat=Menat.KOMMANDE), DateField(menat=Menat.KOMMANDE)
        self.who = Select(people_choices(context), editable=True)
        self.who.set_value(context.person.id)
        self.units = self._units()
        self.questions = column(gap=6)
        box = column(PageHeader("Planera egenkontroll", back=closed), line(), gap=0)
        middle = row(gap=0)
        left = column(scrolled(self._fields()), line(), self._foot(), gap=0)
        left.setStretch(0, 1)
        middle.addLayout(left, 1)
        side = holder(column(section("Frågorna i mallen", self.questions), None, margins=(24, 16, 24, 16)))
        area = scrolled(side)
        self.side = area
        middle.addWidget(line("v"))
        middle.addWidget(area)
        box.addLayout(middle, 1)
        self.setLayout(box)
        self.mall.changed.connect(self._show_mall)
        self._show_mall()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the questions give way to the form."""
        super().resizeEvent(event)
        self.side.setFixedWidth(column_width(self.window(), tokens.INSPECTOR, 232))

    def _fields(self) -> QWidget:
        add = self.form.field
        when = row(
            add("upprepning", "Hur ofta", self.often),
            add("start", "Första gången", self.start, required=True),
            add("slut", "Till och med", self.end),
            gap=16,
        )
        when.setStretch(0, 1)
        box = self.form.box
        box.setSpacing(14)
        box.setContentsMargins(24, 14, 32, 14)
        box.addWidget(add("mall_id", "Mall", self.mall, required=True))
        box.addLayout(when)
        box.addWidget(add("ansvarig_id", "Ansvarig", self.who))
        box.addWidget(add("enhet_ids", "Enheter", self.units, required=True), 1)
        self.form.setLayout(box)
        return self.form

    def _units(self) -> TickList:
        units = [unit for unit in self.context.scope.offered() if unit.niva is EnhetNiva.ENHET]
        ticks = TickList([(unit.namn, unit.id) for unit in units])
        chosen = self.context.scope.units()
        if chosen is not None and len(chosen) == 1:
            ticks.set_value(tuple(chosen))
        return ticks

    def chosen_units(self) -> tuple[int, ...]:
        """The units that are ticked."""
        return self.units.value()

    def _foot(self) -> QWidget:
        everyone = Button("Välj alla enheter", "quiet", press=self.units.tick_all)
        foot = self.form.foot("Planera", everyone, kind="primary", key="Ctrl+S", stop="")
        foot.setContentsMargins(24, 10, 20, 10)
        return holder(foot)

    def _show_mall(self) -> None:
        clear(self.questions)
        found = next((m for m in self.mallar if m.id == self.mall.value()), None)
        if found is None:
            return
        self.often.set_value(found.upprepning)
        self.questions.addWidget(label(found.metod, "small", "muted", wrap=True))
        for question in found.fragor:
            self.questions.addWidget(prose(f"{question.ordning}. {question.text}"))

    def send(self) -> None:
        """Plan it."""
        mall = self.mall.picked(int)
        if mall is None:
            self.form.show_error(RuleError("Välj en mall ur listan.", field="mall_id"))
            return
        ny = NyPlan(
            mall,
            self.chosen_units(),
            self.start.value() or idag(),
            self.often.picked(Upprepning) or Upprepning.ENGANG,
            self.who.picked(int),
            self.end.value(),
        )
        self.form.submit(add_planer, ny=ny)

    def first_focus(self) -> QWidget:
        """The template."""
        return self.mall
