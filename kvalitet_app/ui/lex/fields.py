"""The fields of a case under lex Sarah or lex Maria: one word and one control each, in the words of the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.arende import LexGrad, LexSlag, LexStatus
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import LexDetalj
from kvalitet_app.domain.lex.steg import ORD, LexUppgifter, grade_word
from kvalitet_app.services.organisation import list_personer
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.forms.kept import Kept
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.fields import DateField, Select, TextBox, TextLine, growing_box
from kvalitet_app.ui.parts.layout import column

S = LexStatus


@dataclass(frozen=True, slots=True)
class Spec:
    """A field: its word, its kind (text, line, day, today, grade, person, answer), its hint. {vem} is the person."""

    ord: str
    slag: str
    hint: str = ""


SPECS: dict[str, Spec] = {
    "mottagen_datum": Spec("Mottagen", "today"),
    "handelse_datum": Spec("Händelsen inträffade", "day", "Lagen väljs efter händelsens dag."),
    "brukarreferens": Spec("Brukarreferens", "line"),
    "omedelbar_atgard": Spec("Vad gjordes genast?", "text"),
    "omedelbar_datum": Spec("När gjordes det?", "day"),
    "dnr": Spec("Eget diarienummer", "line"),
    "forhandsbedomning": Spec("Förhandsbedömning", "text", "Varför det utreds, eller varför rapporten skrivs av."),
    "utredare_id": Spec("Vem utreder?", "person", "Inte den som rapporterade, och helst inte enhetens chef."),
    "forlopp": Spec("Vad hände, när och var?", "text"),
    "konsekvens": Spec("Konsekvens för {vem}", "text", "Vad händelsen fick eller kunde ha fått för följd."),
    "orsaker": Spec(
        "Orsaker", "text", "En orsak per rad: arbetssätt och förutsättningar, inte en namngiven medarbetare."
    ),
    "liknande": Spec("Har något liknande hänt förut?", "text"),
    "upprepning": Spec("Kan det hända igen?", "text"),
    "metod": Spec("Hur har det utretts?", "text"),
    "horda": Spec("Vilka har hörts?", "text", "Roller räcker. Namn kan utelämnas när handlingen lämnas ut."),
    "forslag_grad": Spec("Föreslagen bedömning", "grade"),
    "forslag": Spec("Förslag till beslut", "text"),
    "grad": Spec("Beslutet säger att det var", "grade"),
    "beslut_skal": Spec("Skäl för beslutet", "text"),
    "beslutsfattare": Spec("Vem beslutade?", "line", "Nämnd och paragraf, eller den som har delegation."),
    "beslut_datum": Spec("Beslutsdatum", "today"),
    "anmald_ivo_datum": Spec("Anmält till IVO", "day", "Får föras in när som helst efter mottagandet."),
    "ivo_dnr": Spec("IVO:s diarienummer", "line"),
    "ivo_beslut": Spec("Vad beslutade IVO?", "text"),
    "ivo_beslut_datum": Spec("IVO:s beslutsdatum", "today"),
    "polisanmald": Spec("Har händelsen polisanmälts?", "answer"),
    "polisanmald_datum": Spec("Polisanmäld", "day"),
    "journalford": Spec("Är händelsen dokumenterad i akten?", "answer"),
    "ej_underrattad_skal": Spec("Varför har {vem} inte fått veta?", "text", "Lämnas tom när det är antecknat."),
    "effekt": Spec("Vilken effekt fick åtgärderna?", "text"),
    "effekt_datum": Spec("Följdes upp", "today"),
    "aterkopplad_datum": Spec("Återkopplat", "today"),
    "aterkopplad_form": Spec("Hur?", "line"),
}

STEP_FIELDS: dict[LexStatus, tuple[str, ...]] = {
    S.RAPPORTERAD: ("omedelbar_atgard", "mottagen_datum", "handelse_datum"),
    S.MOTTAGEN: ("forhandsbedomning", "utredare_id"),
    S.FORSLAG: ("grad", "beslut_skal", "beslutsfattare", "beslut_datum"),
    S.BESLUTAD: ("anmald_ivo_datum", "dnr"),
    S.ANMALD_IVO: ("ivo_dnr", "ivo_beslut", "ivo_beslut_datum"),
    S.ATGARDAS: ("effekt", "effekt_datum"),
    S.UPPFOLJD: ("aterkopplad_datum", "aterkopplad_form"),
    S.ATERKOPPLAD: ("ej_underrattad_skal", "polisanmald", "journalford"),
}
REQUIRED = frozenset(
    {
        "omedelbar_atgard",
        "mottagen_datum",
        "forhandsbedomning",
        "utredare_id",
        "forlopp",
        "konsekvens",
        "orsaker",
        "liknande",
        "upprepning",
        "metod",
        "horda",
        "forslag_grad",
        "forslag",
        "grad",
        "beslut_skal",
        "beslutsfattare",
        "beslut_datum",
        "ivo_dnr",
        "ivo_beslut",
        "ivo_beslut_datum",
        "effekt",
        "effekt_datum",
        "aterkopplad_datum",
        "aterkopplad_form",
        "polisanmald",
        "journalford",
    }
)
BESIDE = (
    "dnr",
    "anmald_ivo_datum",
    "ivo_dnr",
    "polisanmald",
    "polisanmald_datum",
    "journalford",
    "ej_underrattad_skal",
)
GRADES = tuple(reversed(LexGrad))


class LexForm(Form):
    """Some of the fields of a case, filled with what the register says, kept as a draft."""

    def __init__(
        self, context: Context, detail: LexDetalj, names: Sequence[str], *, key: str, beside: bool = False
    ) -> None:
        super().__init__()
        self.context, self.detail, self.names = context, detail, tuple(names)
        self.controls: dict[str, QWidget] = {}
        box = column(gap=12)
        box.addLayout(self.trouble)
        for name in self.names:
            box.addWidget(self._field(name, required=name in REQUIRED and not beside))
        self.setLayout(box)
        self.kept = Kept(self, context, f"lex_{detail.rad.id}_{key}")

    @property
    def layout_box(self) -> QVBoxLayout:
        """Where more can be put below the fields."""
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        return box

    def _field(self, name: str, *, required: bool) -> QWidget:
        spec = SPECS[name]
        who = ORD[self.detail.rad.slag].den_enskilde
        control = self._control(spec.slag, getattr(self.detail.uppgifter, name))
        self.controls[name] = control
        return self.field(name, spec.ord.format(vem=who), control, required=required, hint=spec.hint)

    def _control(self, slag: str, value: Any) -> QWidget:  # noqa: ANN401 - a field of any kind
        if slag == "text":
            return growing_box(str(value or ""))
        if slag == "line":
            return TextLine(str(value or ""))
        if slag in ("day", "today"):
            return DateField(value or (idag() if slag == "today" else None))
        if slag == "grade":
            return _grades(self.detail.rad.slag, value)
        if slag == "answer":
            return Segments(("Ja", "Nej"), -1 if value is None else 0 if value else 1)
        return self._people(value)

    def _people(self, value: int | None) -> Select:
        """Everybody at work; the chiefs of the unit are named as such, since they may be partial."""
        chosen = Select(editable=True)
        people = self.context.tasks.read(list_personer)
        chosen.set_choices([("", None), *((self._named(p.id, p.namn, p.titel), p.id) for p in people if p.aktiv)])
        chosen.set_value(value)
        return chosen

    def _named(self, who: int, namn: str, titel: str) -> str:
        name = f"{namn}, {titel}" if titel else namn
        return f"{name} – leder enheten" if who in self.detail.chefer else name

    def collect(self) -> LexUppgifter:
        """What is filled in."""
        return LexUppgifter(**{name: _value(self.controls[name]) for name in self.names})


def _grades(slag: LexSlag, value: LexGrad | None) -> Select:
    chosen = Select([("Välj …", None), *((grade_word(slag, grad), grad) for grad in GRADES)])
    chosen.set_value(value)
    return chosen


def _value(control: QWidget) -> Any:  # noqa: ANN401 - a field of any kind
    if isinstance(control, DateField):
        return control.value()
    if isinstance(control, TextBox):
        return control.toPlainText()
    if isinstance(control, TextLine):
        return control.text()
    if isinstance(control, Segments):
        return None if control.value < 0 else control.value == 0
    assert isinstance(control, Select)
    chosen = control.value()
    if isinstance(chosen, LexGrad | int):
        return chosen
    return LexGrad(chosen) if isinstance(chosen, str) and chosen else None


def is_filled(value: object) -> bool:
    """Whether a field holds something."""
    return bool(value.strip()) if isinstance(value, str) else isinstance(value, date | LexGrad | bool | int)
