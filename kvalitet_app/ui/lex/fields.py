"""The fields of a case under lex Sarah or lex Maria: one word and one control each, in the words of the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.lex.arenden import LexDetalj
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, LexStatus
from kvalitet_app.domain.lex.patient import Patientpunkt, is_owed
from kvalitet_app.domain.lex.steg import ORD, LexUppgifter, grade_word
from kvalitet_app.services.organisation.personer import list_personer
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.choices import Segments, Ticks
from kvalitet_app.ui.parts.control import Control
from kvalitet_app.ui.parts.dates import DONE, DateField
from kvalitet_app.ui.parts.fields import Select, TextLine, growing_box

S = LexStatus


@dataclass(frozen=True, slots=True)
class Spec:
    """A field: its word, its kind (text, line, day, grade, person, answer), its hint. {vem} is the person."""

    ord: str
    slag: str
    hint: str = ""


SPECS: dict[str, Spec] = {
    "mottagen_datum": Spec("Mottagen", "day", DONE),
    "handelse_datum": Spec("Händelsen inträffade", "day", "Lagen väljs efter händelsens och rapportens dagar."),
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
    "beslut_datum": Spec("Beslutsdatum", "day", DONE),
    "anmald_ivo_datum": Spec("Anmält till IVO", "day", "Får föras in när som helst efter mottagandet."),
    "ivo_dnr": Spec("IVO:s diarienummer", "line"),
    "ivo_beslut": Spec("Vad beslutade IVO?", "text"),
    "ivo_beslut_datum": Spec("IVO:s beslutsdatum", "day", DONE),
    "polisanmald": Spec("Har händelsen polisanmälts?", "answer"),
    "polisanmald_datum": Spec("Polisanmäld", "day"),
    "journalford": Spec("Är händelsen dokumenterad i akten?", "answer"),
    "ej_underrattad_skal": Spec("Varför har {vem} inte fått veta?", "text", "Lämnas tom när det är antecknat."),
    "patient_punkter": Spec(
        "Vad har patienten fått veta?", "points", "Lagen räknar upp sex saker. Kryssa för dem som är sagda."
    ),
    "patient_journal": Spec("Står det i patientjournalen vad patienten har fått veta?", "answer"),
    "effekt": Spec("Vilken effekt fick åtgärderna?", "text"),
    "effekt_datum": Spec("Följdes upp", "day", DONE),
    "aterkopplad_datum": Spec("Återkopplat", "day", DONE),
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
PATIENT = ("patient_punkter", "patient_journal")
"""What is answered where the law asks that the patient is told."""


def step_fields(d: LexDetalj) -> tuple[str, ...]:
    """What the step that comes next asks for."""
    names = STEP_FIELDS.get(d.rad.status, ())
    return (*PATIENT, *names) if d.rad.status is S.ATERKOPPLAD and is_owed(d.rad.slag, d.uppgifter.grad) else names


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
        super().__init__(context, gap=12)
        self.detail, self.names = detail, tuple(names)
        who = ORD[detail.rad.slag].den_enskilde
        for name in self.names:
            spec = SPECS[name]
            control = self._control(spec.slag, getattr(detail.uppgifter, name))
            required = name in REQUIRED and not beside
            self.add(name, spec.ord.format(vem=who), control, required=required, hint=spec.hint)
        self.setLayout(self.box)
        self.keep(f"lex_{detail.rad.id}_{key}")

    def _control(self, slag: str, value: Any) -> Control[Any]:  # noqa: ANN401 - a field of any kind
        if slag == "text":
            return growing_box(str(value or ""))
        if slag == "line":
            return TextLine(str(value or ""))
        if slag == "day":
            return DateField(value, menat=Menat.FORFLUTEN)
        if slag == "grade":
            return _grades(self.detail.rad.slag, value)
        if slag == "answer":
            return Segments((("Ja", True), ("Nej", False)), value)
        if slag == "points":
            return Ticks([(point.word, point.value) for point in Patientpunkt], value)
        return self._people(value)

    def _people(self, value: int | None) -> Select:
        """Everybody at work; the chiefs of the unit are named as such, since they may be partial."""
        people = self.context.tasks.read(list_personer)
        named = [(self._named(p.id, p.namn, p.titel), p.id) for p in people if p.aktiv]
        chosen = Select([("", None), *named], editable=True)
        chosen.set_value(value)
        return chosen

    def _named(self, who: int, namn: str, titel: str) -> str:
        name = f"{namn}, {titel}" if titel else namn
        return f"{name} – leder enheten" if who in self.detail.chefer else name

    def collect(self) -> LexUppgifter:
        """What is filled in."""
        found = self.values()
        if "utredare_id" in found and not isinstance(found["utredare_id"], int):
            found["utredare_id"] = None
        return LexUppgifter(**found)


def _grades(slag: LexSlag, value: LexGrad | None) -> Select:
    chosen = Select([("Välj …", None), *((grade_word(slag, grad), grad) for grad in GRADES)])
    chosen.set_value(value)
    return chosen


def is_filled(value: object) -> bool:
    """Whether a field holds something."""
    return bool(value.strip()) if isinstance(value, str) else isinstance(value, date | LexGrad | bool | int)
