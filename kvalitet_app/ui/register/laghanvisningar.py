"""Where the rules of lex Sarah and lex Maria stand, by date: what is not checked against the law says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.laghanvisningar import Hanvisning, HanvisningRow, Sakerhet
from kvalitet_app.domain.tal import lower_first
from kvalitet_app.services.register.laghanvisningar import laghanvisning_rows, save_laghanvisning
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.lists.tab import RowsTab
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Check
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextLine
from kvalitet_app.ui.parts.layout import label
from kvalitet_app.ui.parts.marks import Mark


def checked_mark(row: HanvisningRow) -> Mark:
    """How sure it is: green where the law itself has been read."""
    return Mark(row.hanvisning.kontroll, "green" if row.hanvisning.is_checked else "yellow")


NOTE = "Ett ärende får hänvisningarna som gällde när det hände och när rapporten kom. " + " ".join(
    f"{kind.word}: {lower_first(kind.grund)}" for kind in Sakerhet
)
COLUMNS = (
    Column("amne", "Ämne", lambda r: r.hanvisning.amne, 320, sortable=False),
    Column("lagrum", "Lag", lambda r: r.hanvisning.lagrum.word, 56, sortable=False),
    Column("text", "Står i", lambda r: r.hanvisning.text, sortable=False),
    Column("galler", "Gäller", lambda r: r.hanvisning.galler, 124, quiet=True, needs=820, sortable=False),
    Column("verifierad", "Kontroll", lambda r: checked_mark(r).word, 216, mark=checked_mark, needs=700, sortable=False),
)


class LagTab(RowsTab):
    """Every rule; the case of a day is told by the ones that held then."""

    name = "laghanvisning"
    columns = COLUMNS

    def __init__(self, context: Context) -> None:
        note = label(NOTE, "small", "muted", wrap=True)
        add = Button("Ny hänvisning", "primary", icon="add", key="Ctrl+N", press=self.new)
        super().__init__(context, note, add)

    def read(self) -> Sequence[HanvisningRow]:
        """By subject and law."""
        return self.context.tasks.read(laghanvisning_rows)

    def form(self, row_: HanvisningRow) -> QWidget:
        """Correct one."""
        return HanvisningForm(self.context, row_).panel("Spara")

    def new(self) -> None:
        """A rule of a law to come."""
        self.put(HanvisningForm(self.context, None).panel("Spara"))


class HanvisningForm(Form):
    """One rule. What it is about and since when is only asked of a new one."""

    def __init__(self, context: Context, row_: HanvisningRow | None) -> None:
        super().__init__(context)
        h = row_.hanvisning if row_ else Hanvisning("", Lagrum.SOL, "")
        self.title = h.amne if row_ else "Ny hänvisning"
        told = f"{h.lagrum.word}, gäller {h.galler}. {h.sakerhet.word}: {lower_first(h.sakerhet.grund)}"
        self.note = told if row_ else "När en ny lag eller föreskrift kommer."
        self.row_, self.start = row_, h
        if row_ is None:
            self.add("amne", "Ämne", TextLine(), required=True)
            self.add("lagrum", "Lag", Select([(law.word, law) for law in Lagrum]))
            self.add("giltig_fran", "Gäller från", DateField())
        self.add("text", "Står i", TextLine(placeholder="27 kap. 6 § SoL (2025:400)"), required=True)
        self.add("giltig_till", "Gäller till och med", DateField())
        self.bare("verifierad", Check("Vi har själva kontrollerat den mot gällande lag"))
        hint = "Tomt betyder du, i dag."
        self.add("kontrollerad_av", "Kontrollerad av", TextLine(placeholder="Kommunjuristen"), hint=hint)
        self.add("kontrollerad_datum", "Kontrollerad den", DateField(menat=Menat.FORFLUTEN))
        self.fill(h)
        self.keep(f"laghanvisning_{row_.id if row_ else 'ny'}")

    def send(self) -> None:
        """Save."""
        self.submit(
            save_laghanvisning,
            hanvisning_id=self.row_.id if self.row_ else None,
            version=self.row_.version if self.row_ else None,
            ny=replace(self.start, **self.values()),
        )
