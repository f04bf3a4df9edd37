"""Where the rules of lex Sarah and lex Maria stand, by date: what is not checked against the law says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.organisation.enheter import LABELS as LAWS
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.laghanvisningar import KONTROLLERA, Hanvisning, HanvisningRow
from kvalitet_app.services.register.laghanvisningar import laghanvisning_rows, save_laghanvisning
from kvalitet_app.ui.forms.tab import PanelForm, RowsTab
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Check
from kvalitet_app.ui.parts.fields import DateField, Select, TextLine
from kvalitet_app.ui.parts.layout import label
from kvalitet_app.ui.parts.marks import Mark


def checked_mark(row: HanvisningRow) -> Mark:
    """Whether somebody has read the law itself."""
    return Mark("Kontrollerad", "green") if row.hanvisning.verifierad else Mark(KONTROLLERA.capitalize(), "yellow")


def held(h: Hanvisning) -> str:
    """When it holds, in few words."""
    if h.giltig_fran and h.giltig_till:
        return f"{h.giltig_fran} – {h.giltig_till}"
    if h.giltig_fran or h.giltig_till:
        return f"från {h.giltig_fran}" if h.giltig_fran else f"till {h.giltig_till}"
    return "tills vidare"


COLUMNS = (
    Column("amne", "Ämne", lambda r: r.hanvisning.amne, 320, sortable=False),
    Column("lagrum", "Lag", lambda r: LAWS[r.hanvisning.lagrum], 56, sortable=False),
    Column("text", "Står i", lambda r: r.hanvisning.text, sortable=False),
    Column("galler", "Gäller", lambda r: held(r.hanvisning), 124, quiet=True, needs=820, sortable=False),
    Column("verifierad", "Kontroll", lambda r: checked_mark(r).word, 216, mark=checked_mark, needs=700, sortable=False),
)


class LagTab(RowsTab):
    """Every rule; the case of a day is told by the ones that held then."""

    name = "laghanvisning"
    columns = COLUMNS

    def __init__(self, context: Context) -> None:
        note = label("Ett ärende får hänvisningarna som gällde när händelsen skedde.", "small", "muted")
        add = Button("Ny hänvisning", "primary", icon="add", key="Ctrl+N", press=self.new)
        super().__init__(context, note, add)

    def read(self) -> Sequence[HanvisningRow]:
        """By subject and law."""
        return self.context.tasks.read(laghanvisning_rows)

    def form(self, row_: HanvisningRow) -> QWidget:
        """Correct one."""
        return HanvisningForm(self.context, row_).as_panel()

    def new(self) -> None:
        """A rule of a law to come."""
        self.put(HanvisningForm(self.context, None).as_panel())


class HanvisningForm(PanelForm):
    """One rule. What it is about and since when is only asked of a new one."""

    def __init__(self, context: Context, row_: HanvisningRow | None) -> None:
        h = row_.hanvisning if row_ else Hanvisning("", Lagrum.SOL, "")
        about = f"{LAWS[h.lagrum]}, gäller {held(h)}" if row_ else "När en ny lag eller föreskrift kommer."
        super().__init__(context, h.amne if row_ else "Ny hänvisning", about)
        self.row_, self.start = row_, h
        self.amne, self.lagrum = TextLine(h.amne), Select([(LAWS[law], law) for law in Lagrum])
        self.lagrum.set_value(h.lagrum)
        self.fran, self.till = DateField(h.giltig_fran), DateField(h.giltig_till)
        self.text = TextLine(h.text, placeholder="27 kap. 6 § SoL (2025:400)")
        self.verifierad = Check("Kontrollerad mot gällande lag", h.verifierad)
        if row_ is None:
            self.add("amne", "Ämne", self.amne, required=True)
            self.add("lagrum", "Lag", self.lagrum)
            self.add("giltig_fran", "Gäller från", self.fran)
        self.add("text", "Står i", self.text, required=True)
        self.add("giltig_till", "Gäller till och med", self.till)
        self.box.addWidget(self.verifierad)

    def as_panel(self) -> QWidget:
        """The panel."""
        return self.panel("Spara", self.send)

    def send(self) -> None:
        """Save."""
        ny = replace(
            self.start,
            amne=self.amne.text(),
            lagrum=Lagrum(str(self.lagrum.value())),
            text=self.text.text(),
            giltig_fran=self.fran.value(),
            giltig_till=self.till.value(),
            verifierad=self.verifierad.isChecked(),
        )
        self.context.tasks.change(
            save_laghanvisning,
            hanvisning_id=self.row_.id if self.row_ else None,
            version=self.row_.version if self.row_ else None,
            ny=ny,
            failed=self.failed,
        )
