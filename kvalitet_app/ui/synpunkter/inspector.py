"""One synpunkt: read it, answer it, follow it up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.atgarder import AtgardKalla, AtgardRow
from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.synpunkter import (
    ALLOWED_STEPS,
    STEP_WORDS,
    SynpunktDetalj,
    SynpunktStatus,
    SynpunktUppgifter,
    due_day,
    next_step,
    what_now,
)
from kvalitet_app.domain.tal import count
from kvalitet_app.services.synpunkter.filer import add_synpunkt_bilaga, read_synpunkt_bilaga, remove_synpunkt_bilaga
from kvalitet_app.services.synpunkter.steg import link_avvikelse, save_synpunkt, step_synpunkt
from kvalitet_app.ui.atgarder.section import AtgardSection
from kvalitet_app.ui.avvikelser.files import files_section, give_file
from kvalitet_app.ui.forms.choices import people_choices
from kvalitet_app.ui.forms.form import Form, put_form, stay
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button, Link, Menu
from kvalitet_app.ui.parts.dates import DONE, DateField
from kvalitet_app.ui.parts.fields import Select, TextLine, growing_box
from kvalitet_app.ui.parts.layout import column, holder, label, row
from kvalitet_app.ui.parts.marks import Mark, MarkLabel, Steps
from kvalitet_app.ui.parts.reading import Inspector, facts, prose, section
from kvalitet_app.ui.parts.words import day, short_moment

S = SynpunktStatus
SHOWN_LOG = 20
STEP_FIELDS: dict[SynpunktStatus, tuple[str, ...]] = {
    S.MOTTAGEN: ("bekraftad_datum",),
    S.BEKRAFTAD: ("ansvarig_id",),
    S.UTREDS: ("ansvarig_id", "utredning", "svar", "svar_form", "besvarad_datum"),
}


class HandlingForm(Form):
    """The fields that the step at hand asks for."""

    def __init__(
        self,
        context: Context,
        detail: SynpunktDetalj,
        names: tuple[str, ...],
        *,
        key: str,
        send: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(context, send=send, gap=12)
        self.names = names
        for name in names:
            self._ask(detail, name)
        self.setLayout(self.box)
        self.keep(f"synpunkt_{detail.rad.id}_{key}")

    def _ask(self, d: SynpunktDetalj, name: str) -> None:
        if name == "ansvarig_id":
            who = Select(people_choices(self.context), editable=True)
            who.set_value(d.ansvarig_id or self.context.person.id)
            self.add(name, "Vem utreder?", who, required=True)
        elif name in ("bekraftad_datum", "besvarad_datum"):
            word = "Bekräftad" if name == "bekraftad_datum" else "Besvarad"
            self.add(name, word, DateField(getattr(d.rad, name), menat=Menat.FORFLUTEN), required=True, hint=DONE)
        elif name == "utredning":
            hint = "Vad som framkommit om arbetssätt och förutsättningar, inte om en namngiven medarbetare."
            self.add(name, "Utredning", growing_box(d.utredning), hint=hint)
        elif name == "svar":
            self.add(name, "Svaret", growing_box(d.svar))
        elif name == "svar_form":
            control = TextLine(d.svar_form, placeholder="Samtal, brev, möte")
            self.add(name, "Hur lämnades svaret?", control)
        else:
            self.add(name, "Varför öppnas den igen?", growing_box(""), required=True)

    def collect(self) -> SynpunktUppgifter:
        """What is filled in."""
        found = self.values()
        if "ansvarig_id" in found and not isinstance(found["ansvarig_id"], int):
            found["ansvarig_id"] = None
        return SynpunktUppgifter(**found)


class LinkForm(Form):
    """The number of the avvikelse that the synpunkt is about."""

    def __init__(self, context: Context, detail: SynpunktDetalj) -> None:
        super().__init__(context)
        self.detail = detail
        self.number = TextLine(detail.avvikelse[1] if detail.avvikelse else "", placeholder="2026-0012")
        self.number.returnPressed.connect(self.press_send)
        self.add("avvikelse", "Avvikelsens nummer", self.number, hint="Tomt tar bort kopplingen.")
        self.end("Koppla")

    def send(self) -> None:
        """Link it."""
        r = self.detail.rad
        self.submit(link_avvikelse, synpunkt_id=r.id, version=r.version, nummer=self.number.value())


class SynpunktInspector(QWidget):
    """The right-hand panel of a synpunkt."""

    def __init__(self, context: Context, detail: SynpunktDetalj) -> None:
        super().__init__()
        self.context, self.detail = context, detail
        self.extra = column(gap=8)
        names = STEP_FIELDS.get(detail.rad.status, ()) if detail.far_handlagga else ()
        if self._next() is S.AVSLUTAD and detail.rad.status is not S.UTREDS:
            names = ()
        self.form = HandlingForm(context, detail, names, key=str(detail.rad.status))
        self.form.read_again = lambda: context.go("synpunkter", rad_id=detail.rad.id)
        self.setLayout(column(Inspector(self._head(), self._middle(), self._foot()), gap=0))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.go_on)

    def _head(self) -> QVBoxLayout:
        r = self.detail.rad
        more = Button("", "quiet", icon="more_horizontal", tip="Mer", press=lambda: self._menu().open_below(more))
        top = row(label(f"{r.slag.word} {r.beteckning}", "body", "muted"), None, more, gap=4)
        words = [status.word for status in SynpunktStatus]
        return column(
            top,
            label(r.amne, "section", wrap=True),
            label(r.enhet, "body", "muted"),
            10,
            Steps(words, list(SynpunktStatus).index(r.status)),
            gap=2,
        )

    def _middle(self) -> QVBoxLayout:
        d, r = self.detail, self.detail.rad
        middle = column(gap=16)
        middle.addLayout(self.extra)
        middle.addWidget(prose(what_now(r.slag, r.status), "small", "muted"))
        if (due := due_day(r, d.mal)) is not None:
            late = due < idag()
            word = f"Svar senast {day(due)}" if r.bekraftad_datum else f"Bekräfta senast {day(due)}"
            middle.addWidget(MarkLabel(Mark(word, "red" if late else "", "clock")))
        middle.addWidget(self.form)  # also where it asks nothing: without a place nobody throws it away
        if not self.form.names:
            self.form.hide()
        middle.addLayout(section("Synpunkten", prose(d.text)))
        middle.addLayout(facts(self._facts()))
        if d.avvikelse is not None:
            number = d.avvikelse
            middle.addWidget(
                Link(f"Öppna avvikelse {number[1]}", partial(self.context.go, "avvikelser", rad_id=number[0]))
            )
        if d.bilagor:
            middle.addLayout(
                files_section(
                    self.context, d.bilagor, may_remove=True, read=read_synpunkt_bilaga, remove=remove_synpunkt_bilaga
                )
            )
        elif d.antal_filer:
            said = f"{count(d.antal_filer, 'fil', 'filer')}, syns för den som handlägger."
            middle.addLayout(section("Filer", prose(said, "body", "muted")))
        for title, text in (("Utredning", d.utredning), ("Svaret", d.svar)):
            if text and r.status is not S.UTREDS:
                middle.addLayout(section(title, prose(text)))
        rows = tuple(a for a in d.atgarder if isinstance(a, AtgardRow))
        if rows or d.far_handlagga:
            middle.addWidget(AtgardSection(self.context, rows, case=d, kalla=AtgardKalla.SYNPUNKT))
        lines = [
            holder(row(label(short_moment(o.tid), "small", "muted"), prose(f"{o.person} {o.text}", "small"), gap=12))
            for o in d.logg[:SHOWN_LOG]
        ]
        middle.addLayout(section("Historik", *lines, gap=2))
        middle.addStretch(1)
        return middle

    def _facts(self) -> list[tuple[str, object]]:
        d, r = self.detail, self.detail.rad
        pairs: list[tuple[str, object]] = [("Från", r.kalla.word), ("Kom", day(r.mottagen_datum))]
        if d.anonym:
            pairs.append(("Lämnad av", "Anonym"))
        elif d.avsandare or d.kontakt:
            pairs += [("Lämnad av", d.avsandare or "–"), ("Nås på", d.kontakt or "–")]
        else:
            pairs.append(("Lämnad av", "Syns för den som handlägger"))
        for word, value in (
            ("Bekräftad", day(r.bekraftad_datum) if r.bekraftad_datum else ""),
            ("Besvarad", f"{day(r.besvarad_datum)} {d.svar_form}".strip() if r.besvarad_datum else ""),
            ("Avslutad", day(d.avslutad_datum) if d.avslutad_datum else ""),
            ("Utreds av", r.ansvarig),
            ("Brukarreferens", d.brukarreferens),
            ("Registrerad av", d.rapportor),
        ):
            if value:
                pairs.append((word, value))
        return pairs

    def _foot(self) -> QVBoxLayout:
        till = self._next()
        if till is None or not self.detail.far_handlagga:
            return column()
        self.next_button = Button(STEP_WORDS[till], "tonal", icon="arrow_right", key="Ctrl+Retur", press=self.go_on)
        return column(self.form.way, row(self.next_button, None))

    def _next(self) -> SynpunktStatus | None:
        return next_step(self.detail.rad.slag, self.detail.rad.status, anonym=self.detail.anonym)

    def _menu(self) -> Menu:
        d, menu = self.detail, Menu(self)
        if d.far_handlagga:
            if self.form.names:
                menu.add("Spara utan att gå vidare", self.save)
            for till in ALLOWED_STEPS[d.rad.status]:
                if till is S.UTREDS and not d.rad.is_open:
                    menu.add("Öppna igen …", self.open_again)
                elif till is not self._next() and till is not S.BESVARAD:
                    menu.add(STEP_WORDS[till], partial(self._step, till))
            menu.add("Koppla till avvikelse …", self.open_link)
        if d.ser_avsandare:
            give = partial(give_file, self, self.context, add=add_synpunkt_bilaga, synpunkt_id=d.rad.id)
            menu.add("Lägg till fil …", give)
        menu.add("Kopiera numret", self._copy_number)
        return menu

    def _copy_number(self) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(self.detail.rad.beteckning)

    # acting

    def go_on(self) -> None:
        """Take the step that comes next."""
        till = self._next()
        if till is not None and self.detail.far_handlagga:
            self._step(till)

    def _step(self, till: SynpunktStatus, form: HandlingForm | None = None) -> None:
        form = form or self.form
        if form.is_wrong():
            return
        r = self.detail.rad
        form.submit(
            step_synpunkt,
            synpunkt_id=r.id,
            version=r.version,
            till=till,
            uppgifter=form.collect(),
            done=stay,
        )

    def save(self) -> None:
        """Keep what is filled in, without a step."""
        if not self.form.names or self.form.is_wrong():
            return
        r = self.detail.rad
        self.form.submit(save_synpunkt, synpunkt_id=r.id, version=r.version, uppgifter=self.form.collect(), done=stay)

    def open_again(self) -> None:
        """Ask why, and by whom it is looked into now."""
        form = HandlingForm(self.context, self.detail, ("skal", "ansvarig_id"), key="igen", send=self._open_again)
        form.box.addLayout(form.foot("Öppna igen"))
        self._again = form
        put_form(self.extra, form)

    def _open_again(self) -> None:
        self._step(S.UTREDS, self._again)

    def open_link(self) -> None:
        """Ask for the number."""
        put_form(self.extra, LinkForm(self.context, self.detail))
