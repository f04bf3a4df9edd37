"""The follow-up questions of the types: what the form asks beside its first fields."""

from __future__ import annotations

from kvalitet_app.domain.avvikelser.arenden import Foljdfragesvar
from kvalitet_app.domain.avvikelser.foljdfragor import FoljdfragaRow
from kvalitet_app.services.avvikelser.foljdfragor import save_foljdfraga
from kvalitet_app.services.register.kataloger import list_typer
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextBox, TextLine

KINDS = tuple(Foljdfragesvar)


class FoljdfragaForm(Form):
    """One question: of which type, how it is answered, and among what."""

    note = "Ställs i formuläret när typen är vald. En fråga som upphör finns kvar med sina svar i gamla ärenden."

    def __init__(self, context: Context, row_: FoljdfragaRow | None) -> None:
        super().__init__(context)
        self.title, self.row_ = "Följdfråga" if row_ else "Ny följdfråga", row_
        self.typ = Select([(t.namn, t.id) for t in context.tasks.read(list_typer)], editable=True)
        self.typ.set_value(None)
        self.slag = Select([(kind.word, kind) for kind in KINDS])
        self.slag.set_value(Foljdfragesvar.JA_NEJ)
        self.text, self.val = TextLine(), TextBox(least=96)
        self.add("typ_id", "Ställs vid typen", self.typ, required=True)
        self.add("text", "Fråga", self.text, required=True)
        self.add("slag", "Besvaras med", self.slag)
        self.add("val", "Val, ett på varje rad", self.val)
        self.add("giltig_fran", "Gäller från", DateField())
        self.add("giltig_till", "Gäller till och med", DateField())
        if row_ is not None:
            self.fill(row_)
            self.val.set_value("\n".join(row_.val))
        self.slag.changed.connect(self._show_choices)
        self._show_choices()
        self.keep(f"foljdfraga_{row_.id if row_ else 'ny'}")

    def _show_choices(self) -> None:
        self.fields["val"].setVisible(self.slag.value() == Foljdfragesvar.VAL)

    def send(self) -> None:
        """Save."""
        given = self.values()
        given |= {"typ_id": self.typ.picked(int) or 0, "val": tuple(self.val.value().splitlines())}
        row_id, version = (self.row_.id, self.row_.version) if self.row_ else (None, None)
        self.submit(save_foljdfraga, fraga_id=row_id, version=version, **given)
