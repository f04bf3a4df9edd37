"""A report that did not come through an avvikelse: told, written on paper, or found elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from kvalitet_app.domain.arende import LABELS, LexSlag
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex_fall import NyttLex
from kvalitet_app.services.lex import register_lex
from kvalitet_app.services.organisation import list_personer
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.form import Form
from kvalitet_app.ui.kept import Kept
from kvalitet_app.ui.parts.buttons import Button, Segments
from kvalitet_app.ui.parts.fields import DateField, Select, TextBox, TextLine
from kvalitet_app.ui.parts.layout import column, label, row
from kvalitet_app.ui.parts.reading import Inspector

KINDS = tuple(LexSlag)


class NewLexForm(Form):
    """What was reported, by whom, where and when."""

    def __init__(self, context: Context, *, closed: Callable[[int | None], object]) -> None:
        super().__init__()
        self.context, self._closed, self._uuid = context, closed, str(uuid4())
        self.slag = Segments([LABELS[slag] for slag in KINDS], 0)
        self.beskrivning = TextBox(least=96)
        self.enhet = Select(editable=True)
        self.enhet.set_choices([(u.namn, u.id) for u in context.scope.enheter])
        self.enhet.set_value(context.scope.enhet_id or None)
        self.rapporterad, self.handelse = DateField(idag()), DateField()
        self.reporter = Select(editable=True)
        people = context.tasks.read(list_personer)
        self.reporter.set_choices([(p.namn, p.id) for p in people if p.aktiv])
        self.reporter.set_value(context.person.id)
        self.brukarreferens = TextLine()
        self.atgard = TextBox(least=56)
        self._lay_out()
        self.kept = Kept(self, context, "nytt_lex")

    def _lay_out(self) -> None:
        box = column(gap=10)
        box.addLayout(self.trouble)
        box.addWidget(self.field("slag", "Regel", self.slag))
        box.addWidget(self.field("beskrivning", "Vad har rapporterats?", self.beskrivning, required=True))
        box.addWidget(self.field("enhet_id", "Enhet", self.enhet, required=True))
        dates = row(
            self.field("rapporterad_datum", "Rapporterat", self.rapporterad, required=True),
            self.field("handelse_datum", "Hände", self.handelse), None, gap=16,
        )  # fmt: skip
        box.addLayout(dates)
        box.addWidget(self.field("rapportor_id", "Rapporterat av", self.reporter))
        hint = "Aldrig namn eller personnummer."
        box.addWidget(self.field("brukarreferens", "Brukarreferens", self.brukarreferens, hint=hint))
        box.addWidget(self.field("omedelbar_atgard", "Vad gjordes genast?", self.atgard))
        send = Button("Rapportera", "tonal", icon="checkmark", key="Ctrl+S", press=self.save)
        box.addLayout(row(send, Button("Avbryt", "quiet", press=lambda: self._shut(None)), None))
        self.setLayout(box)

    def as_panel(self) -> Inspector:
        """The form in the right-hand panel."""
        note = label("Rapporten syns bara för dig och dem som tar emot den.", "body", "muted", wrap=True)
        return Inspector(column(label("Ny rapport", "section"), note, gap=2), column(self, None))

    def save(self) -> None:
        """Report."""
        if self.is_wrong():
            return
        unit, who = self.enhet.value(), self.reporter.value()
        ny = NyttLex(
            self.beskrivning.toPlainText(), unit if isinstance(unit, int) else 0, KINDS[max(self.slag.value, 0)],
            handelse_datum=self.handelse.value(), rapporterad_datum=self.rapporterad.value(),
            rapportor_id=who if isinstance(who, int) else None, brukarreferens=self.brukarreferens.text(),
            omedelbar_atgard=self.atgard.toPlainText(), uuid=self._uuid,
        )  # fmt: skip
        self.context.tasks.change(
            register_lex, initiator=self, ny=ny, done=lambda change: self._shut(change.row_id), failed=self._failed
        )

    def _shut(self, row_id: int | None) -> None:
        self.kept.forget()
        self._closed(row_id)

    def _failed(self, error: BaseException) -> None:
        if not self.show_error(error):
            self.context.messages.report(error)
