"""Ny avvikelse: one page, under a minute, only what happened and where is required."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from kvalitet_app.domain.avvikelser.arenden import Foljd, NyAvvikelse, Skada
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag, local, now, to_utc
from kvalitet_app.domain.namn import Namnlistor, find_people
from kvalitet_app.domain.organisation.enheter import EnhetNiva
from kvalitet_app.domain.personnummer import Traff, find_numbers
from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.services.avvikelser.listor import known_references, similar_avvikelser
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.drafts import save_utkast
from kvalitet_app.services.organisation.personer import list_personer
from kvalitet_app.services.paper.namn import namnlistor
from kvalitet_app.services.register.kataloger import list_typer
from kvalitet_app.ui.avvikelser.begun import DRAFT, BegunReports, free_key
from kvalitet_app.ui.avvikelser.guard import Guard
from kvalitet_app.ui.avvikelser.own_questions import HARMS, FileStrip, FollowUps, harm_choice
from kvalitet_app.ui.avvikelser.similar import SimilarRow
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.lists.side_panel import column_width
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Check, Segments
from kvalitet_app.ui.parts.dates import DATE_FORM, TIME_FORM, DateField, TimeField
from kvalitet_app.ui.parts.fields import Select, TextBox
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import clear, column, holder, label, line, row, scrolled, stretched
from kvalitet_app.ui.parts.reading import prose, section

KEPT = ("enhet_id", "handelse_vid", "tid")
LOOK_MS = 600
LOW, GAP, LOW_GAP, TEXT, LOW_TEXT = 660, 12, 8, 76, 48  # px: a window that is low, and what gives way in it
WHAT = (
    "En händelse som inte blev som det var beslutat, planerat eller lovat. Även det som nästan hände. "
    "Beskriv händelsen, inte vem som gjorde fel."
)
EXAMPLE = "”Fick lunch 13:40 i stället för 12. Två vikarier, ingen hade läst schemat. Blev orolig men åt.”"


class NyAvvikelseForm(QWidget):
    """The form with its quiet column: guard, similar cases, what an avvikelse is."""

    def __init__(self, context: Context, *, back: Callable[[], object], saved: Callable[[Change], object]) -> None:
        super().__init__()
        self.context, self._back, self._saved = context, back, saved
        self._names: tuple[str, ...] = ()
        self.key = DRAFT  # the name of its draft
        self._listor = Namnlistor()
        self.form = Form(context, send=self.save, gap=GAP)
        self.guard = Guard(self._references, self.look)
        self._make_controls()
        header = PageHeader("Ny avvikelse", note="tar under en minut", back=self._leave)
        left = stretched(column(scrolled(self._form()), line(), self._foot(), gap=0), 1)
        middle = row(gap=0)
        middle.addLayout(left, 1)
        middle.addWidget(self._aside())
        box = column(header, line(), gap=0)
        box.addLayout(middle, 1)
        self.setLayout(box)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._find_similar)
        self._listen()
        self.begin()

    def _make_controls(self) -> None:
        self.beskrivning = TextBox(least=TEXT)
        self.enhet = Select(editable=True)
        self.datum, self.tid = DateField(menat=Menat.FORFLUTEN), TimeField()
        self.typ = Select(editable=True)
        self.brukarreferens = Select(editable=True, free=True)
        self.foljd = Segments([(one.word, one) for one in Foljd], Foljd.VET_INTE)
        self.atgard = TextBox(least=44)
        self.misstanke = Check("Jag misstänker ett missförhållande (lex Sarah)")
        self.misstanke.setToolTip("Bara du, den som tar emot lex Sarah-rapporter och ärendets krets ser avvikelsen.")
        self.barn = Check("Ett barn är berört")
        self.papper = Check("Skrivs in från en pappersblankett")
        self.papper.setToolTip("Reservrutinen: det som skrevs på papper när datorn inte gick att använda.")
        self.rapportor = Select(editable=True)
        self.skador = {name: harm_choice() for name in HARMS}
        self.more = FollowUps(self.context)
        self.files = FileStrip(self.context, self.key, self.form.failed)

    def _form(self) -> QWidget:
        add = self.form.field
        where = row(
            add("enhet_id", "Enhet", self.enhet, required=True),
            add("handelse_vid", "Datum", self.datum),
            add("tid", "Tid", self.tid),
            gap=16,
        )
        where.setStretch(0, 1)
        kind = stretched(
            row(add("typ_id", "Typ", self.typ), add("brukarreferens", "Brukarreferens", self.brukarreferens), gap=16),
            1,
            1,
        )
        self.harms = holder(row(*(add(name, word, self.skador[name]) for name, word in HARMS.items()), gap=16))
        self.foljd.changed.connect(self._unfold)
        for choice in self.skador.values():
            choice.changed.connect(self._unfold)
        checks = column(None, self.misstanke, self.barn, gap=4)
        last = stretched(row(checks, add("bilagor", "Filer", self.files), gap=24), 0, 1)
        self.form.controls |= {"misstanke": self.misstanke, "barn": self.barn, "papper": self.papper, "svar": self.more}
        self.by = add("rapportor_id", "Vem skrev blanketten?", self.rapportor)
        self.by.hide()
        self.papper.toggled.connect(self.by.setVisible)
        box = self.form.box
        box.setContentsMargins(24, 10, 32, 8)
        box.addWidget(add("beskrivning", "Vad hände?", self.beskrivning, required=True), 3)
        box.addLayout(where)
        box.addLayout(kind)
        box.addWidget(self.more)
        box.addWidget(add("foljd", "Följd för den enskilde", self.foljd))
        box.addWidget(self.harms)
        box.addWidget(add("omedelbar_atgard", "Vad gjorde du genast?", self.atgard), 2)
        box.addLayout(last)
        box.addWidget(self.by)
        self.form.setLayout(box)
        return self.form

    def _foot(self) -> QWidget:
        again = Button("Spara och ny", key="Ctrl+Skift+S", press=self.save_and_new)
        again.setShortcut("Ctrl+Shift+S")
        drop = Button("Kasta utkast", "quiet", tip="Töm formuläret och börja om", press=self.discard)
        foot = self.form.foot("Spara avvikelse", again, None, self.papper, drop, kind="primary", key="Ctrl+S", stop="")
        self.save_button = self.form.send_button
        foot.setContentsMargins(24, 10, 20, 10)
        return holder(foot)

    def _aside(self) -> QWidget:
        self.alike = column(gap=4)
        self.alike_box = holder(column(label("Liknande avvikelser", "label", "muted"), self.alike, gap=4))
        self.alike_box.hide()
        self.begun = BegunReports(self.context, self.begin)
        what = section("Vad är en avvikelse?", prose(WHAT))
        sample = section("Exempel", prose(EXAMPLE, "body", "muted"))
        inside = column(self.guard, self.begun, self.alike_box, what, sample, None, gap=20, margins=(24, 16, 24, 16))
        self.side = side = QFrame()
        side.setObjectName("side")
        side.setLayout(column(scrolled(holder(inside)), gap=0))
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the quiet column gives way to the form, in a low one the air between the fields."""
        super().resizeEvent(event)
        self.side.setFixedWidth(column_width(self.window(), tokens.INSPECTOR, 232))
        low = self.window().height() < LOW
        self.form.box.setSpacing(LOW_GAP if low else GAP)
        self.beskrivning.setMinimumHeight(LOW_TEXT if low else TEXT)

    def _unfold(self) -> None:
        """The kinds of harm are asked for once the consequence is known, and stand there as long as one is told of."""
        told = any(choice.value() is not None for choice in self.skador.values())
        self.harms.setVisible(told or self.foljd.value() not in (None, Foljd.VET_INTE))

    def _listen(self) -> None:
        for box in (self.beskrivning, self.atgard):
            box.takes_files = True
            box.files_given.connect(self.files.take)
        for control in self.form.controls.values():
            control.changed.connect(self._typed)
        self.enhet.changed.connect(self._offer_references)
        self.typ.changed.connect(self._ask_more)

    def _ask_more(self) -> None:
        self.more.show_type(self.typ.value())

    # begin, draft, end

    def begin(self, key: str = "") -> None:
        """An empty form with unit and time filled in, or the draft that was left; `key` is that of another report."""
        if key and key != self.key:
            self.flush()
            self.key = key
        everything, today = self.context.scope.reported(), idag()
        units = [u for u in everything if u.niva is EnhetNiva.ENHET] or everything
        self.enhet.set_choices([(u.whole(today), u.id) for u in units])
        typer = self.context.tasks.read(list_typer, day=idag())
        self.typ.set_choices(
            [("Vet inte", None), *((f"{t.grupp} · {t.namn}" if t.grupp else t.namn, t.id) for t in typer)]
        )
        people = self.context.tasks.read(list_personer)
        self._names = tuple(p.namn for p in people)
        self._listor = self.context.tasks.read(namnlistor)
        self.rapportor.set_choices([("Vet inte", None), *((p.namn, p.id) for p in people if p.aktiv)])
        self.form.clear_errors()
        self._empty()
        self.enhet.set_value(self._own_unit([u.id for u in units]))
        moment = local(now())
        self.datum.set_value(moment.date())
        self.tid.set_value(moment.time().replace(second=0, microsecond=0))
        self._keep()
        self.files.restore(self.key)
        self._offer_references()
        self.look()

    def _keep(self) -> None:
        """A draft of a report that has a number of its own already: a retry must not make two."""
        self.form.memo = {"uuid": str(uuid4())}
        self.form.keep(self.key, tell=False)
        if self.form.draft is not None:
            self.form.draft.saved.connect(self._show_begun)
        self._unfold()
        self._show_begun()

    def _show_begun(self) -> None:
        begun = self.form.draft is not None and self.form.draft.found
        self.begun.show_others(self.key, is_begun=begun)

    def _own_unit(self, ids: list[int]) -> int | None:
        """The chosen unit, else the one of the person's own uppdrag, else the first."""
        wanted = [self.context.scope.enhet_id, *(u.enhet_id for u in self.context.person.uppdrag)]
        return next((one for one in wanted if one in ids), ids[0] if ids else None)

    def discard(self) -> None:
        """Throw the draft away and begin anew."""
        if self.form.draft is not None:
            self.form.draft.discard()
        self.context.drafts[self.key] = None
        self.context.tasks.change(save_utkast, initiator=self, formular=self.key, innehall=None, done=self._begin_again)

    def _begin_again(self, _change: Change) -> None:
        self.begin()

    def flush(self) -> None:
        """Keep what is typed."""
        if self.form.draft is not None:
            self.form.draft.flush()

    def _leave(self) -> None:
        self.flush()
        self._back()

    # while typing

    def _typed(self) -> None:
        self.look()
        self._look.start()

    def look(self) -> None:
        """Underline what looks like a personnummer or a name and say so beside."""
        hits: list[tuple[TextBox, Traff]] = []
        for box in (self.beskrivning, self.atgard):
            text = box.toPlainText()
            hits_here = (*find_numbers(text), *find_people(text, self._listor, self._names))
            found = [hit for hit in hits_here if not self.guard.is_cleared(hit)]
            box.mark_places([(hit.start, hit.end) for hit in found])
            hits += [(box, hit) for hit in found]
        self.guard.show_hits(hits)

    def _references(self) -> tuple[str, ...]:
        unit = self.enhet.value()
        return self.context.tasks.read(known_references, enhet_id=unit) if isinstance(unit, int) else ()

    def _offer_references(self) -> None:
        self.brukarreferens.set_choices([("", ""), *((ref, ref) for ref in self._references())])

    def _find_similar(self) -> None:
        text, unit = self.beskrivning.toPlainText(), self.enhet.value()
        if len(text) < 12:
            self.alike_box.hide()
            return
        self.context.tasks.ask(
            similar_avvikelser,
            done=self._show_similar,
            text=text[:600],
            enhet_id=unit if isinstance(unit, int) else None,
        )

    def _show_similar(self, rows: tuple[object, ...]) -> None:
        clear(self.alike)
        for found in rows:
            self.alike.addWidget(SimilarRow(found, self.context.go))  # type: ignore[arg-type]
        self.alike_box.setVisible(bool(rows))

    # saving

    def _collect(self) -> NyAvvikelse:
        unit, typ, day, clock = self.enhet.value(), self.typ.value(), self.datum.value(), self.tid.value()
        if not isinstance(unit, int):
            raise RuleError("Välj en enhet ur listan.", field="enhet_id")
        if typ is not None and not isinstance(typ, int):
            raise RuleError("Välj en typ ur listan, eller lämna Vet inte.", field="typ_id")
        if day is None:
            raise RuleError(DATE_FORM, field="handelse_vid")
        if clock is None:
            raise RuleError(TIME_FORM, field="tid")
        return NyAvvikelse(
            beskrivning=self.beskrivning.value(),
            enhet_id=unit,
            handelse_vid=to_utc(day, clock.hour, clock.minute),
            typ_id=typ,
            brukarreferens=str(self.brukarreferens.value() or ""),
            foljd=self.foljd.value() or Foljd.VET_INTE,
            omedelbar_atgard=self.atgard.value(),
            misstanke=self.misstanke.value(),
            berort_barn=self.barn.value(),
            uuid=str(self.form.memo["uuid"]),
            inte_personnummer=self.guard.cleared,
            foljdsvar=self.more.value(),
            bilagor=self.files.value(),
            papper=self.papper.value(),
            rapportor_id=self.rapportor.picked(int),
            skada_fysisk=self.skador["skada_fysisk"].picked(Skada),
            skada_psykisk=self.skador["skada_psykisk"].picked(Skada),
            skada_integritet=self.skador["skada_integritet"].picked(Skada),
        )

    def save(self) -> None:
        """Save; errors stand beside their fields and the draft stays."""
        self._save(self._done)

    def save_and_new(self) -> None:
        """Save, and begin another on the same unit."""
        self._save(self._done_and_new)

    def _save(self, done: Callable[[Change], object]) -> None:
        if self.form.is_sending:
            return
        self.form.clear_errors()
        try:
            ny = self._collect()
        except RuleError as error:
            self.form.show_error(error)
            return
        self.form.submit(register_avvikelse, ny=ny, done=done)

    def _done(self, change: Change) -> None:
        self._begin_another()
        self._saved(change)

    def _done_and_new(self, change: Change) -> None:
        self._begin_another()
        self.context.messages.tell("green", change.text)
        self.beskrivning.setFocus()

    def _empty(self) -> None:
        """All but unit and time, which the next report often shares."""
        self.guard.forget()
        for name, control in self.form.controls.items():
            if name not in KEPT:
                control.set_value(None)
        self.foljd.set_value(Foljd.VET_INTE)
        self.more.show_type(None)
        self._unfold()

    def _begin_another(self) -> None:
        """The draft was saved for good; what comes next is another report."""
        self._empty()
        self.context.drafts[self.key] = None
        self.context.tasks.change(save_utkast, initiator=self, formular=self.key, innehall=None)  # its files too
        self.key = free_key(self.context)
        self.files.restore(self.key)
        self._keep()
