"""A new synpunkt: what was said, by whom, about which unit, and how to answer."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from kvalitet_app.domain.arende import LABELS, SynpunktKalla, SynpunktSlag
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.personnummer import find_numbers
from kvalitet_app.domain.synpunkt import NySynpunkt
from kvalitet_app.services.synpunkt_steg import register_synpunkt
from kvalitet_app.ui.avvikelser.guard import Guard
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.form import Form
from kvalitet_app.ui.kept import Kept
from kvalitet_app.ui.parts.buttons import Button, Segments
from kvalitet_app.ui.parts.fields import DateField, Select, TextLine, growing_box
from kvalitet_app.ui.parts.layout import column, label, row
from kvalitet_app.ui.parts.reading import Inspector

KINDS = tuple(SynpunktSlag)


class NewSynpunktForm(Form):
    """The form in the panel."""

    def __init__(self, context: Context, *, closed: Callable[[int | None], object]) -> None:
        super().__init__()
        self.context, self._closed, self._uuid = context, closed, str(uuid4())
        self.slag = Segments([LABELS[slag] for slag in KINDS], 0)
        self.text = growing_box("", 96)
        self.amne = TextLine()
        self.kalla = Select([(LABELS[one], one) for one in SynpunktKalla])
        self.enhet = Select(editable=True)
        self.enhet.set_choices([(u.namn, u.id) for u in context.scope.enheter])
        self.enhet.set_value(context.scope.enhet_id or None)
        self.mottagen = DateField(idag())
        self.avsandare, self.kontakt, self.brukarreferens = TextLine(), TextLine(), TextLine()
        self.guard = Guard(lambda: [self.brukarreferens.text()] if self.brukarreferens.text() else [], self.look)
        self._lay_out()
        self.kept = Kept(self, context, "ny_synpunkt")
        self.text.textChanged.connect(self.look)
        self.look()

    def _lay_out(self) -> None:
        box = column(gap=10)
        box.addLayout(self.trouble)
        box.addWidget(self.field("slag", "Slag", self.slag))
        box.addWidget(self.field("text", "Vad säger personen?", self.text, required=True))
        box.addWidget(self.guard)
        box.addWidget(self.field("amne", "Ämne", self.amne, hint="Ett eller två ord. Lämnas tomt: textens början."))
        box.addWidget(self.field("enhet_id", "Enhet", self.enhet, required=True))
        pair = row(
            self.field("kalla", "Från", self.kalla),
            self.field("mottagen_datum", "Kom", self.mottagen, required=True), gap=16,
        )  # fmt: skip
        pair.setStretch(0, 1)
        box.addLayout(pair)
        note = "Syns bara för dig och den som handlägger. Lämnas tomt: anonym."
        box.addWidget(self.field("avsandare", "Vem lämnade den?", self.avsandare, hint=note))
        box.addWidget(self.field("kontakt", "Hur når vi personen?", self.kontakt))
        hint = "Aldrig namn eller personnummer."
        box.addWidget(self.field("brukarreferens", "Brukarreferens", self.brukarreferens, hint=hint))
        send = Button("Spara", "tonal", icon="checkmark", key="Ctrl+S", press=self.save)
        box.addLayout(row(send, Button("Avbryt", "quiet", press=lambda: self._shut(None)), None))
        self.setLayout(box)

    def look(self) -> None:
        """What looks like a personnummer is told while one writes."""
        hits = [hit for hit in find_numbers(self.text.toPlainText()) if not self.guard.is_cleared(hit)]
        self.guard.show_hits([(self.text, hit) for hit in hits])

    def as_panel(self) -> Inspector:
        """The form in the right-hand panel."""
        note = label("Klagomål, beröm och förslag. Den som lämnar en synpunkt ska få svar.", "body", "muted", wrap=True)
        return Inspector(column(label("Ny synpunkt", "section"), note, gap=2), column(self, None))

    def save(self) -> None:
        """Register it."""
        if self.is_wrong():
            return
        unit = self.enhet.value()
        ny = NySynpunkt(
            self.text.toPlainText(), unit if isinstance(unit, int) else 0, KINDS[max(self.slag.value, 0)],
            SynpunktKalla(str(self.kalla.value())), self.mottagen.value() or idag(), amne=self.amne.text(),
            avsandare=self.avsandare.text(), kontakt=self.kontakt.text(), brukarreferens=self.brukarreferens.text(),
            uuid=self._uuid, inte_personnummer=self.guard.cleared,
        )  # fmt: skip
        self.context.tasks.change(
            register_synpunkt, initiator=self, ny=ny, done=lambda change: self._shut(change.row_id), failed=self._failed
        )

    def _shut(self, row_id: int | None) -> None:
        self.kept.forget()
        self._closed(row_id)

    def _failed(self, error: BaseException) -> None:
        if not self.show_error(error):
            self.context.messages.report(error)
