"""The follow-up questions of the types: what the form asks beside its first fields."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.avvikelser.arenden import Foljdfragesvar
from kvalitet_app.domain.avvikelser.foljdfragor import FoljdfragaRow
from kvalitet_app.services.avvikelser.foljdfragor import save_foljdfraga
from kvalitet_app.services.register.kataloger import list_typer
from kvalitet_app.ui.forms.tab import PanelForm
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.fields import DateField, Select, TextBox, TextLine

KINDS = tuple(Foljdfragesvar)


class FoljdfragaForm(PanelForm):
    """One question: of which type, how it is answered, and among what."""

    def __init__(self, context: Context, row_: FoljdfragaRow | None) -> None:
        note = "Ställs i formuläret när typen är vald. En fråga som upphör finns kvar med sina svar i gamla ärenden."
        super().__init__(context, "Följdfråga" if row_ else "Ny följdfråga", note)
        self.row_ = row_
        self.typ = Select(editable=True)
        self.typ.set_choices([(t.namn, t.id) for t in context.tasks.read(list_typer)])
        self.typ.set_value(row_.typ_id if row_ else None)
        self.text = TextLine(row_.text if row_ else "")
        self.slag = Select([(kind.word, kind) for kind in KINDS])
        self.slag.set_value(row_.slag if row_ else Foljdfragesvar.JA_NEJ)
        self.val = TextBox("\n".join(row_.val) if row_ else "", least=96)
        self.fran = DateField(row_.giltig_fran if row_ else None)
        self.till = DateField(row_.giltig_till if row_ else None)
        self.add("typ_id", "Ställs vid typen", self.typ, required=True)
        self.add("text", "Fråga", self.text, required=True)
        self.add("slag", "Besvaras med", self.slag)
        self.add("val", "Val, ett på varje rad", self.val)
        self.add("giltig_fran", "Gäller från", self.fran)
        self.add("giltig_till", "Gäller till och med", self.till)
        self.slag.currentIndexChanged.connect(lambda _at: self._show_choices())
        self._show_choices()

    def _show_choices(self) -> None:
        self.fields["val"].setVisible(self.slag.value() == Foljdfragesvar.VAL)

    def as_panel(self) -> QWidget:
        """The panel."""
        return self.panel("Spara", self.send)

    def send(self) -> None:
        """Save."""
        typ = self.typ.value()
        self.context.tasks.change(
            save_foljdfraga,
            fraga_id=self.row_.id if self.row_ else None,
            version=self.row_.version if self.row_ else None,
            typ_id=typ if isinstance(typ, int) else 0,
            text=self.text.text(),
            slag=Foljdfragesvar(str(self.slag.value())),
            val=tuple(self.val.toPlainText().splitlines()),
            giltig_fran=self.fran.value(),
            giltig_till=self.till.value(),
            failed=self.failed,
        )
