"""The units as a tree: add, paste many, change, close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.organisation.enheter import EnhetNiva, EnhetRow, Lagrum
from kvalitet_app.services.organisation import add_enhet, add_enheter, change_enhet, list_enheter
from kvalitet_app.ui.forms.tab import PanelForm, RowsTab, number_or_none
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import DateField, Select, TextBox, TextLine

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
        paste = Button("Klistra in flera", press=lambda: self.put(PasteForm(self.context).as_panel()))
        super().__init__(context, add, paste)

    def read(self) -> Sequence[EnhetRow]:
        """Every unit, closed ones too."""
        return self.context.tasks.read(list_enheter, all_times=True)

    def form(self, row_: EnhetRow) -> QWidget:
        """Change a unit."""
        return EnhetForm(self.context, row_).as_panel()

    def new(self) -> None:
        """A new unit below the chosen one."""
        chosen = self.rows.get(self.table.current_id())
        self.put(EnhetForm(self.context, None, above=chosen.id if chosen else None).as_panel())


def _tree_choices(context: Context) -> list[tuple[str, object]]:
    return [("\u2003" * u.djup + u.namn, u.id) for u in context.scope.enheter]


class EnhetForm(PanelForm):
    """One unit."""

    def __init__(self, context: Context, row_: EnhetRow | None, above: int | None = None) -> None:
        super().__init__(context, row_.namn if row_ else "Ny enhet", row_.niva.word if row_ else "")
        self.row_ = row_
        self.namn = TextLine(row_.namn if row_ else "")
        self.verksamhet = TextLine(row_.verksamhet if row_ else "", placeholder="gruppbostad, daglig verksamhet …")
        self.lagrum = Select(LAWS)
        self.lagrum.set_value(row_.lagrum if row_ else Lagrum.LSS)
        self.platser = TextLine(str(row_.platser) if row_ and row_.platser else "")
        arsarbetare = f"{row_.arsarbetare:g}".replace(".", ",") if row_ and row_.arsarbetare else ""
        self.arsarbetare = TextLine(arsarbetare)
        self.add("namn", "Namn", self.namn, required=True)
        if row_ is None:
            self.niva = Select([(n.word, n) for n in EnhetNiva])
            self.niva.set_value(EnhetNiva.ENHET)
            self.above = Select(_tree_choices(context))
            self.above.set_value(above)
            self.add("niva", "Nivå", self.niva)
            self.add("foralder_id", "Ligger under", self.above)
        self.add("verksamhet", "Verksamhet", self.verksamhet)
        self.add("lagrum", "Lagrum", self.lagrum)
        self.add("platser", "Platser", self.platser)
        self.add("arsarbetare", "Årsarbetare", self.arsarbetare, hint="Används för antal avvikelser per årsarbetare.")
        if row_ is not None:
            self.till = DateField(row_.giltig_till)
            self.add("giltig_till", "Upphör", self.till, hint="En enhet stängs med ett datum. Ärendena finns kvar.")

    def as_panel(self) -> QWidget:
        """The panel."""
        return self.panel("Spara" if self.row_ else "Lägg till", self.send)

    def send(self) -> None:
        """Save."""
        try:
            platser, arsarbetare = number_or_none(self.platser.text()), number_or_none(self.arsarbetare.text())
        except ValueError:
            self.show_error(RuleError("Skriv ett tal.", field="platser"))
            return
        law = self.lagrum.value()
        common: dict[str, Any] = {
            "namn": self.namn.text(),
            "verksamhet": self.verksamhet.text(),
            "lagrum": Lagrum(str(law)) if law else None,
            "platser": int(platser) if platser is not None else None,
            "arsarbetare": arsarbetare,
        }
        if self.row_ is None:
            above = self.above.value()
            self.context.tasks.change(
                add_enhet,
                niva=EnhetNiva(str(self.niva.value())),
                foralder_id=above if isinstance(above, int) else None,
                failed=self.failed,
                **common,
            )
        else:
            self.context.tasks.change(
                change_enhet,
                enhet_id=self.row_.id,
                version=self.row_.version,
                giltig_till=self.till.value(),
                failed=self.failed,
                **common,
            )


class PasteForm(PanelForm):
    """Many units at once, one a line, straight from Excel or Word."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "Klistra in enheter", "En enhet på varje rad. Verksamhet kan stå efter en tabb eller ;"
        )
        self.above = Select(_tree_choices(context))
        self.rader = TextBox(least=240, placeholder="Tallåsen; gruppbostad\nGranliden; gruppbostad")
        self.add("foralder_id", "Ligger under", self.above)
        self.add("rader", "Enheter", self.rader, required=True)

    def as_panel(self) -> QWidget:
        """The panel."""
        return self.panel("Lägg till", self.send)

    def send(self) -> None:
        """Add them."""
        above = self.above.value()
        self.context.tasks.change(
            add_enheter,
            rader=self.rader.toPlainText(),
            foralder_id=above if isinstance(above, int) else 0,
            failed=self.failed,
        )
