"""One occurrence beside the list: facts, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollRow, EgenkontrollStatus
from kvalitet_app.services.egenkontroller.planer import end_plan
from kvalitet_app.services.egenkontroller.tillfallen import cancel_egenkontroll, move_egenkontroll
from kvalitet_app.ui.egenkontroller.outcome import lage_mark, state_mark
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button, Menu
from kvalitet_app.ui.parts.fields import DateField, TextLine
from kvalitet_app.ui.parts.layout import clear, column, label, row
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
        if one.status not in WAITING:
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
            pairs.append(("Planen sade", day(one.ursprungligt_datum)))
        if one.genomford_datum is not None:
            pairs += [
                ("Genomförd", day(one.genomford_datum)),
                ("Utfall", percent(one.poang)),
                ("Färg", lage_mark(one.lage)),
            ]
        middle = column(self.below, facts(pairs), None, gap=16)
        word = "Utför" if one.status in WAITING else "Visa svaren"
        foot = column(row(Button(word, "tonal", icon="arrow_right", key="Retur", press=lambda: perform(one.id)), None))
        self.setLayout(column(Inspector(head, middle, foot), gap=0))

    def _menu(self) -> Menu:
        menu = Menu(self)
        menu.add("Flytta till en annan dag …", self._move)
        menu.add("Ställ in …", self._cancel)
        if self.one.plan_id is not None:
            menu.add("Avsluta planen efter det här tillfället", self._end)
        return menu

    def _move(self) -> None:
        field = DateField(self.one.planerad_datum)
        self._small(
            "datum",
            "Flytta till",
            field,
            "Flytta",
            lambda form: self.context.tasks.change(
                move_egenkontroll,
                egenkontroll_id=self.one.id,
                version=self.one.version,
                datum=field.value() or self.one.planerad_datum,
                failed=form.refused,
            ),
        )

    def _cancel(self) -> None:
        field = TextLine()
        self._small(
            "skal",
            "Varför ställs den in?",
            field,
            "Ställ in",
            lambda form: self.context.tasks.change(
                cancel_egenkontroll,
                egenkontroll_id=self.one.id,
                version=self.one.version,
                skal=field.text(),
                failed=form.refused,
            ),
        )

    def _end(self) -> None:
        if self.one.plan_id is not None:
            self.context.tasks.change(end_plan, plan_id=self.one.plan_id, slut=self.one.planerad_datum)

    def _small(self, name: str, word: str, control: QWidget, button: str, send: Callable[[_Small], object]) -> None:
        clear(self.below)
        form = _Small(self.context, name, word, control)
        go = Button(button, "tonal", press=lambda: None if form.is_wrong() else send(form))
        form.box.addLayout(row(go, Button("Avbryt", "quiet", press=lambda: clear(self.below)), None))
        self.below.addWidget(form)
        control.setFocus()


class _Small(Form):
    """One field."""

    def __init__(self, context: Context, name: str, word: str, control: QWidget) -> None:
        super().__init__()
        self._context = context
        self.box = column(gap=8)
        self.box.addLayout(self.trouble)
        self.box.addWidget(self.field(name, word, control, required=True))
        self.setLayout(self.box)

    def refused(self, error: BaseException) -> None:
        """Beside the field."""
        if not self.show_error(error):
            self._context.messages.report(error)
