"""Åtgärder from every source in one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.atgarder import LABELS, AtgardKalla, AtgardRow, AtgardStatus, AtgardUrval
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.tal import lower_first
from kvalitet_app.services.atgarder import atgard_rows, change_atgard, count_views, find_atgarder, finish_atgard
from kvalitet_app.ui.atgarder.forms import EffectForm, NewAtgardForm, people_choices
from kvalitet_app.ui.forms.form import Form, put_form
from kvalitet_app.ui.forms.kept import Kept
from kvalitet_app.ui.lists.filter import Filter
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button, Link
from kvalitet_app.ui.parts.fields import DateField, Select, TextBox
from kvalitet_app.ui.parts.layout import clear, column, label, row
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
            Mark(LABELS[one.effekt], "green")
            if one.effekt == "god"
            else Mark(LABELS[one.effekt] if one.effekt else "Effekt ej bedömd", "yellow")
        )
    return Mark(LABELS[one.status], "", "subtract_circle" if one.status is AtgardStatus.AVBRUTEN else "circle")


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
        self.enhet = Filter("Enhet", lambda: [(u.kortnamn, u.id) for u in self.context.scope.enheter], self.load)
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
        units = self.context.scope.enheter
        unit = self.context.scope.enhet_id or (units[0].id if units else 0)
        form = NewAtgardForm(self.context, unit, AtgardKalla.EGEN, closed=self._written)
        head = column(label("Ny åtgärd", "section"), label(self.context.scope.name(), "body", "muted"), gap=2)
        self._write_in_panel(Inspector(head, column(form, None)))
        form.text.setFocus()


class AtgardInspector(QWidget):
    """Read it, change it, finish it, judge it."""

    def __init__(self, context: Context, one: AtgardRow) -> None:
        super().__init__()
        self.context, self.one = context, one
        self.below = column(gap=8)
        head = column(
            row(label(LABELS[one.slag], "body", "muted"), None, MarkLabel(state_mark(one))),
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
            effect = f"{LABELS[one.effekt]}, {day(one.effekt_datum)}. {one.effekt_metod}"
            middle.addLayout(column(label("Effekt", "label", "muted"), prose(effect), gap=4))
        middle.addLayout(self.below)
        middle.addStretch(1)
        self.setLayout(column(Inspector(head, middle, self._foot()), gap=0))

    def _foot(self) -> Any:  # noqa: ANN401 - a layout
        one = self.one
        if one.is_open:
            first = Button("Genomförd", "tonal", icon="checkmark", press=lambda: self._finish(True))
        elif one.effekt is None:
            first = Button("Bedöm effekten", "tonal", icon="target", press=self._judge)
        else:
            return row(Button("Ändra", "quiet", icon="edit", press=self._edit), None)
        return row(first, Button("Ändra", "quiet", icon="edit", press=self._edit), None)

    def _open_source(self) -> None:
        self.context.go(OPENS[self.one.kalla], rad_id=self.one.kalla_id)

    def _finish(self, klar: bool) -> None:
        self.context.tasks.change(finish_atgard, atgard_id=self.one.id, version=self.one.version, klar=klar)

    def _judge(self) -> None:
        put_form(self.below, EffectForm(self.context, self.one, closed=lambda: clear(self.below)))

    def _edit(self) -> None:
        put_form(self.below, EditForm(self.context, self.one, lambda: clear(self.below)))


def _source_words(one: AtgardRow) -> str:
    """Open what it came from, by name."""
    if one.kalla is AtgardKalla.EGENKONTROLL:
        return f"Öppna egenkontrollen {one.kalla_namn}"
    if one.kalla is AtgardKalla.SYNPUNKT:
        return f"Öppna synpunkten {one.kalla_namn}"
    return f"Öppna {one.kalla_namn if one.kalla is AtgardKalla.LEX else lower_first(one.kalla_namn)}"


class EditForm(Form):
    """Change what, who, when and where it stands."""

    def __init__(self, context: Context, one: AtgardRow, closed: Callable[[], object]) -> None:
        super().__init__()
        self.context, self.one, self._closed = context, one, closed
        self.text = TextBox(one.text, least=56)
        self.who = Select(editable=True)
        self.who.set_choices(people_choices(context))
        self.who.set_value(one.ansvarig_id)
        self.due = DateField(one.klart_senast)
        self.status = Select([(LABELS[s], s) for s in AtgardStatus])
        self.status.set_value(one.status)
        box = column(gap=10)
        box.addLayout(self.trouble)
        box.addWidget(self.field("text", "Åtgärd", self.text, required=True))
        box.addWidget(self.field("ansvarig_id", "Ansvarig", self.who))
        pair = row(
            self.field("status", "Läge", self.status),
            self.field("klart_senast", "Klart senast", self.due, required=True),
            gap=12,
        )
        pair.setStretch(0, 1)
        box.addLayout(pair)
        box.addLayout(row(Button("Spara", "tonal", press=self.send), Button("Avbryt", "quiet", press=self._shut), None))
        self.setLayout(box)
        self.kept = Kept(self, context, f"atgard_{one.id}")

    def _shut(self) -> None:
        self.kept.forget()
        self._closed()

    def send(self) -> None:
        """Save."""
        if self.is_wrong():
            return
        who = self.who.value()
        self.context.tasks.change(
            change_atgard,
            atgard_id=self.one.id,
            version=self.one.version,
            text=self.text.toPlainText(),
            ansvarig_id=who if isinstance(who, int) else None,
            klart_senast=self.due.value() or self.one.klart_senast,
            status=AtgardStatus(str(self.status.value())),
            orsak_id=self.one.orsak_id,
            done=lambda _change: self._shut(),
            failed=self.failed,
        )
