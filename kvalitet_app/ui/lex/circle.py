"""Who sees a case, and who has been told of it: lists with their small forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.lex.arenden import KretsRow, LexDetalj, UnderrattelseRow
from kvalitet_app.domain.lex.ord import CONCERNED, Mottagarslag
from kvalitet_app.domain.lex.steg import ORD, told_word
from kvalitet_app.services.lex.krets import add_krets, add_underrattelse, remove_krets, remove_underrattelse
from kvalitet_app.services.organisation.personer import list_personer
from kvalitet_app.ui.forms.form import Form, put_form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextLine
from kvalitet_app.ui.parts.layout import column, label, row
from kvalitet_app.ui.parts.reading import prose
from kvalitet_app.ui.parts.words import day, short_moment


class Section(QWidget):
    """A heading, lines, and a form that opens below them."""

    def __init__(self, title: str, word: str, open_form: Callable[[], Form] | None) -> None:
        super().__init__()
        self.lines, self.below = column(gap=2), column(gap=8)
        self._open_form = open_form
        box = column(label(title, "label", "muted"), gap=4)
        box.addLayout(self.lines)
        box.addLayout(self.below)
        if open_form is not None:
            box.addLayout(row(Button(word, "link", press=self.open), None))
        self.setLayout(box)

    def open(self) -> None:
        """Show the form."""
        if self._open_form is not None:
            put_form(self.below, self._open_form())


def _line(text: str, note: str, away: QWidget | None) -> QHBoxLayout:
    words = column(prose(text), prose(note, "small", "muted"), gap=0) if note else column(prose(text), gap=0)
    made = row(gap=4)
    made.addLayout(words, 1)
    if away is not None:
        made.addWidget(away)
    return made


def circle_section(context: Context, d: LexDetalj) -> Section:
    """The circle: part in the case, and when each last read it."""
    made = Section("Krets", "Lägg till i kretsen", partial(CircleForm, context, d) if d.leder else None)
    for one in d.krets:
        made.lines.addLayout(_line(f"{one.namn} · {one.roll}", _read(one), _away(context, one) if d.leder else None))
    return made


def _read(one: KretsRow) -> str:
    return f"Läste senast {short_moment(one.last)}" if one.last is not None else "Har inte läst ärendet"


def _away(context: Context, one: KretsRow) -> QWidget | None:
    if one.id is None:
        return None
    return Button(
        "",
        "quiet",
        icon="dismiss",
        tip=f"Ta bort {one.namn} ur kretsen",
        press=partial(context.tasks.change, remove_krets, krets_id=one.id),
    )


def told_section(context: Context, d: LexDetalj) -> Section:
    """Who has been told; what is missing is said."""
    form = partial(ToldForm, context, d) if d.far_handlagga else None
    made = Section("Har fått veta", "Anteckna vem som har fått veta", form)
    for one in d.underrattelser:
        note = " · ".join(part for part in (day(one.datum), one.form) if part)
        made.lines.addLayout(_line(_who(d, one), note, _take_back(context, one) if d.far_handlagga else None))
    kinds = {one.slag for one in d.underrattelser}
    if kinds.isdisjoint(CONCERNED):
        who = ORD[d.rad.slag].den_enskilde
        told = f"{who.capitalize()} och företrädare: inget antecknat."
        made.lines.addWidget(prose(told, "small", "yellow" if d.rad.is_open else "muted"))
    return made


def _who(d: LexDetalj, one: UnderrattelseRow) -> str:
    word = told_word(d.rad.slag, one.slag)
    return f"{word}: {one.vem}" if one.vem else word


def _take_back(context: Context, one: UnderrattelseRow) -> QWidget:
    return Button(
        "",
        "quiet",
        icon="dismiss",
        tip=f"Ta bort anteckningen om {one.slag.word.lower()}",
        press=partial(context.tasks.change, remove_underrattelse, underrattelse_id=one.id),
    )


class CircleForm(Form):
    """Who is let in."""

    def __init__(self, context: Context, detail: LexDetalj) -> None:
        super().__init__(context)
        self.detail = detail
        known = {one.person_id for one in detail.krets}
        people = context.tasks.read(list_personer)
        choices = [(p.namn, p.id) for p in people if p.aktiv and p.id not in known]
        self.who = Select([("", None), *choices], editable=True)
        hint = "Den som läggs till kan läsa hela ärendet, och det antecknas när hon eller han gör det."
        self.add("person_id", "Vem?", self.who, required=True, hint=hint)
        self.end("Lägg till")
        self.keep(f"krets_{detail.rad.id}")

    def send(self) -> None:
        """Let the person in."""
        self.submit(add_krets, arende_id=self.detail.rad.id, person_id=self.who.picked(int) or 0)


class ToldForm(Form):
    """Who has been told, when and how."""

    def __init__(self, context: Context, detail: LexDetalj) -> None:
        super().__init__(context)
        self.detail = detail
        self.slag = Select([("Välj …", None), *((told_word(detail.rad.slag, who), who) for who in Mottagarslag)])
        self.vem, self.how, self.when = TextLine(), TextLine(), DateField(menat=Menat.FORFLUTEN)
        self.add("slag", "Vem har fått veta?", self.slag, required=True)
        self.add("vem", "Närmare om vem", self.vem, hint="Roll eller funktion, till exempel god man.")
        when = self.field("datum", "När", self.when, required=True)
        self.beside(when, self.field("form", "Hur", self.how), grow=1)
        self.end("Anteckna")
        self.keep(f"underrattelse_{detail.rad.id}")

    def send(self) -> None:
        """Note it."""
        self.submit(
            add_underrattelse,
            arende_id=self.detail.rad.id,
            slag=self.slag.picked(Mottagarslag),
            vem=self.vem.value(),
            datum=self.when.value(),
            form=self.how.value(),
        )
