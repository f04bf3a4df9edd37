"""A report that did not come through an avvikelse: told, written on paper, or found elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from kvalitet_app.domain.arende import LABELS, LexSlag
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import NyttLex
from kvalitet_app.services.lex.rapportering import register_lex
from kvalitet_app.services.organisation import list_personer
from kvalitet_app.ui.forms.new_record import NewRecordForm
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.fields import DateField, Select, TextBox, TextLine
from kvalitet_app.ui.parts.layout import row

KINDS = tuple(LexSlag)


class NewLexForm(NewRecordForm):
    """What was reported, by whom, where and when."""

    title = "Ny rapport"
    note = "Rapporten syns bara för dig och dem som tar emot den."
    draft = "nytt_lex"
    word = "Rapportera"

    def __init__(self, context: Context, *, closed: Callable[[int | None], object]) -> None:
        super().__init__(context, closed=closed)
        self.slag = Segments([LABELS[slag] for slag in KINDS], 0)
        self.beskrivning = TextBox(least=96)
        self.rapporterad, self.handelse = DateField(idag()), DateField()
        self.reporter = Select(editable=True)
        people = context.tasks.read(list_personer)
        self.reporter.set_choices([(p.namn, p.id) for p in people if p.aktiv])
        self.reporter.set_value(context.person.id)
        self.brukarreferens = TextLine()
        self.atgard = TextBox(least=56)
        self._lay_out()
        self.finish()

    def _lay_out(self) -> None:
        add = self.box.addWidget
        add(self.field("slag", "Regel", self.slag))
        add(self.field("beskrivning", "Vad har rapporterats?", self.beskrivning, required=True))
        add(self.field("enhet_id", "Enhet", self.enhet, required=True))
        dates = row(
            self.field("rapporterad_datum", "Rapporterat", self.rapporterad, required=True),
            self.field("handelse_datum", "Hände", self.handelse),
            None,
            gap=16,
        )
        self.box.addLayout(dates)
        add(self.field("rapportor_id", "Rapporterat av", self.reporter))
        hint = "Aldrig namn eller personnummer."
        add(self.field("brukarreferens", "Brukarreferens", self.brukarreferens, hint=hint))
        add(self.field("omedelbar_atgard", "Vad gjordes genast?", self.atgard))

    def save(self) -> None:
        """Report."""
        if self.is_wrong():
            return
        who = self.reporter.value()
        ny = NyttLex(
            self.beskrivning.toPlainText(),
            self.enhet_id(),
            KINDS[max(self.slag.value, 0)],
            handelse_datum=self.handelse.value(),
            rapporterad_datum=self.rapporterad.value(),
            rapportor_id=who if isinstance(who, int) else None,
            brukarreferens=self.brukarreferens.text(),
            omedelbar_atgard=self.atgard.toPlainText(),
            uuid=self.uuid,
        )
        self.context.tasks.change(register_lex, initiator=self, ny=ny, done=self.sent, failed=self.failed)
