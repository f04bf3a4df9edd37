"""A new synpunkt: what was said, by whom, about which unit, and how to answer."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.namn import find_people
from kvalitet_app.domain.personnummer import find_numbers
from kvalitet_app.domain.synpunkter import NySynpunkt, SynpunktKalla, SynpunktSlag
from kvalitet_app.services.paper.namn import namnlistor
from kvalitet_app.services.synpunkter.steg import register_synpunkt
from kvalitet_app.ui.avvikelser.guard import Guard
from kvalitet_app.ui.avvikelser.own_questions import FileStrip
from kvalitet_app.ui.forms.choices import unit_choice
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextLine, growing_box

DRAFT = "ny_synpunkt"
NOTE = "Klagomål, beröm och förslag. Den som lämnar en synpunkt ska få svar."


class NewSynpunktForm(Form):
    """What was said, and who waits for an answer."""

    def __init__(self, context: Context, *, closed: Callable[..., object]) -> None:
        super().__init__(context, closed=closed)
        self.memo = {"uuid": str(uuid4())}  # the draft keeps it: saved again after a fall it is the same
        self.enhet = unit_choice(context)
        self.slag = Segments([(slag.word, slag) for slag in SynpunktSlag], SynpunktSlag.KLAGOMAL)
        self.text = growing_box("", 96)
        self.amne = TextLine()
        self.kalla = Select([(one.word, one) for one in SynpunktKalla])
        self.mottagen = DateField(idag(), menat=Menat.FORFLUTEN)
        self.avsandare, self.kontakt, self.brukarreferens = TextLine(), TextLine(), TextLine()
        self.files = FileStrip(context, DRAFT, self.failed)
        self.guard = Guard(self._references, self.look)
        self._listor = context.tasks.read(namnlistor)
        self._lay_out()
        self.end("Spara", icon="checkmark", key="Ctrl+S")
        self.keep(DRAFT)
        self.text.changed.connect(self.look)
        self.text.takes_files = True
        self.text.files_given.connect(self.files.take)
        self.files.restore(DRAFT)
        self.look()

    def _references(self) -> list[str]:
        written = self.brukarreferens.value()
        return [written] if written else []

    def _lay_out(self) -> None:
        self.add("slag", "Slag", self.slag)
        self.add("text", "Vad säger personen?", self.text, required=True)
        self.box.addWidget(self.guard)
        self.add("amne", "Ämne", self.amne, hint="Ett eller två ord. Lämnas tomt: textens början.")
        self.add("enhet_id", "Enhet", self.enhet, required=True)
        source = self.field("kalla", "Från", self.kalla)
        self.beside(source, self.field("mottagen_datum", "Kom", self.mottagen, required=True))
        note = "Syns bara för dig och den som handlägger. Lämnas tomt: anonym."
        self.add("avsandare", "Vem lämnade den?", self.avsandare, hint=note)
        self.add("kontakt", "Hur når vi personen?", self.kontakt)
        self.add("brukarreferens", "Brukarreferens", self.brukarreferens, hint="Aldrig namn eller personnummer.")
        self.add("bilagor", "Filer", self.files)

    def look(self) -> None:
        """What looks like a personnummer or a name is told while one writes."""
        text = self.text.value()
        found = (*find_numbers(text), *find_people(text, self._listor))
        hits = [hit for hit in found if not self.guard.is_cleared(hit)]
        self.guard.show_hits([(self.text, hit) for hit in hits])

    def save(self) -> None:
        """Ctrl+S."""
        self.press_send()

    def send(self) -> None:
        """Register it."""
        ny = NySynpunkt(
            self.text.value(),
            self.enhet.picked(int) or 0,
            self.slag.value() or SynpunktSlag.KLAGOMAL,
            self.kalla.picked(SynpunktKalla) or SynpunktKalla.BRUKARE,
            self.mottagen.value() or idag(),
            amne=self.amne.value(),
            avsandare=self.avsandare.value(),
            kontakt=self.kontakt.value(),
            brukarreferens=self.brukarreferens.value(),
            uuid=str(self.memo["uuid"]),
            inte_personnummer=self.guard.cleared,
            bilagor=tuple(self.files.files),
        )
        self.submit(register_synpunkt, ny=ny)

    def shut(self, row_id: int | None = None) -> None:
        """Saved, or given up: the files of the draft go with it."""
        self.files.discard()
        super().shut(row_id)
