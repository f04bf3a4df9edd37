"""One case: read it, and take its next step, without a dialog."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.atgarder import AtgardKalla, AtgardRow
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.avvikelser.detalj import AvvikelseDetalj, LoggRow, StegRow
from kvalitet_app.domain.avvikelser.steg import NEXT_STEP, OPEN, WHAT_NOW, WORKING
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.tal import count
from kvalitet_app.services.avvikelser.handlaggning import add_tillagg, save_handlaggning, step_avvikelse
from kvalitet_app.services.lex.listor import lex_of_avvikelse
from kvalitet_app.services.moten.apt import mark_apt
from kvalitet_app.ui.atgarder.section import AtgardSection
from kvalitet_app.ui.avvikelser.analysis import AnalysisForm, analysis_section
from kvalitet_app.ui.avvikelser.files import files_section, give_file
from kvalitet_app.ui.avvikelser.mirror import mirror_section
from kvalitet_app.ui.avvikelser.side_steps import SideSteps
from kvalitet_app.ui.avvikelser.steps import StepForm, causes_section
from kvalitet_app.ui.forms.form import Form, put_form, stay
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button, Menu
from kvalitet_app.ui.parts.fields import TextBox
from kvalitet_app.ui.parts.layout import column, holder, label, line, row
from kvalitet_app.ui.parts.marks import Mark, MarkLabel, Steps
from kvalitet_app.ui.parts.reading import Inspector, facts, prose, section
from kvalitet_app.ui.parts.words import moment, risk_mark, short_moment

S = AvvikelseStatus
SHOWN_LOG = 8


class CaseInspector(QWidget):
    """The right-hand panel of a case."""

    def __init__(self, context: Context, detail: AvvikelseDetalj) -> None:
        super().__init__()
        self.context, self.detail = context, detail
        self.extra = column(gap=8)
        self.step_form = StepForm(context, detail) if detail.far_handlagga else None
        if self.step_form is not None:
            self.step_form.read_again = lambda: context.go("avvikelser", rad_id=detail.rad.id)
        inspector = Inspector(self._head(), self._middle(), self._foot())
        self.setLayout(column(inspector, gap=0))
        if self.step_form is not None:
            QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.next_step)

    def _head(self) -> QVBoxLayout:
        row_ = self.detail.rad
        more = Button("", "quiet", icon="more_horizontal", tip="Mer", press=lambda: self._menu().open_below(more))
        top = row(label(row_.beteckning, "body", "muted"), None, MarkLabel(risk_mark(row_)), more, gap=4)
        at = row_.status
        steps = (
            Steps([one.word for one in WORKING], WORKING.index(at))
            if at in WORKING
            else MarkLabel(Mark(at.word, "yellow", "info"))
        )
        return column(top, label(row_.rubrik, "section", wrap=True), 10, steps, gap=2)

    def _middle(self) -> QVBoxLayout:
        d = self.detail
        parts: list[QWidget | QVBoxLayout] = []
        if d.rad.skyddad:
            parts.append(MarkLabel(Mark("Skyddat ärende – bara kretsen ser det", "red", "shield_error")))
            lex = self.context.tasks.read(lex_of_avvikelse, avvikelse_id=d.rad.id)
            if lex is not None:
                word = "Öppna lex Maria-ärendet" if d.rad.lagrum == "hsl" else "Öppna lex Sarah-ärendet"
                parts.append(holder(row(Button(word, "link", press=partial(self.context.go, "lex", rad_id=lex)), None)))
        whose = f" Nästa steg: {d.boll}." if d.boll else ""
        parts.append(prose(f"{WHAT_NOW[d.rad.status]}{whose}", "small", "muted"))
        if self.step_form is not None:
            parts += [self.step_form, line()]
        parts.append(section("Vad hände", prose(d.beskrivning)))
        if d.omedelbar_atgard:
            parts.append(section("Gjordes genast", prose(d.omedelbar_atgard)))
        middle = column(gap=16)
        middle.addLayout(self.extra)
        for part in parts:
            middle.addWidget(part) if isinstance(part, QWidget) else middle.addLayout(part)
        middle.addLayout(facts(self._facts()))
        if d.bilagor:
            middle.addLayout(files_section(self.context, d.bilagor, may_remove=d.far_handlagga))
        self._work(middle)
        self._texts(middle)
        middle.addStretch(1)
        return middle

    def _facts(self) -> list[tuple[str, object]]:
        d, r = self.detail, self.detail.rad
        pairs: list[tuple[str, object]] = [
            ("Enhet", r.enhet),
            ("När", moment(r.handelse_vid)),
            ("Typ", f"{r.typ} · {r.lagrum.word}"),
        ]
        if r.brukarreferens:
            pairs.append(("Brukarreferens", r.brukarreferens))
        pairs.append(("Följd", d.foljd.word + (" · barn berört" if d.berort_barn else "")))
        pairs += [(word, harm.word) for word, harm in d.skador]
        pairs += list(d.foljdsvar)
        if d.process:
            pairs.append(("Process", d.process))
        if d.misstanke is not None:
            doubt = Mark("Misstänkt", "red") if d.misstanke else Mark("Inte misstänkt", "", "checkmark")
            pairs.append(("Missförhållande", doubt))
        if r.ansvarig:
            pairs.append(("Utreds av", r.ansvarig))
        if d.overlamnad_datum is not None:
            pairs.append(("Överlämnad till", f"{d.overlamnad_till} · {d.overlamnad_datum.isoformat()}"))
        pairs += [("Samma händelse", self._link(*other)) for other in (*filter(None, [d.dubblett_av]), *d.dubbletter)]
        by = d.rapportor or ("Okänd" if d.papper else "Importerad")
        pairs.append(("Rapporterad av", f"{by} · på papper" if d.papper else by))
        if d.externt_nummer:
            pairs.append(("Annat nummer", d.externt_nummer))
        return pairs

    def _link(self, case_id: int, number: str) -> Button:
        return Button(number, "link", press=partial(self.context.go, "avvikelser", rad_id=case_id))

    def _work(self, middle: QVBoxLayout) -> None:
        d = self.detail
        if d.analys is not None:
            middle.addLayout(analysis_section(self.context, d))
        if d.orsaker or d.rad.status in (S.UTREDS, S.ATGARDAS):
            middle.addLayout(causes_section(self.context, d))
        rows = tuple(a for a in d.atgarder if isinstance(a, AtgardRow))
        if rows or (d.far_handlagga and d.rad.status in (S.UTREDS, S.ATGARDAS)):
            middle.addWidget(AtgardSection(self.context, rows, case=d, kalla=AtgardKalla.AVVIKELSE, causes=d.orsaker))
        if d.orsaker and rows:
            middle.addLayout(mirror_section(self.context, d, rows))

    def _texts(self, middle: QVBoxLayout) -> None:
        d = self.detail
        if d.utredning and d.rad.status is not S.UTREDS:
            middle.addLayout(section("Utredning", prose(d.utredning)))
        if d.uppfoljning and d.rad.status is not S.ATGARDAS:
            middle.addLayout(section("Uppföljning", prose(d.uppfoljning)))
        if d.aterkopplad_datum is not None:
            form = f" · {d.aterkopplad_form}" if d.aterkopplad_form else ""
            middle.addLayout(section("Återkopplad", prose(f"{d.aterkopplad_datum.isoformat()}{form}")))
        if d.aterford_datum is not None:
            middle.addLayout(section("Återförd på APT-blad", prose(d.aterford_datum.isoformat())))
        if d.apt_datum is not None:
            middle.addLayout(section("Tagits upp på APT", prose(d.apt_datum.isoformat())))
        if d.svar_datum is not None:
            middle.addLayout(section(f"Svar från {d.overlamnad_till}", prose(f"{d.svar_datum}: {d.svar_text}")))
        if d.steg:
            middle.addLayout(section("Stegen", *(prose(step_line(one), "small") for one in d.steg), gap=2))
        if d.tillagg:
            lines = [prose(f"{short_moment(t.skapad)} {t.person}: {t.text}") for t in d.tillagg]
            middle.addLayout(section("Tillägg", *lines))
        if d.logg:
            story = [_told(one) for one in d.logg[:SHOWN_LOG]]
            middle.addLayout(section("Historik", *story, gap=2))

    def _foot(self) -> QVBoxLayout | None:
        buttons: list[QWidget] = []
        if self.step_form is not None:
            word = NEXT_STEP[self.detail.rad.status]
            self.next_button = Button(word, "tonal", icon="arrow_right", key="Ctrl+Retur", press=self.next_step)
            buttons.append(self.next_button)
        buttons.append(Button("Tillägg", "quiet", icon="comment", tip="Skriv ett tillägg", press=self._open_addition))
        way = [self.step_form.way] if self.step_form is not None else []
        return column(*way, row(*buttons, None), gap=4)

    def _menu(self) -> Menu:
        menu = Menu(self)
        if self.step_form is not None:
            menu.add("Spara utan att gå vidare", self.save)
            self._ways().fill(menu)
        if self.step_form is not None and self.detail.rad.status in OPEN:
            menu.add("Händelseanalys …", self.open_analysis)
        if self.step_form is not None and self.detail.apt_datum is None:
            menu.add("Tagits upp på APT i dag", self._note_apt)
        menu.add("Lägg till fil …", partial(give_file, self, self.context, avvikelse_id=self.detail.rad.id))
        menu.add("Kopiera numret", self._copy_number)
        return menu

    def _copy_number(self) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(self.detail.rad.beteckning)

    # acting

    def next_step(self) -> None:
        """Take the step that comes next."""
        if self.step_form is None:
            return
        status = self.detail.rad.status
        if status not in OPEN:
            self._ways().back(S.UTREDS if status is S.AVSLUTAD else S.REGISTRERAD)
            return
        self._step(S.AVSLUTAD if status is S.OVERLAMNAD else WORKING[WORKING.index(status) + 1])

    def _step(self, till: AvvikelseStatus) -> None:
        if self.step_form is None or self.step_form.is_wrong():
            return
        r, given = self.detail.rad, self.step_form.collect()
        self.step_form.submit(
            step_avvikelse, avvikelse_id=r.id, version=r.version, till=till, uppgifter=given, done=stay
        )

    def save(self) -> None:
        """Keep what is filled in, without a step."""
        if self.step_form is not None and not self.step_form.is_wrong():
            r, given = self.detail.rad, self.step_form.collect()
            self.step_form.submit(save_handlaggning, avvikelse_id=r.id, version=r.version, uppgifter=given, done=stay)

    def _failed(self, error: BaseException) -> None:
        if self.step_form is None or not self.step_form.show_error(error):
            self.context.messages.report(error)

    def _open_addition(self) -> None:
        self.show_extra(AdditionForm(self.context, self.detail.rad.id))

    def _note_apt(self) -> None:
        r = self.detail.rad
        self.context.tasks.change(
            mark_apt, initiator=self, avvikelse_id=r.id, version=r.version, datum=idag(), failed=self._failed
        )

    def open_analysis(self) -> None:
        """The guided analysis, above everything else."""
        self.show_extra(AnalysisForm(self.context, self.detail))

    def _ways(self) -> SideSteps:
        return SideSteps(self.context, self.detail, show=self.show_extra)

    def show_extra(self, form: Form) -> None:
        """A small form above everything else, until it is sent or given up."""
        put_form(self.extra, form)


def _told(one: LoggRow) -> QWidget:
    line = row(label(short_moment(one.tid), "small", "muted"), prose(f"{one.person} {one.text}", "small"), gap=12)
    line.setStretch(1, 1)
    return holder(line)


def step_line(step: StegRow) -> str:
    """A step in one line: 2026-03-09 Anna Ek: utreds → mottagen efter 12 dagar. Uppgifter saknas."""
    moved = f", flyttad från {step.fran_enhet}" if step.fran_enhet else ""
    waited = f" efter {count(step.dagar, 'dag', 'dagar')}" if step.dagar else ""
    why = f". {step.skal}" if step.skal else ""
    way = f"{step.fran.word.lower()} → {step.till.word.lower()}"
    return f"{short_moment(step.tid)} {step.person}: {way}{waited}{moved}{why}"


class AdditionForm(Form):
    """What has come to light since: added, never written over what stands."""

    def __init__(self, context: Context, avvikelse_id: int) -> None:
        super().__init__(context, gap=8)
        self.avvikelse_id = avvikelse_id
        self.text = TextBox(least=60)
        self.add("text", "Tillägg", self.text, required=True)
        self.end("Spara tillägg")
        self.keep(f"tillagg_{avvikelse_id}")

    def send(self) -> None:
        """Add it."""
        self.submit(add_tillagg, avvikelse_id=self.avvikelse_id, text=self.text.value())
