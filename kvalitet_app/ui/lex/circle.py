"""Who sees a case, and who has been told of it: lists with their small forms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import KretsRow, LexDetalj, UnderrattelseRow
from kvalitet_app.domain.lex.ord import Mottagarslag
from kvalitet_app.domain.lex.steg import ORD
from kvalitet_app.services.lex.krets import add_krets, add_underrattelse, remove_krets, remove_underrattelse
from kvalitet_app.services.organisation import list_personer
from kvalitet_app.ui.forms.form import Form, put_form
from kvalitet_app.ui.forms.kept import Kept
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import DateField, Select, TextLine
from kvalitet_app.ui.parts.layout import clear, column, label, row
from kvalitet_app.ui.parts.reading import prose
from kvalitet_app.ui.parts.words import day, short_moment


class Section(QWidget):
    """A heading, lines, and a form that opens below them."""

    def __init__(self, title: str, word: str, open_form: Callable[[Callable[[], None]], Form] | None) -> None:
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
            put_form(self.below, self._open_form(self.shut))

    def shut(self) -> None:
        """Take the form away."""
        clear(self.below)


def _line(text: str, note: str, away: QWidget | None) -> QHBoxLayout:
    words = column(prose(text), prose(note, "small", "muted"), gap=0) if note else column(prose(text), gap=0)
    made = row(gap=4)
    made.addLayout(words, 1)
    if away is not None:
        made.addWidget(away)
    return made


def circle_section(context: Context, d: LexDetalj) -> Section:
    """The circle: part in the case, and when each last read it."""
    made = Section(
        "Krets", "Lägg till i kretsen", (lambda shut: CircleForm(context, d, closed=shut)) if d.leder else None
    )
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
        press=lambda: context.tasks.change(remove_krets, krets_id=one.id),
    )


def told_section(context: Context, d: LexDetalj) -> Section:
    """Who has been told; what is missing is said."""
    form = (lambda shut: ToldForm(context, d, closed=shut)) if d.far_handlagga else None
    made = Section("Har fått veta", "Anteckna vem som har fått veta", form)
    for one in d.underrattelser:
        note = " · ".join(part for part in (day(one.datum), one.form) if part)
        made.lines.addLayout(_line(_who(one), note, _take_back(context, one) if d.far_handlagga else None))
    kinds = {one.slag for one in d.underrattelser}
    if not kinds & {Mottagarslag.ENSKILD, Mottagarslag.FORETRADARE}:
        who = ORD[d.rad.slag].den_enskilde
        told = f"{who.capitalize()} och företrädare: inget antecknat."
        made.lines.addWidget(prose(told, "small", "yellow" if d.rad.is_open else "muted"))
    return made


def _who(one: UnderrattelseRow) -> str:
    return f"{one.slag.word}: {one.vem}" if one.vem else one.slag.word


def _take_back(context: Context, one: UnderrattelseRow) -> QWidget:
    return Button(
        "",
        "quiet",
        icon="dismiss",
        tip=f"Ta bort anteckningen om {one.slag.word.lower()}",
        press=lambda: context.tasks.change(remove_underrattelse, underrattelse_id=one.id),
    )


class _SmallForm(Form):
    """What both forms share: their buttons and their refusals."""

    def __init__(self, context: Context, detail: LexDetalj, closed: Callable[[], None]) -> None:
        super().__init__()
        self.context, self.detail, self._closed = context, detail, closed
        self.kept: Kept | None = None
        self.box = column(gap=10)
        self.box.addLayout(self.trouble)
        self.setLayout(self.box)

    def end(self, word: str, key: str) -> None:
        """The buttons."""
        stop = Button("Avbryt", "quiet", press=self.shut)
        self.box.addLayout(row(Button(word, "tonal", press=self.send), stop, None))
        self.kept = Kept(self, self.context, f"{key}_{self.detail.rad.id}")

    def send(self) -> None:
        """Save."""
        raise NotImplementedError

    def shut(self) -> None:
        """It was saved, or is not wanted."""
        if self.kept is not None:
            self.kept.forget()
        self._closed()


class CircleForm(_SmallForm):
    """Who is let in."""

    def __init__(self, context: Context, detail: LexDetalj, *, closed: Callable[[], None]) -> None:
        super().__init__(context, detail, closed)
        known = {one.person_id for one in detail.krets}
        people = context.tasks.read(list_personer)
        self.who = Select(editable=True)
        self.who.set_choices([("", None), *((p.namn, p.id) for p in people if p.aktiv and p.id not in known)])
        hint = "Den som läggs till kan läsa hela ärendet, och det antecknas när hon eller han gör det."
        self.box.addWidget(self.field("person_id", "Vem?", self.who, required=True, hint=hint))
        self.end("Lägg till", "krets")

    def send(self) -> None:
        """Let the person in."""
        if self.is_wrong():
            return
        who = self.who.value()
        self.context.tasks.change(
            add_krets,
            initiator=self,
            arende_id=self.detail.rad.id,
            person_id=who if isinstance(who, int) else 0,
            done=lambda _change: self.shut(),
            failed=self.failed,
        )


class ToldForm(_SmallForm):
    """Who has been told, when and how."""

    def __init__(self, context: Context, detail: LexDetalj, *, closed: Callable[[], None]) -> None:
        super().__init__(context, detail, closed)
        self.slag = Select([("Välj …", None), *((slag.word, slag) for slag in Mottagarslag)])
        self.vem, self.how, self.when = TextLine(), TextLine(), DateField(idag())
        self.box.addWidget(self.field("slag", "Vem har fått veta?", self.slag, required=True))
        self.box.addWidget(
            self.field("vem", "Närmare om vem", self.vem, hint="Roll eller funktion, till exempel god man.")
        )
        pair = row(self.field("datum", "När", self.when, required=True), self.field("form", "Hur", self.how), gap=16)
        pair.setStretch(1, 1)
        self.box.addLayout(pair)
        self.end("Anteckna", "underrattelse")

    def send(self) -> None:
        """Note it."""
        if self.is_wrong():
            return
        chosen = self.slag.value()
        self.context.tasks.change(
            add_underrattelse,
            initiator=self,
            arende_id=self.detail.rad.id,
            slag=Mottagarslag(str(chosen)) if chosen else None,
            vem=self.vem.text(),
            datum=self.when.value(),
            form=self.how.text(),
            done=lambda _change: self.shut(),
            failed=self.failed,
        )
