"""Persons and their uppdrag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.enheter import LABELS, PersonRow, Roll
from kvalitet_app.services.organisation import add_person, add_uppdrag, change_person, end_uppdrag, list_personer
from kvalitet_app.ui.forms.tab import PanelForm, RowsTab
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Check
from kvalitet_app.ui.parts.fields import Select, TextLine
from kvalitet_app.ui.parts.layout import holder, row
from kvalitet_app.ui.parts.reading import prose, section


def _roles(person: PersonRow) -> str:
    return ", ".join(f"{LABELS[u.roll]} {u.enhet}" for u in person.uppdrag) or "Inget uppdrag"


COLUMNS = (
    Column("namn", "Namn", lambda p: p.namn, 200, sortable=False),
    Column("titel", "Titel", lambda p: p.titel, 264, quiet=True, needs=700, sortable=False),
    Column("uppdrag", "Uppdrag", _roles, sortable=False),
    Column("konto", "Konto", lambda p: p.konto or "–", 112, quiet=True, needs=860, sortable=False),
)


class PersonerTab(RowsTab):
    """Everybody."""

    name = "person"
    columns = COLUMNS

    def __init__(self, context: Context) -> None:
        super().__init__(context, Button("Ny person", "primary", icon="add", key="Ctrl+N", press=self.new))

    def read(self) -> Sequence[PersonRow]:
        """Everybody, in Swedish order."""
        return self.context.tasks.read(list_personer)

    def form(self, row_: PersonRow) -> QWidget:
        """Change somebody."""
        return PersonForm(self.context, row_).as_panel()

    def new(self) -> None:
        """Somebody new."""
        self.put(PersonForm(self.context, None).as_panel())


class PersonForm(PanelForm):
    """One person."""

    def __init__(self, context: Context, row_: PersonRow | None) -> None:
        super().__init__(context, row_.namn if row_ else "Ny person")
        self.row_ = row_
        self.namn = TextLine(row_.namn if row_ else "")
        self.titel = TextLine(row_.titel if row_ else "")
        self.epost = TextLine(row_.epost if row_ else "")
        self.konto = TextLine(row_.konto if row_ else "")
        self.add("namn", "Namn", self.namn, required=True)
        self.add("titel", "Titel", self.titel)
        self.add("epost", "E-post", self.epost)
        self.add("konto", "Konto", self.konto, hint="Inloggningsnamnet i datorn. Så vet programmet vem som arbetar.")
        if row_ is not None:
            self.aktiv = Check("Arbetar kvar", row_.aktiv)
            self.box.addWidget(self.aktiv)
            self._uppdrag(row_)

    def _uppdrag(self, row_: PersonRow) -> None:
        lines: list[QWidget] = []
        for uppdrag in row_.uppdrag:
            stop = Button("", "quiet", icon="dismiss", tip=f"Avsluta uppdraget som {LABELS[uppdrag.roll].lower()}")
            stop.clicked.connect(lambda _checked=False, i=uppdrag.id: self._end(i))
            line = row(prose(f"{LABELS[uppdrag.roll]} · {uppdrag.enhet}"), stop)
            line.setStretch(0, 1)
            lines.append(holder(line))
        self.box.addLayout(section("Uppdrag", *(lines or [prose("Inget uppdrag än.", "body", "muted")])))
        self.roll = Select([(LABELS[r], r) for r in Roll])
        self.enhet = Select([("\u2003" * u.djup + u.namn, u.id) for u in self.context.scope.enheter])
        self.add("roll", "Nytt uppdrag", self.roll)
        self.add("enhet_id", "för", self.enhet)
        self.box.addLayout(row(Button("Ge uppdraget", press=self._give), None))

    def as_panel(self) -> QWidget:
        """The panel."""
        return self.panel("Spara" if self.row_ else "Lägg till", self.send)

    def _give(self) -> None:
        unit = self.enhet.value()
        if self.row_ is not None and isinstance(unit, int):
            self.context.tasks.change(
                add_uppdrag,
                person_id=self.row_.id,
                roll=Roll(str(self.roll.value())),
                enhet_id=unit,
                giltig_fran=idag(),
                failed=self.failed,
            )

    def _end(self, uppdrag_id: int) -> None:
        self.context.tasks.change(end_uppdrag, uppdrag_id=uppdrag_id, failed=self.failed)

    def send(self) -> None:
        """Save."""
        common: dict[str, Any] = {
            "namn": self.namn.text(),
            "titel": self.titel.text(),
            "epost": self.epost.text(),
            "konto": self.konto.text(),
        }
        if self.row_ is None:
            self.context.tasks.change(add_person, failed=self.failed, **common)
        else:
            self.context.tasks.change(
                change_person,
                person_id=self.row_.id,
                version=self.row_.version,
                aktiv=self.aktiv.isChecked(),
                failed=self.failed,
                **common,
            )
