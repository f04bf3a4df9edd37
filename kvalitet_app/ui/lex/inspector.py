"""One case under lex Sarah or lex Maria: read it, take its next step, and see who else does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.atgarder import AtgardKalla, AtgardRow
from kvalitet_app.domain.lex.arenden import LexDetalj, Milstolpe
from kvalitet_app.domain.lex.ord import LexStatus
from kvalitet_app.domain.lex.steg import ALLOWED_STEPS, LADDER, SERIOUS, STEP_WORDS, causes_of, what_now
from kvalitet_app.services.lex.handlaggning import save_lex, step_lex
from kvalitet_app.ui.atgarder.section import AtgardSection
from kvalitet_app.ui.avvikelser.mirror import lex_mirror_section
from kvalitet_app.ui.forms.form import put_form, stay
from kvalitet_app.ui.lex.circle import circle_section, told_section
from kvalitet_app.ui.lex.fields import BESIDE, STEP_FIELDS, LexForm, step_fields
from kvalitet_app.ui.lex.patient import patient_section
from kvalitet_app.ui.lex.texts import decision_facts, facts_of, history_section, law_section, texts_of
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button, Menu
from kvalitet_app.ui.parts.layout import column, label, row
from kvalitet_app.ui.parts.marks import Mark, MarkLabel, Steps
from kvalitet_app.ui.parts.reading import Inspector, MessageBar, facts, prose, section

S = LexStatus
BESIDE_STATES = (S.ANMALD_IVO, S.IVO_BESLUT)
TARGETS_NOTE = "Målen är lokala. Lagen säger genast, utan dröjsmål och snarast."


class LexInspector(QWidget):
    """The right-hand panel of a case."""

    def __init__(
        self,
        context: Context,
        detail: LexDetalj,
        *,
        make_package: Callable[[int], object],
        write_investigation: Callable[[int], object],
    ) -> None:
        super().__init__()
        self.context, self.detail = context, detail
        self._make_package, self._write_investigation = make_package, write_investigation
        self.extra = column(gap=8)
        names = step_fields(detail)
        self.form = LexForm(context, detail, names, key=str(detail.rad.status))
        self.form.read_again = lambda: context.go("lex", rad_id=detail.rad.id)
        self.setLayout(column(Inspector(self._head(), self._middle(), self._foot()), gap=0))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.next_step)

    def _head(self) -> QVBoxLayout:
        r = self.detail.rad
        more = Button("", "quiet", icon="more_horizontal", tip="Mer", press=lambda: self._menu().open_below(more))
        top = row(label(f"{r.slag.word} {r.beteckning}", "body", "muted"), None, more, gap=4)
        at = S.BESLUTAD if r.status in BESIDE_STATES else r.status
        steps = (
            Steps([one.word for one in LADDER], LADDER.index(at))
            if at in LADDER
            else MarkLabel(Mark(at.word, "", "subtract_circle"))
        )
        title = f"{r.status.word}" if r.status in BESIDE_STATES else ""
        parts = [label(title, "small", "muted")] if title else []
        return column(top, label(r.enhet, "section", wrap=True), 10, steps, *parts, gap=2)

    def _middle(self) -> QVBoxLayout:
        d, r = self.detail, self.detail.rad
        middle = column(gap=16)
        middle.addLayout(self.extra)
        middle.addWidget(MarkLabel(Mark("Bara kretsen ser ärendet", "red", "shield_error")))
        middle.addWidget(prose(what_now(r.slag, r.status), "small", "muted"))
        if d.is_partial and r.is_open:
            middle.addWidget(MessageBar("yellow", "Pröva jäv", "Utredaren leder enheten som ärendet gäller."))
        if d.leder and STEP_FIELDS.get(r.status):
            middle.addWidget(self.form)
        if r.is_open or r.beslut_datum is not None:
            middle.addLayout(days_section(d.milstolpar))
        middle.addLayout(section("Rapporten", prose(d.beskrivning)))
        if d.uppgifter.omedelbar_atgard and not (d.leder and r.status is S.RAPPORTERAD):
            middle.addLayout(section("Gjordes genast", prose(d.uppgifter.omedelbar_atgard)))
        middle.addLayout(facts(facts_of(self.context, d)))
        for part in texts_of(d):
            middle.addLayout(part)
        if decided := decision_facts(d):
            middle.addLayout(section("Beslut och anmälan", facts(decided)))
        rows = tuple(a for a in d.atgarder if isinstance(a, AtgardRow))
        if rows or (d.far_handlagga and r.status not in (S.RAPPORTERAD, S.MOTTAGEN)):
            middle.addWidget(AtgardSection(self.context, rows, case=d, kalla=AtgardKalla.LEX))
        if rows and causes_of(d.uppgifter.orsaker):
            middle.addLayout(lex_mirror_section(self.context, d, rows))
        middle.addWidget(told_section(self.context, d))
        if (patient := patient_section(self.context, d)) is not None:
            middle.addWidget(patient)
        middle.addWidget(circle_section(self.context, d))
        middle.addLayout(law_section(d))
        middle.addLayout(history_section(d))
        middle.addStretch(1)
        return middle

    def _foot(self) -> QVBoxLayout | None:
        d = self.detail
        buttons: list[QWidget] = []
        till = self._next()
        if till is not None and (d.leder or (d.utreder and till is S.FORSLAG)):
            word = STEP_WORDS[d.rad.status, till]
            press = self.write if till is S.FORSLAG else self.next_step
            word = "Skriv utredningen" if till is S.FORSLAG else word
            icon = "edit" if till is S.FORSLAG else "arrow_right"
            self.next_button = Button(word, "tonal", icon=icon, key="Ctrl+Retur", press=press)
            buttons.append(self.next_button)
        elif d.far_handlagga and d.rad.status is S.FORSLAG:
            buttons.append(Button("Skriv utredningen", "tonal", icon="edit", press=self.write))
        return column(self.form.way, row(*buttons, None), gap=4) if buttons else None

    def _next(self) -> LexStatus | None:
        """The step that comes next: to IVO first, where it is serious and not yet told."""
        given, status = self.detail.uppgifter, self.detail.rad.status
        ways = ALLOWED_STEPS[status]
        if status is S.BESLUTAD and given.grad in SERIOUS and given.anmald_ivo_datum is None:
            return S.ANMALD_IVO
        return ways[0] if ways else None

    def _menu(self) -> Menu:
        d, menu = self.detail, Menu(self)
        if d.leder and STEP_FIELDS.get(d.rad.status):
            menu.add("Spara utan att gå vidare", self.save)
        if d.leder:
            for till in ALLOWED_STEPS[d.rad.status]:
                if till is not self._next():
                    menu.add(STEP_WORDS[d.rad.status, till], partial(self._step, till))
        if d.far_handlagga and d.rad.status in (S.UTREDS, S.FORSLAG):
            menu.add("Skriv utredningen", self.write)
        if d.far_handlagga and d.rad.status is not S.RAPPORTERAD:
            menu.add("IVO, polis och dokumentation …", self.open_beside)
        if (d.leder or d.utreder) and d.rad.status is not S.RAPPORTERAD:
            menu.add("Handling till nämnden eller IVO …", partial(self._make_package, d.rad.id))
        menu.add("Kopiera numret", self._copy_number)
        return menu

    def _copy_number(self) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(self.detail.rad.beteckning)

    # acting

    def write(self) -> None:
        """The investigation, in the whole width."""
        self._write_investigation(self.detail.rad.id)

    def next_step(self) -> None:
        """Take the step that comes next."""
        till = self._next()
        if till is S.FORSLAG and self.detail.far_handlagga:
            self.write()
        elif till is not None and self.detail.leder:
            self._step(till)

    def _step(self, till: LexStatus) -> None:
        if self.form.is_wrong():
            return
        r = self.detail.rad
        given = self.form.collect()
        self.form.submit(step_lex, arende_id=r.id, version=r.version, till=till, uppgifter=given, done=stay)

    def save(self) -> None:
        """Keep what is filled in, without a step."""
        if not self.detail.leder or not self.form.names or self.form.is_wrong():
            return
        r = self.detail.rad
        self.form.submit(save_lex, arende_id=r.id, version=r.version, uppgifter=self.form.collect(), done=stay)

    def open_beside(self) -> None:
        """What is noted beside the steps: IVO, police, documentation."""
        names = (
            BESIDE if self.detail.leder else tuple(n for n in BESIDE if n not in ("dnr", "anmald_ivo_datum", "ivo_dnr"))
        )
        put_form(self.extra, BesideForm(self.context, self.detail, names))


def days_section(points: Sequence[Milstolpe]) -> QVBoxLayout:
    """The days since the report against the local targets."""
    return section(
        "Dagar sedan rapporten", facts([(p.namn, _day_mark(p)) for p in points]), prose(TARGETS_NOTE, "small", "muted")
    )


def _day_mark(point: Milstolpe) -> Mark:
    if point.natt is not None:
        return Mark(f"{point.ord}, {point.malet}", "yellow") if point.forsenad else Mark(point.ord, "green")
    return Mark(point.ord, "red", "clock") if point.forsenad else Mark(point.ord, "", "circle")


class BesideForm(LexForm):
    """Facts that stand beside the steps."""

    def __init__(self, context: Context, detail: LexDetalj, names: Sequence[str]) -> None:
        super().__init__(context, detail, names, key="vid_sidan", beside=True)
        self.box.addLayout(self.foot("Spara"))

    def send(self) -> None:
        """Save them."""
        r = self.detail.rad
        self.submit(save_lex, arende_id=r.id, version=r.version, uppgifter=self.collect())
