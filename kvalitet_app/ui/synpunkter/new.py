"""A new synpunkt: what was said, by whom, about which unit, and how to answer."""

from __future__ import annotations

from collections.abc import Callable

from kvalitet_app.domain.arende import LABELS, SynpunktKalla, SynpunktSlag
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.personnummer import find_numbers
from kvalitet_app.domain.synpunkter import NySynpunkt
from kvalitet_app.services.synpunkter.steg import register_synpunkt
from kvalitet_app.ui.avvikelser.guard import Guard
from kvalitet_app.ui.avvikelser.own_questions import FileStrip
from kvalitet_app.ui.forms.new_record import NewRecordForm
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.fields import DateField, Select, TextLine, growing_box
from kvalitet_app.ui.parts.layout import row

KINDS = tuple(SynpunktSlag)


class NewSynpunktForm(NewRecordForm):
    """What was said, and who waits for an answer."""

    title = "Ny synpunkt"
    note = "Klagomål, beröm och förslag. Den som lämnar en synpunkt ska få svar."
    draft = "ny_synpunkt"

    def __init__(self, context: Context, *, closed: Callable[[int | None], object]) -> None:
        super().__init__(context, closed=closed)
        self.slag = Segments([LABELS[slag] for slag in KINDS], 0)
        self.text = growing_box("", 96)
        self.amne = TextLine()
        self.kalla = Select([(LABELS[one], one) for one in SynpunktKalla])
        self.mottagen = DateField(idag())
        self.avsandare, self.kontakt, self.brukarreferens = TextLine(), TextLine(), TextLine()
        self.files = FileStrip(context, self.draft, self.failed)
        self.guard = Guard(lambda: [self.brukarreferens.text()] if self.brukarreferens.text() else [], self.look)
        self._lay_out()
        self.finish()
        self.text.textChanged.connect(self.look)
        self.text.takes_files = True
        self.text.files_given.connect(self.files.take)
        self.files.restore()
        self.look()

    def _lay_out(self) -> None:
        add = self.box.addWidget
        add(self.field("slag", "Slag", self.slag))
        add(self.field("text", "Vad säger personen?", self.text, required=True))
        add(self.guard)
        add(self.field("amne", "Ämne", self.amne, hint="Ett eller två ord. Lämnas tomt: textens början."))
        add(self.field("enhet_id", "Enhet", self.enhet, required=True))
        pair = row(
            self.field("kalla", "Från", self.kalla),
            self.field("mottagen_datum", "Kom", self.mottagen, required=True),
            gap=16,
        )
        pair.setStretch(0, 1)
        self.box.addLayout(pair)
        note = "Syns bara för dig och den som handlägger. Lämnas tomt: anonym."
        add(self.field("avsandare", "Vem lämnade den?", self.avsandare, hint=note))
        add(self.field("kontakt", "Hur når vi personen?", self.kontakt))
        hint = "Aldrig namn eller personnummer."
        add(self.field("brukarreferens", "Brukarreferens", self.brukarreferens, hint=hint))
        add(self.field("bilagor", "Filer", self.files))

    def look(self) -> None:
        """What looks like a personnummer is told while one writes."""
        hits = [hit for hit in find_numbers(self.text.toPlainText()) if not self.guard.is_cleared(hit)]
        self.guard.show_hits([(self.text, hit) for hit in hits])

    def save(self) -> None:
        """Register it."""
        if self.is_wrong():
            return
        ny = NySynpunkt(
            self.text.toPlainText(),
            self.enhet_id(),
            KINDS[max(self.slag.value, 0)],
            SynpunktKalla(str(self.kalla.value())),
            self.mottagen.value() or idag(),
            amne=self.amne.text(),
            avsandare=self.avsandare.text(),
            kontakt=self.kontakt.text(),
            brukarreferens=self.brukarreferens.text(),
            uuid=self.uuid,
            inte_personnummer=self.guard.cleared,
            bilagor=tuple(self.files.files),
        )
        self.context.tasks.change(register_synpunkt, initiator=self, ny=ny, done=self.sent, failed=self.failed)

    def shut(self, row_id: int | None = None) -> None:
        """Saved, or given up: the files of the draft go with it."""
        self.files.discard()
        super().shut(row_id)
