"""The page where an egenkontroll is performed: J, D, N, E answer, the score follows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from kvalitet_app.domain.atgarder import AtgardKalla
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.egenkontroller.tillfallen import (
    EgenkontrollDetalj,
    EgenkontrollStatus,
    Lage,
    Svarsvarde,
    light,
    score,
)
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import iso_week
from kvalitet_app.services.drafts import save_utkast
from kvalitet_app.services.egenkontroller.svar import (
    answer_fraga,
    finish_egenkontroll,
    get_egenkontroll,
    reopen_egenkontroll,
)
from kvalitet_app.services.egenkontroller.tillfallen import egenkontroll_rows
from kvalitet_app.ui.atgarder.forms import NewAtgardForm
from kvalitet_app.ui.avvikelser.begun import key_of_question
from kvalitet_app.ui.egenkontroller.files import FileChoice
from kvalitet_app.ui.egenkontroller.outcome import lage_mark
from kvalitet_app.ui.egenkontroller.question import ANSWERS, Question
from kvalitet_app.ui.forms.draft import kept_drafts
from kvalitet_app.ui.lists.side_panel import column_width
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.paper.printing import offer, record_printout
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import Icon, clear, column, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.marks import MarkLabel
from kvalitet_app.ui.parts.reading import Meter, facts, prose, section
from kvalitet_app.ui.parts.words import percent

ONLY_QUESTIONS = 880  # px: in a narrower window the outcome is left out
FILLS = {Lage.GRON: "green_fill", Lage.GUL: "yellow_fill", Lage.ROD: "red_fill"}


class PerformPage(QWidget):
    """The questions left, the outcome right."""

    def __init__(self, context: Context, egenkontroll_id: int, closed: Callable[[], object]) -> None:
        super().__init__()
        self.context, self.egenkontroll_id, self._closed = context, egenkontroll_id, closed
        self.detail: EgenkontrollDetalj = context.tasks.read(get_egenkontroll, egenkontroll_id=egenkontroll_id)
        self._waiting = list(self.detail.obesvarade)  # questions by file, as they are answered
        self._then: Callable[[], object] | None = None  # what waits for comments that are being saved
        self._build()

    @property
    def may_answer(self) -> bool:
        """Whether answers can be given now."""
        waiting = self.detail.rad.status in (EgenkontrollStatus.PLANERAD, EgenkontrollStatus.PAGAR)
        return waiting and self.detail.far_utfora

    def _build(self) -> None:
        d = self.detail
        if self.may_answer:
            last = Button("Avsluta", "primary", icon="checkmark", key="Ctrl+S", press=self.send)
        else:
            last = Button("Öppna igen", "plain", press=self._reopen)
            if d.rad.status is not EgenkontrollStatus.GENOMFORD or not d.far_utfora:
                last.hide()
        note = f"{d.rad.enhet} · planerad {d.rad.planerad_datum.isoformat()}"
        self.printer = Button("", "quiet", icon="print", key="Ctrl+P", tip="Skriv ut", press=self.print_page)
        pause = Button("Pausa", "quiet", press=self.pause)
        header = PageHeader(d.rad.mall, self.printer, pause, last, note=note, back=self.pause)
        self.questions = [Question(one, self) for one in d.svar]
        self.files = FileChoice(d.akt, self.show_file) if len(d.obesvarade) > 1 else None
        left = column(*([self.files, line()] if self.files else []), gap=0)
        left.addWidget(scrolled(holder(column(*self.questions, None, gap=0))), 1)
        self.aside = column(gap=16, margins=(24, 16, 24, 16))
        side = QFrame()
        side.setObjectName("side")
        self.side = side
        self._place_side()
        hint = label("J D N E svarar · K kommenterar · pil ned: nästa", "small", "muted", wrap=True)
        keys = holder(row(Icon("keyboard", "muted", 20), hint, gap=10, margins=(24, 12, 24, 12)))
        side_box = column(scrolled(holder(self.aside)), line(), keys, gap=0)
        side_box.setStretch(0, 1)
        side.setLayout(side_box)
        middle = row(left, side, gap=0)
        middle.setStretch(0, 1)
        box = self.layout()
        if isinstance(box, QVBoxLayout):
            clear(box)
        else:
            box = column(gap=0)
            self.setLayout(box)
        box.addWidget(header)
        box.addWidget(line())
        box.addLayout(middle, 1)
        self._show_outcome()

    def _place_side(self) -> None:
        self.side.setFixedWidth(column_width(self.window(), 320, 256))
        if self.window().width() < ONLY_QUESTIONS:
            self.side.hide()
        elif self.side.parentWidget() is not None:
            self.side.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the outcome gives way to the questions."""
        super().resizeEvent(event)
        self._place_side()

    def print_page(self) -> None:
        """Ctrl+P: the questions with their answers so far."""
        self.leave()
        one = record_printout(self.context, "egenkontroll", self.egenkontroll_id, egenkontroll_rows)
        offer(self, self.context, self.printer, [one])

    def _show_outcome(self) -> None:
        clear(self.aside)
        d = self.detail
        here = [q.svar for q in self.questions if q.svar is not None]
        given = [*here, *d.svar_andra_akter]
        found = score(given)
        self._waiting[d.akt - 1] = len(self.questions) - len(here)
        if self.files is not None:
            self.files.show_waiting(self._waiting)
        colour = light(found, grans_gron=d.grans_gron, grans_gul=d.grans_gul)
        head = row(label(percent(float(found)) if found is not None else "–", "figure"), None, gap=8)
        if colour is not None:
            head.addWidget(MarkLabel(lage_mark(colour)))
        self.aside.addLayout(section("Utfall hittills" if self.may_answer else "Utfall", head))
        limits = (d.grans_gul / 100, d.grans_gron / 100)
        self.aside.addWidget(Meter(float(found or 0), FILLS[colour] if colour else "muted", limits=limits, high=8))
        counts: list[tuple[str, object]] = [
            ("Besvarade", f"{len(given)} av {len(self.questions) * len(self._waiting)}")
        ]
        counts += [(a.word, given.count(a)) for a in ANSWERS]
        if d.forra_poang is not None and d.forra_datum is not None:
            counts.append((f"Förra gången, v. {iso_week(d.forra_datum)} {d.forra_datum.year}", percent(d.forra_poang)))
        self.aside.addLayout(facts(counts, right=True))
        actions = [(one.ordning, one.atgarder) for one in d.svar if one.atgarder]
        if actions:
            words = [prose(f"Fråga {n}: {'en åtgärd' if k == 1 else f'{k} åtgärder'}") for n, k in actions]
            self.aside.addLayout(section("Blir åtgärd", *words))
        if d.sammanfattning:
            self.aside.addLayout(section("Sammanfattning", prose(d.sammanfattning)))
        if d.antal_akter:
            told = f"{d.antal_akter} av {d.population} akter" if d.population else f"{d.antal_akter} akter"
            self.aside.addLayout(section("Urval", prose(told)))
        self.extra = column(gap=8)
        self.aside.addLayout(self.extra)
        self.aside.addStretch(1)

    def answered(self, question: Question, *, step: bool = True) -> None:
        """Save one answer at once; the next question comes."""
        self.context.tasks.change(
            answer_fraga,
            initiator=self,
            egenkontroll_id=self.egenkontroll_id,
            fraga_id=question.row_.fraga_id,
            svar=question.svar,
            kommentar=question.comment.text(),
            akt=self.detail.akt,
            done=partial(self._kept, question),
            failed=partial(self._refused, question),
        )
        question.is_saving = True
        self._show_outcome()
        if step and question.svar in (Svarsvarde.JA, Svarsvarde.EJ_TILLAMPLIGT):
            self.walk(question, 1)

    def _kept(self, question: Question, _change: Change) -> None:
        question.is_saving = False
        if self._then is not None and not any(one.is_saving for one in self.questions):
            go, self._then = self._then, None
            go()

    def _refused(self, question: Question, error: BaseException) -> None:
        question.is_saving, question.kommentar, self._then = False, None, None
        self.context.messages.report(error)
        if isValid(question):
            question.comment.setFocus()

    def walk(self, question: Question, step: int) -> None:
        """To the next question, or the one before."""
        place = min(max(self.questions.index(question) + step, 0), len(self.questions) - 1)
        self.questions[place].setFocus(Qt.FocusReason.TabFocusReason)

    def open_action(self, question: Question) -> None:
        """An åtgärd from one question."""
        clear(self.extra)
        form = NewAtgardForm(
            self.context,
            self.detail.rad.enhet_id,
            AtgardKalla.EGENKONTROLL,
            kalla_id=self.egenkontroll_id,
            fraga_id=question.row_.fraga_id,
            text=question.comment.text(),
            closed=self._reload,
        )
        self.extra.addLayout(section(f"Åtgärd för fråga {question.row_.ordning}", form))

    def open_report(self, question: Question) -> None:
        """An avvikelse from one question: the form with its text begun, or what was already written of it."""
        key = key_of_question(self.egenkontroll_id, question.row_.fraga_id)
        show = partial(self.context.go, "avvikelser", ny=True, utkast=key)
        if key in kept_drafts(self.context, key):
            show()
            return
        answer = (question.svar or Svarsvarde.NEJ).word
        text = f"Vid egenkontrollen {self.detail.rad.mall}: {question.row_.text} Svar: {answer}."
        if question.comment.text():
            text += f" {question.comment.text()}"
        kept = {"beskrivning": text, "enhet_id": self.detail.rad.enhet_id}
        self.context.drafts[key] = kept
        self.context.tasks.change(save_utkast, initiator=self, formular=key, innehall=kept, done=lambda _change: show())

    def send(self) -> None:
        """Close it; an unanswered question gets the keys."""
        if not self.may_answer:
            return
        self._when_saved(self._finish)

    def _when_saved(self, go: Callable[[], object]) -> None:
        """Go on when every comment is saved: one that is refused stays in sight."""
        self.leave()
        if any(question.is_saving for question in self.questions):
            self._then = go
        else:
            go()

    def _finish(self) -> None:
        self.context.tasks.change(
            finish_egenkontroll,
            initiator=self,
            egenkontroll_id=self.egenkontroll_id,
            done=lambda _change: self._closed(),
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self.context.messages.report(error)
        akt = next((n for n, waits in enumerate(self._waiting, 1) if waits), self.detail.akt)
        if isinstance(error, RuleError) and akt != self.detail.akt:
            self._read(akt)
        missing = next((q for q in self.questions if q.svar is None), None)
        if isinstance(error, RuleError) and missing is not None:
            missing.setFocus(Qt.FocusReason.TabFocusReason)

    def show_file(self, akt: int) -> None:
        """Answer for another of the files that were drawn."""
        self._when_saved(partial(self._read, akt))

    def leave(self) -> None:
        """Save the comment that is being typed."""
        for question in self.questions:
            question.keep_comment()

    def pause(self) -> None:
        """Go back; what is answered is saved."""
        self._when_saved(self._closed)

    def _reopen(self) -> None:
        self.context.tasks.change(
            reopen_egenkontroll, initiator=self, egenkontroll_id=self.egenkontroll_id, done=lambda _c: self._reload()
        )

    def _reload(self, _row_id: int | None = None) -> None:
        self._read(self.detail.akt)

    def _read(self, akt: int) -> None:
        self.detail = self.context.tasks.read(get_egenkontroll, egenkontroll_id=self.egenkontroll_id, akt=akt)
        self._waiting = list(self.detail.obesvarade)
        self._build()
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def refresh(self, change: Change | None = None) -> None:
        """Answers are shown as they are given; only åtgärder come from elsewhere."""
        if change is not None and "atgard" in change.tables:
            self._reload()

    def first_focus(self) -> QWidget | None:
        """The first question without an answer."""
        return next((q for q in self.questions if q.svar is None), self.questions[0] if self.questions else None)
