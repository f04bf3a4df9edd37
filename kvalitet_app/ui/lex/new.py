"""A report that did not come through an avvikelse: told, written on paper, or found elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import NyttLex
from kvalitet_app.domain.lex.ord import LexSlag
from kvalitet_app.domain.namn import find_people
from kvalitet_app.domain.personnummer import find_numbers
from kvalitet_app.services.lex.rapportering import register_lex
from kvalitet_app.services.organisation.personer import list_personer
from kvalitet_app.services.paper.namn import namnlistor
from kvalitet_app.ui.avvikelser.guard import Guard
from kvalitet_app.ui.forms.choices import unit_choice
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextBox, TextLine
from kvalitet_app.ui.parts.layout import row


class NewLexForm(Form):
    """What was reported, by whom, where and when."""

    def __init__(self, context: Context, *, closed: Callable[..., object]) -> None:
        super().__init__(context, closed=closed)
        self.memo = {"uuid": str(uuid4())}  # the draft keeps it: saved again after a fall it is the same
        self.enhet = unit_choice(context)
        self.slag = Segments([(slag.word, slag) for slag in LexSlag], LexSlag.LEX_SARAH)
        self.beskrivning = TextBox(least=96)
        self.rapporterad, self.handelse = DateField(idag(), menat=Menat.FORFLUTEN), DateField(menat=Menat.FORFLUTEN)
        people = context.tasks.read(list_personer)
        self.reporter = Select([(p.namn, p.id) for p in people if p.aktiv], editable=True)
        self.reporter.set_value(context.person.id)
        self.brukarreferens = TextLine()
        self.atgard = TextBox(least=56)
        self.guard = Guard(self._references, self.look)
        self._known = context.tasks.read(namnlistor), tuple(p.namn for p in people)
        self._lay_out()
        self.end("Rapportera", icon="checkmark", key="Ctrl+S")
        self.keep("nytt_lex")
        for box in (self.beskrivning, self.atgard):
            box.changed.connect(self.look)
        self.look()

    def _references(self) -> list[str]:
        written = self.brukarreferens.value()
        return [written] if written else []

    def look(self) -> None:
        """What looks like a personnummer or a name is told while one writes."""
        hits = [
            (box, hit)
            for box in (self.beskrivning, self.atgard)
            for hit in (*find_numbers(box.value()), *find_people(box.value(), *self._known))
            if not self.guard.is_cleared(hit)
        ]
        self.guard.show_hits(hits)

    def _lay_out(self) -> None:
        self.add("slag", "Regel", self.slag)
        self.add("beskrivning", "Vad har rapporterats?", self.beskrivning, required=True)
        self.box.addWidget(self.guard)
        self.add("enhet_id", "Enhet", self.enhet, required=True)
        reported = self.field("rapporterad_datum", "Rapporterat", self.rapporterad, required=True)
        self.box.addLayout(row(reported, self.field("handelse_datum", "Hände", self.handelse), None, gap=16))
        self.add("rapportor_id", "Rapporterat av", self.reporter)
        self.add("brukarreferens", "Brukarreferens", self.brukarreferens, hint="Aldrig namn eller personnummer.")
        self.add("omedelbar_atgard", "Vad gjordes genast?", self.atgard)

    def save(self) -> None:
        """Ctrl+S."""
        self.press_send()

    def send(self) -> None:
        """Report."""
        ny = NyttLex(
            self.beskrivning.value(),
            self.enhet.picked(int) or 0,
            self.slag.value() or LexSlag.LEX_SARAH,
            handelse_datum=self.handelse.value(),
            rapporterad_datum=self.rapporterad.value(),
            rapportor_id=self.reporter.picked(int),
            brukarreferens=self.brukarreferens.value(),
            omedelbar_atgard=self.atgard.value(),
            uuid=str(self.memo["uuid"]),
            inte_personnummer=self.guard.cleared,
        )
        self.submit(register_lex, ny=ny)
