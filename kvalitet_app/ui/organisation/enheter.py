"""The units as a tree: add, paste many, change, close."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.organisation.enheter import EnhetNiva, EnhetRow, Lagrum
from kvalitet_app.services.organisation.enheter import add_enhet, add_enheter, change_enhet, list_enheter
from kvalitet_app.services.organisation.kvar import left_on_unit
from kvalitet_app.ui.forms.form import Form, bring_into_sight
from kvalitet_app.ui.lists.tab import RowsTab
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.organisation.kvar import left_links
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextBox, TextLine
from kvalitet_app.ui.parts.layout import holder
from kvalitet_app.ui.parts.numbers import NumberField

COLUMNS = (
    Column("namn", "Enhet", lambda u: "\u2003" * u.djup + u.namn, sortable=False),
    Column("niva", "Nivå", lambda u: u.niva.word, 148, quiet=True, sortable=False),
    Column("verksamhet", "Verksamhet", lambda u: u.verksamhet, 152, quiet=True, needs=700, sortable=False),
    Column("lagrum", "Lagrum", lambda u: u.lagrum.word if u.lagrum else "–", 84, quiet=True, needs=600, sortable=False),
    Column("platser", "Platser", lambda u: str(u.platser) if u.platser else "–", 80, right=True, sortable=False),
)
LAWS: list[tuple[str, object]] = [("Inget", None), *((law.word, law) for law in Lagrum)]


class EnheterTab(RowsTab):
    """The tree."""

    name = "enhet"
    columns = COLUMNS

    def __init__(self, context: Context) -> None:
        add = Button("Ny enhet", "primary", icon="add", key="Ctrl+N", press=self.new)
        paste = Button("Klistra in flera", press=self.paste)
        super().__init__(context, add, paste)

    def read(self) -> Sequence[EnhetRow]:
        """Every unit, closed ones too."""
        return self.context.tasks.read(list_enheter)

    def form(self, row_: EnhetRow) -> QWidget:
        """Change a unit."""
        return EnhetForm(self.context, row_).panel("Spara")

    def paste(self) -> None:
        """Many at once."""
        self.put(PasteForm(self.context).panel("Lägg till"))

    def new(self) -> None:
        """A new unit below the chosen one."""
        chosen = self.rows.get(self.table.current_id())
        self.put(EnhetForm(self.context, None, above=chosen.id if chosen else None).panel("Lägg till"))


def _tree_choices(context: Context) -> list[tuple[str, object]]:
    return [("\u2003" * u.djup + u.namn, u.id) for u in context.scope.offered()]


class EnhetForm(Form):
    """One unit. Its level and place are only asked of a new one."""

    def __init__(self, context: Context, row_: EnhetRow | None, above: int | None = None) -> None:
        super().__init__(context)
        self.title, self.note = (row_.namn, row_.niva.word) if row_ else ("Ny enhet", "")
        self.row_ = row_
        self.lagrum = Select(LAWS)
        self.platser, self.arsarbetare = NumberField(whole=True), NumberField()
        self.add("namn", "Namn", TextLine(), required=True)
        if row_ is None:
            self.niva, self.above = Select([(n.word, n) for n in EnhetNiva]), Select(_tree_choices(context))
            self.niva.set_value(EnhetNiva.ENHET)
            self.above.set_value(above)
            self.add("niva", "Nivå", self.niva)
            self.add("foralder_id", "Ligger under", self.above)
            self.lagrum.set_value(Lagrum.LSS)
        self.add("verksamhet", "Verksamhet", TextLine(placeholder="gruppbostad, daglig verksamhet …"))
        self.add("lagrum", "Lagrum", self.lagrum)
        self.add("platser", "Platser", self.platser)
        self.add("arsarbetare", "Årsarbetare", self.arsarbetare, hint="Används för antal avvikelser per årsarbetare.")
        if row_ is not None:
            hint = "Sista dagen. Det som är planerat efter den ställs in, ärendena finns kvar."
            self.ends = DateField(menat=Menat.KOMMANDE)
            self.add("giltig_till", "Upphör", self.ends, hint=hint)
            self._tell_left(row_)
            self.fill(row_)
        self.keep(f"enhet_{row_.id}" if row_ else "ny_enhet")

    def _tell_left(self, row_: EnhetRow) -> None:
        """What stands open on the unit, as soon as it is given a last day."""
        left = self.context.tasks.read(left_on_unit, enhet_id=row_.id)
        if left:
            told = holder(left_links(self.context, "Öppet på enheten i dag", left))
            self.box.addWidget(told)
            told.hide()
            self.ends.changed.connect(partial(self._show_left, told))

    def _show_left(self, told: QWidget) -> None:
        told.setVisible(self.ends.value() is not None)
        if told.isVisible():
            bring_into_sight(told)

    def send(self) -> None:
        """Save."""
        given = self.values() | {"platser": self.platser.whole()}
        if self.row_ is None:
            self.submit(add_enhet, **given | {"foralder_id": self.above.picked(int)})
        else:
            self.submit(change_enhet, enhet_id=self.row_.id, version=self.row_.version, **given)


class PasteForm(Form):
    """Many units at once, one a line, straight from Excel or Word."""

    title = "Klistra in enheter"
    note = "En enhet på varje rad. Verksamhet kan stå efter en tabb eller ;"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.above = Select(_tree_choices(context))
        self.rader = TextBox(least=240, placeholder="Tallåsen; gruppbostad\nGranliden; gruppbostad")
        self.add("foralder_id", "Ligger under", self.above)
        self.add("rader", "Enheter", self.rader, required=True)
        self.keep("klistra_enheter")

    def send(self) -> None:
        """Add them."""
        self.submit(add_enheter, rader=self.rader.value(), foralder_id=self.above.picked(int) or 0)
