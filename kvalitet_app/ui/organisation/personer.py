"""Persons and their uppdrag."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.enheter import PersonRow, Roll
from kvalitet_app.services.organisation.kvar import left_with_person
from kvalitet_app.services.organisation.personer import (
    add_person,
    add_uppdrag,
    change_person,
    end_uppdrag,
    list_personer,
)
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.lists.tab import RowsTab
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.organisation.kvar import HandOverForm
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Check
from kvalitet_app.ui.parts.fields import Select, TextLine
from kvalitet_app.ui.parts.layout import holder, row
from kvalitet_app.ui.parts.reading import prose, section


def _roles(person: PersonRow) -> str:
    return ", ".join(f"{u.roll.word} {u.enhet}" for u in person.uppdrag) or "Inget uppdrag"


COLUMNS = (
    Column("namn", "Namn", lambda p: p.namn if p.aktiv else f"{p.namn} (har slutat)", 200, sortable=False),
    Column("titel", "Titel", lambda p: p.titel, 264, quiet=True, needs=700, sortable=False),
    Column("uppdrag", "Uppdrag", _roles, sortable=False),
    Column("konto", "Konto", lambda p: p.konto or "–", 112, quiet=True, needs=860, sortable=False),
)


class PersonerTab(RowsTab):
    """Everybody."""

    name = "person"
    columns = COLUMNS

    def __init__(self, context: Context) -> None:
        add = Button("Ny person", "primary", icon="add", key="Ctrl+N", press=self.new)
        log = Button("Ändrade behörigheter", press=partial(context.go, "installningar", flik="behorigheter"))
        super().__init__(context, add, log)

    def read(self) -> Sequence[PersonRow]:
        """Everybody, in Swedish order."""
        return self.context.tasks.read(list_personer)

    def form(self, row_: PersonRow) -> QWidget:
        """Change somebody."""
        return PersonForm(self.context, row_).panel("Spara")

    def new(self) -> None:
        """Somebody new."""
        self.put(PersonForm(self.context, None).panel("Lägg till"))


class PersonForm(Form):
    """One person, and which uppdrag she has."""

    def __init__(self, context: Context, row_: PersonRow | None) -> None:
        super().__init__(context)
        self.title, self.row_ = row_.namn if row_ else "Ny person", row_
        self.add("namn", "Namn", TextLine(), required=True)
        self.add("titel", "Titel", TextLine())
        self.add("epost", "E-post", TextLine())
        self.add("konto", "Konto", TextLine(), hint="Inloggningsnamnet i datorn. Så vet programmet vem som arbetar.")
        if row_ is not None:
            self.bare("aktiv", Check("Arbetar kvar"))
            self.fill(row_)
        self.own = tuple(self.controls)
        if row_ is not None:
            self._uppdrag(row_)
            if left := context.tasks.read(left_with_person, person_id=row_.id):
                self.box.addWidget(HandOverForm(context, row_, left))
        self.keep(f"person_{row_.id}" if row_ else "ny_person")

    def _uppdrag(self, row_: PersonRow) -> None:
        lines: list[QWidget] = []
        for uppdrag in row_.uppdrag:
            stop = Button("", "quiet", icon="dismiss", tip=f"Avsluta uppdraget som {uppdrag.roll.word.lower()}")
            stop.clicked.connect(partial(self._end, uppdrag.id))
            line = row(prose(f"{uppdrag.roll.word} · {uppdrag.enhet}"), stop)
            line.setStretch(0, 1)
            lines.append(holder(line))
        self.box.addLayout(section("Uppdrag", *(lines or [prose("Inget uppdrag än.", "body", "muted")])))
        self.roll = Select([(r.word, r) for r in Roll])
        self.enhet = Select([("\u2003" * u.djup + u.namn, u.id) for u in self.context.scope.offered()])
        self.add("roll", "Nytt uppdrag", self.roll)
        self.add("enhet_id", "för", self.enhet)
        self.box.addLayout(row(Button("Ge uppdraget", press=self._give), None))

    def _give(self) -> None:
        unit = self.enhet.picked(int)
        if self.row_ is not None and unit is not None:
            roll = self.roll.picked(Roll) or Roll.RAPPORTOR
            self.submit(add_uppdrag, person_id=self.row_.id, roll=roll, enhet_id=unit, giltig_fran=idag())

    def _end(self, uppdrag_id: int, _checked: bool = False) -> None:
        self.submit(end_uppdrag, uppdrag_id=uppdrag_id)

    def send(self) -> None:
        """Save."""
        given = {name: value for name, value in self.values().items() if name in self.own}
        if self.row_ is None:
            self.submit(add_person, **given)
        else:
            self.submit(change_person, person_id=self.row_.id, version=self.row_.version, **given)
