"""Catalogues with their validity, and the limits of the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.avvikelser.foljdfragor import FoljdfragaRow
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.granser import GRANSER, Grans
from kvalitet_app.domain.register.kataloger import Katalog, TypRow, VardeRow
from kvalitet_app.services.avvikelser.foljdfragor import list_foljdfragor
from kvalitet_app.services.register.granser import read_granser, save_grans
from kvalitet_app.services.register.kataloger import list_typer, list_varden, save_katalogvarde, save_typ
from kvalitet_app.ui.avvikelser.foljdfragor import FoljdfragaForm
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.lists.tab import RowsTab
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextLine
from kvalitet_app.ui.parts.numbers import NumberField
from kvalitet_app.ui.parts.words import day

TYPER, FRAGOR, GRANS = "typer", "foljdfragor", "granser"


@dataclass(frozen=True, slots=True)
class Line:
    """A value of any catalogue, or a limit, in the list."""

    id: int
    grupp: str
    namn: str
    fran: date | None
    till: date | None
    row: TypRow | VardeRow | FoljdfragaRow | Grans
    varde: str = ""


COLUMNS = (
    Column("namn", "Värde", lambda n: n.namn, sortable=False),
    Column("grupp", "Grupp", lambda n: n.grupp, 176, quiet=True, needs=560, sortable=False),
    Column("varde", "Lag, svar eller gräns", lambda n: n.varde, 160, right=True, sortable=False),
    Column("fran", "Gäller från", lambda n: day(n.fran), 108, right=True, quiet=True, needs=700, sortable=False),
    Column("till", "Till och med", lambda n: day(n.till), 108, right=True, quiet=True, needs=700, sortable=False),
)


class KatalogTab(RowsTab):
    """One catalogue at a time."""

    name = "katalog"
    columns = COLUMNS

    def __init__(self, context: Context) -> None:
        choices: list[tuple[str, object]] = [("Avvikelsetyper", TYPER), *((k.word, k.value) for k in Katalog)]
        self.which = Select([*choices, ("Följdfrågor", FRAGOR), ("Gränser", GRANS)])
        self.which.setAccessibleName("Katalog")
        self.which.setFixedWidth(260)
        self.which.changed.connect(self.load)
        super().__init__(context, self.which, Button("Nytt värde", "primary", icon="add", key="Ctrl+N", press=self.new))

    def read(self) -> Sequence[Line]:
        """The values of the chosen catalogue."""
        at = str(self.which.value())
        read = self.context.tasks.read
        if at == TYPER:
            return [
                Line(t.id, t.grupp, t.namn, t.giltig_fran, t.giltig_till, t, t.lagrum.word) for t in read(list_typer)
            ]
        if at == FRAGOR:
            names = {t.id: t.namn for t in read(list_typer)}
            return [
                Line(q.id, names.get(q.typ_id, ""), q.text, q.giltig_fran, q.giltig_till, q, q.slag.word)
                for q in read(list_foljdfragor)
            ]
        if at == GRANS:
            values = read(read_granser)
            return [Line(i, g.enhet, g.namn, None, None, g, str(values[g.nyckel])) for i, g in enumerate(GRANSER, 1)]
        rows = read(list_varden, katalog=at)
        return [
            Line(v.id, Katalog(at).word, f"– {v.namn}" if v.overordnad else v.namn, v.giltig_fran, v.giltig_till, v)
            for v in rows
        ]

    def form(self, row_: Line) -> QWidget:
        """Change a value."""
        if isinstance(row_.row, Grans):
            return GransForm(self.context, row_.row, row_.varde).panel("Spara")
        if isinstance(row_.row, FoljdfragaRow):
            return FoljdfragaForm(self.context, row_.row).panel("Spara")
        return VardeForm(self.context, str(self.which.value()), row_.row).panel("Spara")

    def new(self) -> None:
        """A new value; limits are what they are."""
        if self.which.value() == FRAGOR:
            self.put(FoljdfragaForm(self.context, None).panel("Spara"))
        elif self.which.value() != GRANS:
            self.put(VardeForm(self.context, str(self.which.value()), None).panel("Spara"))


class VardeForm(Form):
    """A type, or a value of another catalogue."""

    note = "Ett värde som upphör finns kvar i gamla ärenden."

    def __init__(self, context: Context, katalog: str, row_: TypRow | VardeRow | None) -> None:
        super().__init__(context)
        self.title, self.katalog, self.row_ = row_.namn if row_ else "Nytt värde", katalog, row_
        self.add("namn", "Namn", TextLine(), required=True)
        if katalog == TYPER:
            lagrum = Select([(law.word, law) for law in Lagrum])
            lagrum.set_value(Lagrum.LSS)
            self.add("grupp", "Grupp", TextLine())
            self.add("lagrum", "Lagrum", lagrum)
        if katalog == Katalog.ORSAK:
            mains = [v for v in context.tasks.read(list_varden, katalog=katalog) if not v.overordnad and v != row_]
            choices = [("Ingen, det är på översta nivån", ""), *((v.namn, v.kod) for v in mains)]
            self.add("overordnad", "Hör under", Select(choices))
        self.add("giltig_fran", "Gäller från", DateField())
        self.add("giltig_till", "Gäller till och med", DateField())
        if row_ is not None:
            self.fill(row_)
        self.keep(f"katalog_{katalog}_{row_.id if row_ else 'ny'}")

    def send(self) -> None:
        """Save."""
        row_id, version = (self.row_.id, self.row_.version) if self.row_ else (None, None)
        given = self.values() | {"version": version}
        if self.katalog == TYPER:
            self.submit(save_typ, typ_id=row_id, **given)
        else:
            given.setdefault("overordnad", "")
            self.submit(save_katalogvarde, katalog=self.katalog, varde_id=row_id, **given)


class GransForm(Form):
    """One limit."""

    def __init__(self, context: Context, grans: Grans, varde: str) -> None:
        super().__init__(context)
        self.title = grans.namn
        self.note = f"Mellan {grans.lagst} och {grans.hogst} {grans.enhet}, annars {grans.standard}."
        self.grans = grans
        self.varde = NumberField(int(varde), whole=True, wide=96)
        self.add(grans.nyckel, grans.enhet.capitalize(), self.varde, required=True)

    def send(self) -> None:
        """Save."""
        self.submit(save_grans, nyckel=self.grans.nyckel, varde=self.varde.whole())
