"""One occurrence beside the list: facts, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollRow, EgenkontrollStatus
from kvalitet_app.services.egenkontroller.planer import end_plan
from kvalitet_app.services.egenkontroller.tillfallen import assign_egenkontroll, cancel_egenkontroll, move_egenkontroll
from kvalitet_app.ui.egenkontroller.outcome import lage_mark, state_mark
from kvalitet_app.ui.forms.choices import people_choices
from kvalitet_app.ui.forms.form import Form, put_form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button, Menu
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextLine
from kvalitet_app.ui.parts.layout import column, label, row
from kvalitet_app.ui.parts.marks import MarkLabel
from kvalitet_app.ui.parts.reading import Inspector, facts
from kvalitet_app.ui.parts.words import day, percent

WAITING = (EgenkontrollStatus.PLANERAD, EgenkontrollStatus.PAGAR)


class CheckInspector(QWidget):
    """Perform, move, call off."""

    def __init__(self, context: Context, one: EgenkontrollRow, perform: Callable[[int], object]) -> None:
        super().__init__()
        self.context, self.one = context, one
        more = Button("", "quiet", icon="more_horizontal", tip="Mer", press=lambda: self._menu().open_below(more))
        if one.status not in WAITING or not one.far_planera:
            more.hide()
        head = column(
            row(label(one.kod, "body", "muted"), None, MarkLabel(state_mark(one)), more, gap=4),
            label(one.mall, "section", wrap=True),
            gap=2,
        )
        self.below: QVBoxLayout = column(gap=8)
        pairs: list[tuple[str, object]] = [
            ("Enhet", one.enhet),
            ("Planerad", day(one.planerad_datum)),
            ("Ansvarig", one.ansvarig or "Ingen"),
        ]
        if one.flyttad:
            pairs += [
                ("Planen sade", day(one.ursprungligt_datum)),
                ("Flyttad för att", one.flytt_skal or "skäl saknas"),
            ]
        if one.genomford_datum is not None:
            pairs += [
                ("Genomförd", day(one.genomford_datum)),
                ("Utfall", percent(one.poang)),
                ("Färg", lage_mark(one.lage)),
            ]
        middle = column(self.below, facts(pairs), None, gap=16)
        done = one.status not in WAITING
        word = "Visa svaren" if done else "Utför" if one.far_utfora else "Visa frågorna"
        foot = column(row(Button(word, "tonal", icon="arrow_right", key="Retur", press=partial(perform, one.id)), None))
        self.setLayout(column(Inspector(head, middle, foot), gap=0))

    def _menu(self) -> Menu:
        menu = Menu(self)
        menu.add("Flytta till en annan dag …", self._move)
        menu.add("Byt ansvarig …", self._assign)
        menu.add("Ställ in …", self._cancel)
        if self.one.plan_id is not None:
            menu.add("Avsluta planen efter det här tillfället", self._end)
        return menu

    def _move(self) -> None:
        put_form(self.below, MoveForm(self.context, self.one))

    def _assign(self) -> None:
        put_form(self.below, AssignForm(self.context, self.one))

    def _cancel(self) -> None:
        put_form(self.below, CancelForm(self.context, self.one))

    def _end(self) -> None:
        if self.one.plan_id is not None:
            self.context.tasks.change(end_plan, plan_id=self.one.plan_id, slut=self.one.planerad_datum)


class MoveForm(Form):
    """To another day."""

    def __init__(self, context: Context, one: EgenkontrollRow) -> None:
        super().__init__(context, gap=8)
        self.one = one
        self.day = DateField(one.planerad_datum, menat=Menat.KOMMANDE)
        self.why = TextLine()
        self.add("datum", "Flytta till", self.day, required=True)
        self.add("skal", "Varför flyttas den?", self.why, required=True)
        self.end("Flytta")

    def send(self) -> None:
        """Move it."""
        one = self.one
        datum = self.day.value() or one.planerad_datum
        why = self.why.value()
        self.submit(move_egenkontroll, egenkontroll_id=one.id, version=one.version, datum=datum, skal=why)


class AssignForm(Form):
    """To somebody else."""

    def __init__(self, context: Context, one: EgenkontrollRow) -> None:
        super().__init__(context, gap=8)
        self.one = one
        self.who = Select(people_choices(context), editable=True)
        self.who.set_value(one.ansvarig_id)
        self.add("ansvarig_id", "Ansvarig för det här tillfället", self.who)
        self.end("Byt ansvarig")

    def send(self) -> None:
        """Hand it to that person."""
        one, who = self.one, self.who.picked(int)
        self.submit(assign_egenkontroll, egenkontroll_id=one.id, version=one.version, ansvarig_id=who)


class CancelForm(Form):
    """Called off, with a reason."""

    def __init__(self, context: Context, one: EgenkontrollRow) -> None:
        super().__init__(context, gap=8)
        self.one = one
        self.why = TextLine()
        self.add("skal", "Varför ställs den in?", self.why, required=True)
        self.end("Ställ in")

    def send(self) -> None:
        """Call it off."""
        one = self.one
        self.submit(cancel_egenkontroll, egenkontroll_id=one.id, version=one.version, skal=self.why.value())
