"""What the next step of a case needs, and nothing else."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.avvikelser.detalj import AvvikelseDetalj
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.processer import ProcessNod
from kvalitet_app.services.avvikelser.handlaggning import Uppgifter, add_orsak, remove_orsak
from kvalitet_app.services.organisation import list_personer
from kvalitet_app.services.processer import process_map
from kvalitet_app.services.register.kataloger import list_typer, list_varden
from kvalitet_app.ui.atgarder.forms import words_of_cause
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.forms.kept import Kept
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.fields import DateField, Select, TextBox, TextLine
from kvalitet_app.ui.parts.layout import column, holder, row
from kvalitet_app.ui.parts.matrix import RiskMatrix
from kvalitet_app.ui.parts.reading import prose, section

S = AvvikelseStatus


class StepForm(Form):
    """The fields of the step a case stands before."""

    def __init__(self, context: Context, detail: AvvikelseDetalj) -> None:
        super().__init__()
        self.context, self.detail = context, detail
        box = column(gap=12)
        box.addLayout(self.trouble)
        build = {
            S.REGISTRERAD: self._receive,
            S.MOTTAGEN: self._appoint,
            S.UTREDS: self._investigate,
            S.ATGARDAS: self._follow_up,
            S.UPPFOLJD: self._close,
            S.OVERLAMNAD: self._answer,
        }.get(detail.rad.status)
        if build is not None:
            build(box)
        self.setLayout(box)
        self.open_record = context.go
        self.kept = Kept(self, context, f"avvikelse_{detail.rad.id}_{detail.rad.status}")
        if detail.rad.status is S.REGISTRERAD:
            self.why.setHidden(self.doubt.value != 0)

    def _receive(self, box: QVBoxLayout) -> None:
        d = self.detail
        self.matrix = RiskMatrix(d.rad.riskgranser)
        self.matrix.show_value(d.sannolikhet, d.rad.allvarlighetsgrad)
        self.doubt = Segments(("Ja", "Nej"), -1 if d.misstanke is None else 0 if d.misstanke else 1)
        self.reason = TextBox(d.misstanke_skal, least=56)
        self.why = self.field("misstanke_skal", "Varför?", self.reason, required=True)
        self.doubt.chosen.connect(lambda at: self.why.setVisible(at == 0))
        hsl = d.rad.lagrum == "hsl"
        word = "Misstänker du en vårdskada (lex Maria)?" if hsl else "Misstänker du ett missförhållande (lex Sarah)?"
        self.typ = Select(editable=True)
        typer = self.context.tasks.read(list_typer, day=idag())
        self.typ.set_choices([("Ej angiven", None), *((t.namn, t.id) for t in typer)])
        self.typ.set_value(d.typ_id)
        box.addWidget(self.field("typ_id", "Typ", self.typ))
        self.process = Select([("Ingen vald", None), *_processes(self.context)])
        self.process.set_value(d.process_id)
        box.addWidget(self.field("process_id", "Process", self.process, hint="Var i arbetet hände det?"))
        box.addWidget(self.field("risk", "Risk för att det händer igen", self.matrix, required=True))
        box.addWidget(self.field("misstanke", word, self.doubt, required=True))
        box.addWidget(self.why)

    def _appoint(self, box: QVBoxLayout) -> None:
        people = self.context.tasks.read(list_personer)
        self.responsible = Select(editable=True)
        self.responsible.set_choices(
            [
                ("", None),
                *((f"{p.namn}, {p.titel}" if p.titel else p.namn, p.id) for p in people if p.aktiv and p.uppdrag),
            ]
        )
        self.responsible.set_value(self.detail.ansvarig_id or self.context.person.id)
        box.addWidget(self.field("ansvarig_id", "Vem utreder?", self.responsible, required=True))

    def _investigate(self, box: QVBoxLayout) -> None:
        self.utredning = TextBox(self.detail.utredning, least=76)
        hint = "Vad ledde till händelsen? Skriv om arbetssätt och förutsättningar, inte om en person."
        box.addWidget(self.field("utredning", "Utredning", self.utredning, hint=hint))

    def _follow_up(self, box: QVBoxLayout) -> None:
        self.uppfoljning = TextBox(self.detail.uppfoljning, least=76)
        hint = "Hur märks det att åtgärderna har hjälpt?"
        box.addWidget(self.field("uppfoljning", "Uppföljning", self.uppfoljning, required=True, hint=hint))

    def _close(self, box: QVBoxLayout) -> None:
        d = self.detail
        self.told = DateField(d.aterkopplad_datum or idag())
        self.how = TextLine(d.aterkopplad_form or "APT")
        pair = row(
            self.field("aterkopplad_datum", "Återkopplat", self.told, required=True),
            self.field("aterkopplad_form", "Hur", self.how),
            gap=16,
        )
        pair.setStretch(1, 1)
        box.addLayout(pair)
        self.apt = DateField(d.apt_datum)
        box.addWidget(self.field("apt_datum", "Tagits upp på APT", self.apt, hint="Lämna tomt tills det är gjort."))

    def _answer(self, box: QVBoxLayout) -> None:
        self.svar = TextBox(self.detail.svar_text, least=76)
        hint = "Vad kom mottagaren fram till, och vad gör de åt det?"
        box.addWidget(
            self.field("svar_text", f"Svar från {self.detail.overlamnad_till}", self.svar, required=True, hint=hint)
        )

    def collect(self) -> Uppgifter:
        """What is filled in for the step."""
        status = self.detail.rad.status
        if status is S.REGISTRERAD:
            cell = self.matrix.value
            typ, process = self.typ.value(), self.process.value()
            return Uppgifter(
                sannolikhet=cell[0] if cell else None,
                allvarlighetsgrad=cell[1] if cell else None,
                misstanke=None if self.doubt.value < 0 else self.doubt.value == 0,
                misstanke_skal=self.reason.toPlainText(),
                typ_id=typ if isinstance(typ, int) else None,
                process_id=process if isinstance(process, int) else None,
            )
        if status is S.MOTTAGEN:
            who = self.responsible.value()
            return Uppgifter(ansvarig_id=who if isinstance(who, int) else None)
        if status is S.UTREDS:
            return Uppgifter(utredning=self.utredning.toPlainText())
        if status is S.ATGARDAS:
            return Uppgifter(uppfoljning=self.uppfoljning.toPlainText())
        if status is S.UPPFOLJD:
            return Uppgifter(
                aterkopplad_datum=self.told.value(), aterkopplad_form=self.how.text(), apt_datum=self.apt.value()
            )
        if status is S.OVERLAMNAD:
            return Uppgifter(svar_text=self.svar.toPlainText())
        return Uppgifter()


def _processes(context: Context) -> list[tuple[str, object]]:
    """Every process of the map, what is below another drawn in."""
    found: list[tuple[str, object]] = []

    def walk(nodes: tuple[ProcessNod, ...], depth: int) -> None:
        for node in nodes:
            found.append((f"{chr(0x2003) * depth}{node.kod} {node.namn}".strip(" "), node.id))
            walk(node.delprocesser, depth + 1)

    walk(context.tasks.read(process_map), 0)
    return found


def causes_section(context: Context, detail: AvvikelseDetalj) -> QVBoxLayout:
    """The causes, and a way to add one while the case is investigated."""
    items: list[QWidget] = []
    for cause in detail.orsaker:
        text = words_of_cause(cause)
        away = Button("", "quiet", icon="dismiss", tip=f"Ta bort orsaken {cause.kategori_namn}")
        away.clicked.connect(lambda _checked=False, i=cause.id: context.tasks.change(remove_orsak, orsak_id=i))
        if not detail.far_handlagga or detail.rad.status is not S.UTREDS:
            away.hide()
        line = row(prose(text), away)
        line.setStretch(0, 1)
        items.append(holder(line))
    if detail.far_handlagga and detail.rad.status is S.UTREDS:
        choices = context.tasks.read(list_varden, katalog="orsak")
        pick = Select(
            [("Lägg till orsak …", None), *((("– " if v.overordnad else "") + v.namn, v.kod) for v in choices)]
        )
        pick.setAccessibleName("Lägg till orsak")
        case = detail.rad.id

        def add(_at: int) -> None:
            if pick.value():
                context.tasks.change(add_orsak, avvikelse_id=case, kategori=str(pick.value()))

        pick.activated.connect(add)
        items.append(pick)
    return section("Orsaker", *items)
