"""What the next step of a case needs, and nothing else."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.avvikelser.detalj import AvvikelseDetalj
from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.processer import ProcessNod
from kvalitet_app.services.avvikelser.detalj import possible_handlers
from kvalitet_app.services.avvikelser.handlaggning import Uppgifter, add_orsak, remove_orsak
from kvalitet_app.services.processer import process_map
from kvalitet_app.services.register.kataloger import list_typer, list_varden
from kvalitet_app.ui.atgarder.forms import words_of_cause
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.dates import DONE, DateField
from kvalitet_app.ui.parts.fields import Select, TextBox, TextLine
from kvalitet_app.ui.parts.layout import holder, row
from kvalitet_app.ui.parts.matrix import RiskMatrix
from kvalitet_app.ui.parts.reading import prose, section

S = AvvikelseStatus


class StepForm(Form):
    """The fields of the step a case stands before."""

    def __init__(self, context: Context, detail: AvvikelseDetalj) -> None:
        super().__init__(context, gap=12)
        self.detail = detail
        build = {
            S.REGISTRERAD: self._receive,
            S.MOTTAGEN: self._appoint,
            S.UTREDS: self._investigate,
            S.ATGARDAS: self._follow_up,
            S.UPPFOLJD: self._close,
            S.OVERLAMNAD: self._answer,
        }.get(detail.rad.status)
        if build is not None:
            build()
        self.setLayout(self.box)
        self.open_record = context.go
        self.keep(f"avvikelse_{detail.rad.id}_{detail.rad.status}")
        if detail.rad.status is S.REGISTRERAD:
            self._show_why()

    def _receive(self) -> None:
        d = self.detail
        typer = self.context.tasks.read(list_typer, day=idag())
        typ = Select([("Ej angiven", None), *((t.namn, t.id) for t in typer)], editable=True)
        typ.set_value(d.typ_id)
        process = Select([("Ingen vald", None), *_processes(self.context)])
        process.set_value(d.process_id)
        self.matrix = RiskMatrix(d.rad.riskgranser)
        if d.sannolikhet and d.rad.allvarlighetsgrad:
            self.matrix.set_value((d.sannolikhet, d.rad.allvarlighetsgrad))
        self.doubt = Segments((("Ja", True), ("Nej", False)), d.misstanke)
        hsl = d.rad.lagrum == "hsl"
        word = "Misstänker du en vårdskada (lex Maria)?" if hsl else "Misstänker du ett missförhållande (lex Sarah)?"
        self.add("typ_id", "Typ", typ)
        self.add("process_id", "Process", process, hint="Var i arbetet hände det?")
        self.add("risk", "Risk för att det händer igen", self.matrix, required=True)
        self.add("misstanke", word, self.doubt, required=True)
        self.why = self.add("misstanke_skal", "Varför?", TextBox(d.misstanke_skal, least=56), required=True)
        self.doubt.changed.connect(self._show_why)

    def _show_why(self) -> None:
        self.why.setVisible(self.doubt.value() is True)

    def _appoint(self) -> None:
        people = self.context.tasks.read(possible_handlers, avvikelse_id=self.detail.rad.id)
        responsible = Select([("", None), *((name, who) for who, name in people)], editable=True)
        responsible.set_value(self.detail.ansvarig_id or self.context.person.id)
        self.add("ansvarig_id", "Vem utreder?", responsible, required=True)

    def _investigate(self) -> None:
        hint = "Vad ledde till händelsen? Skriv om arbetssätt och förutsättningar, inte om en person."
        self.add("utredning", "Utredning", TextBox(self.detail.utredning, least=76), hint=hint)

    def _follow_up(self) -> None:
        hint = "Hur märks det att åtgärderna har hjälpt?"
        box = TextBox(self.detail.uppfoljning, least=76)
        self.add("uppfoljning", "Uppföljning", box, required=True, hint=hint)

    def _close(self) -> None:
        d = self.detail
        when = self.field(
            "aterkopplad_datum",
            "Återkopplat",
            DateField(d.aterkopplad_datum, menat=Menat.FORFLUTEN),
            required=True,
            hint=DONE,
        )
        how = TextLine(d.aterkopplad_form, placeholder="APT, samtal, skriftligt")
        self.beside(when, self.field("aterkopplad_form", "Hur", how), grow=1)
        self.add(
            "apt_datum",
            "Tagits upp på APT",
            DateField(d.apt_datum, menat=Menat.FORFLUTEN),
            hint="Lämna tomt tills det är gjort.",
        )

    def _answer(self) -> None:
        hint = "Vad kom mottagaren fram till, och vad gör de åt det?"
        box = TextBox(self.detail.svar_text, least=76)
        self.add("svar_text", f"Svar från {self.detail.overlamnad_till}", box, required=True, hint=hint)

    def collect(self) -> Uppgifter:
        """What is filled in for the step."""
        given = self.values()
        if "risk" in given:
            given["sannolikhet"], given["allvarlighetsgrad"] = given.pop("risk") or (None, None)
        for name in ("typ_id", "process_id", "ansvarig_id"):
            if name in given and not isinstance(given[name], int):
                given[name] = None
        return Uppgifter(**given)


def _processes(context: Context) -> list[tuple[str, object]]:
    """Every process of the map, what is below another drawn in."""
    found: list[tuple[str, object]] = []

    def walk(nodes: tuple[ProcessNod, ...], depth: int) -> None:
        for node in nodes:
            found.append((f"{chr(0x2003) * depth}{node.kod} {node.namn}".strip(" "), node.id))
            walk(node.delprocesser, depth + 1)

    walk(context.tasks.read(process_map), 0)
    return found


def _remove(context: Context, orsak_id: int, _checked: bool = False) -> None:
    context.tasks.change(remove_orsak, orsak_id=orsak_id)


def causes_section(context: Context, detail: AvvikelseDetalj) -> QVBoxLayout:
    """The causes, and a way to add one while the case is investigated."""
    items: list[QWidget] = []
    for cause in detail.orsaker:
        text = words_of_cause(cause)
        away = Button("", "quiet", icon="dismiss", tip=f"Ta bort orsaken {cause.kategori_namn}")
        away.clicked.connect(partial(_remove, context, cause.id))
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
