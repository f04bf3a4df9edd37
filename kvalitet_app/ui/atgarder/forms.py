"""The two small forms of an åtgärd: a new one, and whether it helped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout

from kvalitet_app.domain.atgarder import LABELS, AtgardKalla, AtgardRow, AtgardSlag, Effekt, NyAtgard
from kvalitet_app.domain.avvikelser.detalj import OrsakRow
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.atgarder import add_atgard, judge_effekt
from kvalitet_app.services.organisation import list_personer
from kvalitet_app.services.rutiner import all_rutiner
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.forms.kept import Kept
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.fields import DateField, Select, TextBox, TextLine
from kvalitet_app.ui.parts.layout import column, row

EFFECTS = tuple(Effekt)


def words_of_cause(cause: OrsakRow) -> str:
    """A cause in a line."""
    return f"{cause.kategori_namn}: {cause.text}" if cause.text else cause.kategori_namn


def people_choices(context: Context) -> list[tuple[str, object]]:
    """Everybody active, for "Ansvarig"."""
    people = context.tasks.read(list_personer)
    return [("Ingen än", None), *((p.namn, p.id) for p in people if p.aktiv)]


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
        closed: Callable[[], object],
        causes: Sequence[tuple[str, object]] = (),
        answered: Sequence[object] = (),
    ) -> None:
        super().__init__()
        self.context, self.enhet_id, self.kalla, self.kalla_id = context, enhet_id, kalla, kalla_id
        self.fraga_id, self._closed, self._uuid = fraga_id, closed, str(uuid4())
        self.text = TextLine(text)
        self.slag = Select([(LABELS[slag], slag) for slag in AtgardSlag])
        self.slag.set_value(AtgardSlag.FOREBYGGANDE)
        self.who = Select(editable=True)
        self.who.set_choices(people_choices(context))
        self.who.set_value(context.person.id)
        self.due = DateField(idag() + timedelta(days=30))
        send = Button("Lägg till", "tonal", press=self.send)
        self.text.returnPressed.connect(self.send)
        stop = Button("Avbryt", "quiet", press=self._shut)
        pair = row(
            self.field("slag", "Slag", self.slag),
            self.field("klart_senast", "Klart senast", self.due, required=True),
            gap=12,
        )
        pair.setStretch(0, 1)
        box = column(gap=10)
        box.addLayout(self.trouble)
        box.addWidget(self.field("text", "Vad ska göras?", self.text, required=True))
        self._ask_cause(box, causes, answered)
        box.addWidget(self.field("ansvarig_id", "Ansvarig", self.who))
        box.addLayout(pair)
        self._ask_rutin(box)
        box.addLayout(row(send, stop, None))
        self.setLayout(box)
        self.kept = Kept(self, context, f"atgard_{kalla}_{kalla_id or 0}_{fraga_id or 0}")
        self.text.setFocus()

    def _ask_cause(self, box: QVBoxLayout, causes: Sequence[tuple[str, object]], answered: Sequence[object]) -> None:
        """Which cause it answers to: the first that nothing answers to yet is proposed."""
        self.cause = Select([("Ingen av dem", None), *causes])
        if causes:
            self.cause.set_value(next((one for _, one in causes if one not in answered), causes[0][1]))
            name = "mot_orsak" if self.kalla is AtgardKalla.LEX else "orsak_id"
            box.addWidget(self.field(name, "Svarar mot orsaken", self.cause))

    def _ask_rutin(self, box: QVBoxLayout) -> None:
        """The rutin to revise, asked for only when that is what is to be done."""
        self.rutin = Select(editable=True)
        rutiner = self.context.tasks.read(all_rutiner)
        self.rutin.set_choices([("Välj rutin …", None), *((f"{r.nr} {r.titel}", r.id) for r in rutiner)])
        which = self.field("rutin_id", "Vilken rutin?", self.rutin, required=True)
        which.hide()
        self.slag.currentIndexChanged.connect(
            lambda _at: which.setVisible(self.slag.value() == AtgardSlag.REVIDERA_RUTIN)
        )
        box.addWidget(which)

    def _shut(self) -> None:
        self.kept.forget()
        self._closed()

    def send(self) -> None:
        """Add it."""
        if self.is_wrong():
            return
        due, who = self.due.value() or idag(), self.who.value()
        cause, rutin = self.cause.value(), self.rutin.value()
        ny = NyAtgard(
            self.text.text(),
            self.enhet_id,
            due,
            who if isinstance(who, int) else None,
            self.kalla,
            self.kalla_id,
            AtgardSlag(str(self.slag.value())),
            fraga_id=self.fraga_id,
            uuid=self._uuid,
            orsak_id=cause if isinstance(cause, int) else None,
            mot_orsak=cause if isinstance(cause, str) else "",
            rutin_id=rutin if isinstance(rutin, int) else None,
        )
        self.context.tasks.change(
            add_atgard, initiator=self, ny=ny, done=lambda _change: self._shut(), failed=self.failed
        )


class EffectForm(Form):
    """Did it help, and how was that measured?"""

    def __init__(self, context: Context, atgard: AtgardRow, *, closed: Callable[[], object]) -> None:
        super().__init__()
        self.context, self.atgard, self._closed = context, atgard, closed
        self.effekt = Segments([LABELS[e].split()[0] for e in EFFECTS], -1)
        self.metod = TextBox(least=56)
        box = column(gap=10)
        box.addLayout(self.trouble)
        box.addWidget(self.field("effekt", "Effekt", self.effekt, required=True))
        box.addWidget(self.field("effekt_metod", "Hur mättes den?", self.metod, required=True))
        box.addLayout(
            row(Button("Spara effekt", "tonal", press=self.send), Button("Avbryt", "quiet", press=self._shut), None)
        )
        self.setLayout(box)
        self.kept = Kept(self, context, f"effekt_{atgard.id}")
        self.effekt.setFocus()

    def _shut(self) -> None:
        self.kept.forget()
        self._closed()

    def send(self) -> None:
        """Save the judgement."""
        chosen = EFFECTS[self.effekt.value] if self.effekt.value >= 0 else None
        self.context.tasks.change(
            judge_effekt,
            initiator=self,
            atgard_id=self.atgard.id,
            version=self.atgard.version,
            effekt=chosen,
            metod=self.metod.toPlainText(),
            done=lambda _change: self._shut(),
            failed=self.failed,
        )
