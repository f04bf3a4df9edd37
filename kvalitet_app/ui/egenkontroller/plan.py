"""Plan an egenkontroll: which template, on which units, how often, by whom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kvalitet_app.domain.egenkontroller.tillfallen import MallRow, NyPlan
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.domain.organisation.enheter import EnhetNiva
from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.services.egenkontroller.planer import add_planer, list_mallar
from kvalitet_app.ui.atgarder.forms import people_choices
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.lists.side_panel import column_width
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import DateField, Select
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import clear, column, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.reading import prose, section
from kvalitet_app.ui.parts.theme import font
from kvalitet_app.ui.parts.ticks import TickDelegate


class PlanForm(QWidget):
    """The form with the template's questions beside it."""

    def __init__(self, context: Context, closed: Callable[[], object]) -> None:
        super().__init__()
        self.context, self._closed = context, closed
        self.mallar: tuple[MallRow, ...] = context.tasks.read(list_mallar)
        self.form = Form()
        self.mall = Select([(f"{m.kod} {m.namn}", m.id) for m in self.mallar], editable=True)
        self.mall.setCurrentIndex(0 if self.mallar else -1)
        self.often = Select([(u.word, u) for u in Upprepning])
        self.start, self.end = DateField(idag()), DateField()
        self.who = Select(people_choices(context), editable=True)
        self.who.set_value(context.person.id)
        self.units = QListWidget()
        self.units.setFont(font())
        self.units.setItemDelegate(TickDelegate(self.units))
        self._fill_units()
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
        self.mall.currentIndexChanged.connect(lambda _at: self._show_mall())
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
        box = column(gap=14, margins=(24, 14, 32, 14))
        box.addLayout(self.form.trouble)
        box.addWidget(add("mall_id", "Mall", self.mall, required=True))
        box.addLayout(when)
        box.addWidget(add("ansvarig_id", "Ansvarig", self.who))
        box.addWidget(add("enhet_ids", "Enheter", self.units, required=True), 1)
        self.form.setLayout(box)
        return self.form

    def _fill_units(self) -> None:
        chosen = self.context.scope.units()
        for unit in self.context.scope.enheter:
            if unit.niva is EnhetNiva.ENHET:
                item = QListWidgetItem(unit.namn)
                item.setData(Qt.ItemDataRole.UserRole, unit.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                own = chosen is not None and unit.id in chosen and len(chosen) == 1
                item.setCheckState(Qt.CheckState.Checked if own else Qt.CheckState.Unchecked)
                self.units.addItem(item)
        self.units.setMinimumHeight(160)

    def chosen_units(self) -> tuple[int, ...]:
        """The units that are ticked."""
        items = (self.units.item(i) for i in range(self.units.count()))
        return tuple(i.data(Qt.ItemDataRole.UserRole) for i in items if i.checkState() is Qt.CheckState.Checked)

    def _foot(self) -> QWidget:
        everyone = Button("Välj alla enheter", "quiet", press=self._tick_all)
        plan = Button("Planera", "primary", key="Ctrl+S", press=self.send)
        return holder(row(plan, everyone, None, margins=(24, 10, 20, 10)))

    def _tick_all(self) -> None:
        for i in range(self.units.count()):
            self.units.item(i).setCheckState(Qt.CheckState.Checked)

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
        if self.form.is_wrong():
            return
        mall, start, who = self.mall.value(), self.start.value(), self.who.value()
        if not isinstance(mall, int):
            self.form.show_error(RuleError("Välj en mall ur listan.", field="mall_id"))
            return
        ny = NyPlan(
            mall,
            self.chosen_units(),
            start or idag(),
            Upprepning(str(self.often.value())),
            who if isinstance(who, int) else None,
            self.end.value(),
        )
        self.context.tasks.change(
            add_planer, initiator=self, ny=ny, done=lambda _c: self._closed(), failed=self._failed
        )

    def _failed(self, error: BaseException) -> None:
        if not self.form.show_error(error):
            self.context.messages.report(error)

    def first_focus(self) -> QWidget:
        """The template."""
        return self.mall
