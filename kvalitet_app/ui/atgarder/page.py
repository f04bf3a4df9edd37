"""Åtgärder from every source in one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.atgarder import AtgardKalla, AtgardRow, AtgardStatus, AtgardUrval
from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.tal import lower_first
from kvalitet_app.services.atgarder import atgard_rows, change_atgard, count_views, find_atgarder, finish_atgard
from kvalitet_app.ui.atgarder.forms import EffectForm, NewAtgardForm
from kvalitet_app.ui.forms.choices import people_choices
from kvalitet_app.ui.forms.form import Form, put_form
from kvalitet_app.ui.lists.filter import Filter
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button, Link
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextBox
from kvalitet_app.ui.parts.layout import column, label, row
from kvalitet_app.ui.parts.marks import Mark, MarkLabel
from kvalitet_app.ui.parts.reading import Inspector, facts, prose
from kvalitet_app.ui.parts.words import day

OPENS = {
    AtgardKalla.AVVIKELSE: "avvikelser",
    AtgardKalla.EGENKONTROLL: "egenkontroller",
    AtgardKalla.LEX: "lex",
    AtgardKalla.SYNPUNKT: "synpunkter",
}


def state_mark(one: AtgardRow) -> Mark:
    """Where it stands; overdue says so."""
    if one.is_overdue(idag()):
        return Mark("Försenad", "red", "clock")
    if one.status is AtgardStatus.GENOMFORD:
        return (
            Mark(one.effekt.word, "green")
            if one.effekt == "god"
            else Mark(one.effekt.word if one.effekt else "Effekt ej bedömd", "yellow")
        )
    return Mark(one.status.word, "", "subtract_circle" if one.status is AtgardStatus.AVBRUTEN else "circle")


COLUMNS = (
    Column("text", "Åtgärd", lambda r: r.text),
    Column("enhet", "Enhet", lambda r: r.enhet, 108, quiet=True, needs=640),
    Column("kalla", "Kommer från", lambda r: r.kalla_namn, 152, quiet=True, needs=860),
    Column("ansvarig", "Ansvarig", lambda r: r.ansvarig or "–", 132, quiet=True, needs=700),
    Column("status", "Läge", lambda r: state_mark(r).word, 152, mark=state_mark),
    Column("klart_senast", "Klart senast", lambda r: day(r.klart_senast), 108, right=True),
)


class AtgarderPage(ListPage):
    """One register for all sources."""

    name = "atgard"
    title = "Åtgärder"
    primary = ("Ny åtgärd", "add")
    views = (
        ("oppna", "Öppna"),
        ("mina", "Mina"),
        ("forsenade", "Försenade"),
        ("utan_effekt", "Utan effektbedömning"),
        ("alla", "Alla"),
    )
    first_view = "oppna"
    first_sort = ("klart_senast", False)
    columns = COLUMNS
    find_ids = staticmethod(find_atgarder)
    count_rows = staticmethod(count_views)
    read_rows = staticmethod(atgard_rows)
    said_rows = ("åtgärd", "åtgärder")
    lead = 0
    empty = (
        "task_list_square_ltr",
        "Här samlas åtgärder",
        "De flesta kommer från avvikelser och egenkontroller. Du kan också lägga till en direkt.",
    )

    def filters(self) -> list[Filter]:
        """Enhet."""
        self.enhet = Filter("Enhet", self.context.scope.filters, self.load)
        return [self.enhet]

    def urval(self) -> AtgardUrval:
        """What the chips, the filters and the scope say together."""
        urval = AtgardUrval(
            self.vy, self.units(self.enhet), sok=self.search.text(), sortering=self.sort[0], fallande=self.sort[1]
        )
        return replace(urval, **self.extra)

    def fetch(self, ids: Sequence[int]) -> Mapping[int, AtgardRow]:
        """A page of rows."""
        return self.context.tasks.read(atgard_rows, ids)

    def inspect(self, row_id: int) -> QWidget | None:
        """One åtgärd."""
        found = self.context.tasks.read(atgard_rows, [row_id]).get(row_id)
        return AtgardInspector(self.context, found) if found is not None else None

    def new(self) -> None:
        """A new one, in the panel."""
        units = self.context.scope.offered()
        unit = self.context.scope.enhet_id or (units[0].id if units else 0)
        form = NewAtgardForm(self.context, unit, AtgardKalla.EGEN, closed=self._written)
        self._write_in_panel(form.as_panel("Ny åtgärd", self.context.scope.name()))
        form.text.setFocus()


class AtgardInspector(QWidget):
    """Read it, change it, finish it, judge it."""

    def __init__(self, context: Context, one: AtgardRow) -> None:
        super().__init__()
        self.context, self.one = context, one
        self.below = column(gap=8)
        head = column(
            row(label(one.slag.word, "body", "muted"), None, MarkLabel(state_mark(one))),
            label(one.text, "section", wrap=True),
            gap=6,
        )
        pairs: list[tuple[str, object]] = [
            ("Enhet", one.enhet),
            ("Ansvarig", one.ansvarig or "Ingen än"),
            ("Klart senast", day(one.klart_senast)),
        ]
        if one.genomford_datum is not None:
            pairs.append(("Genomförd", day(one.genomford_datum)))
        middle = column(facts(pairs), gap=16)
        if one.kalla in OPENS and one.kalla_id is not None:
            middle.addWidget(Link(_source_words(one), self._open_source))
        if one.effekt is not None:
            effect = f"{one.effekt.word}, {day(one.effekt_datum)}. {one.effekt_metod}"
            middle.addLayout(column(label("Effekt", "label", "muted"), prose(effect), gap=4))
        middle.addLayout(self.below)
        middle.addStretch(1)
        self.setLayout(column(Inspector(head, middle, self._foot()), gap=0))

    def _foot(self) -> Any:  # noqa: ANN401 - a layout
        one = self.one
        if one.is_open:
            first = Button("Genomförd", "tonal", icon="checkmark", press=self._finish)
        elif one.effekt is None:
            first = Button("Bedöm effekten", "tonal", icon="target", press=self._judge)
        else:
            return row(Button("Ändra", "quiet", icon="edit", press=self._edit), None)
        return row(first, Button("Ändra", "quiet", icon="edit", press=self._edit), None)

    def _open_source(self) -> None:
        self.context.go(OPENS[self.one.kalla], rad_id=self.one.kalla_id)

    def _finish(self) -> None:
        self.context.tasks.change(finish_atgard, atgard_id=self.one.id, version=self.one.version, klar=True)

    def _judge(self) -> None:
        put_form(self.below, EffectForm(self.context, self.one))

    def _edit(self) -> None:
        put_form(self.below, EditForm(self.context, self.one))


def _source_words(one: AtgardRow) -> str:
    """Open what it came from, by name."""
    if one.kalla is AtgardKalla.EGENKONTROLL:
        return f"Öppna egenkontrollen {one.kalla_namn}"
    if one.kalla is AtgardKalla.SYNPUNKT:
        return f"Öppna synpunkten {one.kalla_namn}"
    return f"Öppna {one.kalla_namn if one.kalla is AtgardKalla.LEX else lower_first(one.kalla_namn)}"


class EditForm(Form):
    """Change what, who, when and where it stands."""

    def __init__(self, context: Context, one: AtgardRow) -> None:
        super().__init__(context)
        self.one = one
        self.text = TextBox(one.text, least=56)
        self.who = Select(people_choices(context), editable=True)
        self.who.set_value(one.ansvarig_id)
        self.due = DateField(one.klart_senast, menat=Menat.KOMMANDE)
        self.status = Select([(status.word, status) for status in AtgardStatus])
        self.status.set_value(one.status)
        self.add("text", "Åtgärd", self.text, required=True)
        self.add("ansvarig_id", "Ansvarig", self.who)
        status = self.field("status", "Läge", self.status)
        self.beside(status, self.field("klart_senast", "Klart senast", self.due, required=True), gap=12)
        self.end("Spara")
        self.keep(f"atgard_{one.id}")

    def send(self) -> None:
        """Save."""
        self.submit(
            change_atgard,
            atgard_id=self.one.id,
            version=self.one.version,
            text=self.text.value(),
            ansvarig_id=self.who.picked(int),
            klart_senast=self.due.value() or self.one.klart_senast,
            status=self.status.picked(AtgardStatus) or self.one.status,
            orsak_id=self.one.orsak_id,
        )
