"""The two small forms of an åtgärd: a new one, and whether it helped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import uuid4

from kvalitet_app.domain.atgarder import AtgardKalla, AtgardRow, AtgardSlag, Effekt, NyAtgard
from kvalitet_app.domain.avvikelser.detalj import OrsakRow
from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.atgarder import add_atgard, judge_effekt
from kvalitet_app.services.rutiner import all_rutiner
from kvalitet_app.ui.forms.choices import people_choices
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextBox, TextLine

EFFECTS = tuple(Effekt)


def words_of_cause(cause: OrsakRow) -> str:
    """A cause in a line."""
    return f"{cause.kategori_namn}: {cause.text}" if cause.text else cause.kategori_namn


class NewAtgardForm(Form):
    """What is to be done, by whom and when."""

    def __init__(
        self,
        context: Context,
        enhet_id: int,
        kalla: AtgardKalla,
        *,
        kalla_id: int | None = None,
        fraga_id: int | None = None,
        text: str = "",
        closed: Callable[..., object] | None = None,
        causes: Sequence[tuple[str, object]] = (),
        answered: Sequence[object] = (),
    ) -> None:
        super().__init__(context, closed=closed)
        self.enhet_id, self.kalla, self.kalla_id = enhet_id, kalla, kalla_id
        self.fraga_id = fraga_id
        self.memo = {"uuid": str(uuid4())}  # the draft keeps it: saved again after a fall it is the same
        self.text = TextLine(text)
        self.text.returnPressed.connect(self.press_send)
        self.slag = Select([(slag.word, slag) for slag in AtgardSlag])
        self.slag.set_value(AtgardSlag.FOREBYGGANDE)
        self.who = Select(people_choices(context), editable=True)
        self.who.set_value(context.person.id)
        self.due = DateField(idag() + timedelta(days=30), menat=Menat.KOMMANDE)
        self.add("text", "Vad ska göras?", self.text, required=True)
        self._ask_cause(causes, answered)
        self.add("ansvarig_id", "Ansvarig", self.who)
        kind = self.field("slag", "Slag", self.slag)
        self.beside(kind, self.field("klart_senast", "Klart senast", self.due, required=True), gap=12)
        self._ask_rutin()
        self.end("Lägg till")
        self.keep(f"atgard_{kalla}_{kalla_id or 0}_{fraga_id or 0}")
        self.text.setFocus()

    def _ask_cause(self, causes: Sequence[tuple[str, object]], answered: Sequence[object]) -> None:
        """Which cause it answers to: the first that nothing answers to yet is proposed."""
        self.cause = Select([("Ingen av dem", None), *causes])
        if causes:
            self.cause.set_value(next((one for _, one in causes if one not in answered), causes[0][1]))
            name = "mot_orsak" if self.kalla is AtgardKalla.LEX else "orsak_id"
            self.add(name, "Svarar mot orsaken", self.cause)

    def _ask_rutin(self) -> None:
        """The rutin to revise, asked for only when that is what is to be done."""
        rutiner = self.context.tasks.read(all_rutiner)
        choices: list[tuple[str, object]] = [("Välj rutin …", None), *((f"{r.nr} {r.titel}", r.id) for r in rutiner)]
        self.rutin = Select(choices, editable=True)
        self._which = self.add("rutin_id", "Vilken rutin?", self.rutin, required=True)
        self.slag.changed.connect(self._show_rutin)
        self._show_rutin()

    def _show_rutin(self) -> None:
        self._which.setVisible(self.slag.value() == AtgardSlag.REVIDERA_RUTIN)

    def send(self) -> None:
        """Add it."""
        ny = NyAtgard(
            self.text.value(),
            self.enhet_id,
            self.due.value() or idag(),
            self.who.picked(int),
            self.kalla,
            self.kalla_id,
            self.slag.picked(AtgardSlag) or AtgardSlag.FOREBYGGANDE,
            fraga_id=self.fraga_id,
            uuid=str(self.memo["uuid"]),
            orsak_id=self.cause.picked(int),
            mot_orsak=self.cause.picked(str) or "",
            rutin_id=self.rutin.picked(int),
        )
        self.submit(add_atgard, ny=ny)


class EffectForm(Form):
    """Did it help, and how was that measured?"""

    def __init__(self, context: Context, atgard: AtgardRow, *, closed: Callable[..., object] | None = None) -> None:
        super().__init__(context, closed=closed)
        self.atgard = atgard
        self.effekt = Segments([(one.word.split()[0], one) for one in EFFECTS])
        self.metod = TextBox(least=56)
        self.add("effekt", "Effekt", self.effekt, required=True)
        self.add("effekt_metod", "Hur mättes den?", self.metod, required=True)
        self.end("Spara effekt")
        self.keep(f"effekt_{atgard.id}")
        self.effekt.setFocus()

    def send(self) -> None:
        """Save the judgement."""
        self.submit(
            judge_effekt,
            atgard_id=self.atgard.id,
            version=self.atgard.version,
            effekt=self.effekt.value(),
            metod=self.metod.value(),
        )
