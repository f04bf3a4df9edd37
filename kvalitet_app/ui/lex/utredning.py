"""The investigation in the whole width: what the file must show, each part a field of its own, the report beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.lex.arenden import LexDetalj
from kvalitet_app.domain.lex.ord import LexStatus
from kvalitet_app.domain.lex.steg import ORD, UTREDNING
from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.services.lex.handlaggning import get_lex, save_lex, step_lex
from kvalitet_app.ui.forms.draft import flush_drafts
from kvalitet_app.ui.lex.fields import SPECS, LexForm, is_filled
from kvalitet_app.ui.lex.texts import law_section
from kvalitet_app.ui.lists.side_panel import column_width
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import clear, column, holder, line, row, scrolled, stretched
from kvalitet_app.ui.parts.marks import Mark, MarkLabel
from kvalitet_app.ui.parts.reading import prose, section

ORDER = ("forlopp", "konsekvens", "orsaker", "liknande", "upprepning", "metod", "horda", "forslag_grad", "forslag")
WIDEST = 760
ONLY_FORM = 900  # px: in a narrower window the quiet column is left out


class UtredningPage(QWidget):
    """The form, and beside it the report and what remains."""

    def __init__(self, context: Context, detail: LexDetalj, *, back: Callable[[], object]) -> None:
        super().__init__()
        self.context, self.detail, self._back = context, detail, back
        self.form = LexForm(context, detail, [name for name in ORDER if name in UTREDNING], key="utredning")
        self.form.read_again = self._read_again
        self.form.setMaximumWidth(WIDEST)
        self.send_button = Button("Lämna förslag", "primary", icon="arrow_right", key="Ctrl+Retur", press=self.send)
        self.send_button.setShortcut("Ctrl+Return")
        if detail.rad.status is not LexStatus.UTREDS:
            self.send_button.hide()
        keep = Button("Spara", "tonal", icon="save", key="Ctrl+S", press=self.save)
        r = detail.rad
        header = PageHeader(
            "Utredning", keep, self.send_button, note=f"{r.slag.word} {r.beteckning} · {r.enhet}", back=back
        )
        area = scrolled(holder(column(stretched(row(self.form, None, gap=0), 1, 0), None, margins=(24, 16, 24, 24))))
        self._left = column(gap=10)
        self._aside = holder(self._quiet(), "side")
        middle = row(gap=0)
        written = column(holder(column(self.form.way, margins=(24, 4, 24, 0))), area, gap=0)
        written.setStretch(1, 1)
        middle.addLayout(written, 1)
        middle.addWidget(self._aside)
        box = column(header, line(), gap=0)
        box.addLayout(middle, 1)
        self.setLayout(box)
        self._show_left()
        if self.form.draft is not None:
            self.form.draft.saved.connect(self._show_left)

    def _quiet(self) -> QVBoxLayout:
        d = self.detail
        inside = column(gap=16, margins=(24, 16, 24, 16))
        inside.addLayout(self._left)
        inside.addLayout(section("Rapporten", prose(d.beskrivning)))
        if d.uppgifter.omedelbar_atgard:
            inside.addLayout(section("Gjordes genast", prose(d.uppgifter.omedelbar_atgard)))
        inside.addLayout(law_section(d))
        inside.addStretch(1)
        return column(scrolled(holder(inside)), gap=0)

    def _show_left(self) -> None:
        """What a proposal needs, each part with its mark."""
        clear(self._left)
        given = self.form.collect()
        marks = [
            MarkLabel(
                Mark(
                    self._word(name),
                    "green" if is_filled(getattr(given, name)) else "",
                    "" if is_filled(getattr(given, name)) else "circle",
                )
            )
            for name in ORDER
        ]
        self._left.addLayout(section("Det ska framgå", *marks, gap=0))

    def _word(self, name: str) -> str:
        return SPECS[name].ord.format(vem=ORD[self.detail.rad.slag].den_enskilde).rstrip("?")

    def first_focus(self) -> QWidget:
        """The first field."""
        return self.form.controls["forlopp"]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The quiet column gives way."""
        super().resizeEvent(event)
        self._aside.setVisible(self.width() >= ONLY_FORM)
        self._aside.setFixedWidth(column_width(self.window(), tokens.INSPECTOR, 280))

    def leave(self) -> None:
        """Keep what is typed."""
        flush_drafts(self)

    def save(self) -> None:
        """Save, and stay."""
        self._send(None)

    def send(self) -> None:
        """Save and hand the proposal over."""
        self._send(LexStatus.FORSLAG)

    def _send(self, till: LexStatus | None) -> None:
        if self.form.is_wrong():
            return
        r = self.detail.rad
        told: dict[str, Any] = {"arende_id": r.id, "version": r.version, "uppgifter": self.form.collect()}
        done = partial(self._saved, till)
        if till is None:
            self.form.submit(save_lex, done=done, **told)
        else:
            self.form.submit(step_lex, done=done, till=till, **told)

    def _saved(self, till: LexStatus | None, _change: Change) -> None:
        """Stay with the version that is saved, or go back to the case."""
        if till is not None:
            self._back()
            return
        self.detail = self.context.tasks.read(get_lex, arende_id=self.detail.rad.id)
        self.form.clear_errors()
        self._show_left()

    def _read_again(self) -> None:
        """The page anew, with what the register says now; a draft comes with it."""
        self.context.go("lex", utredning=self.detail.rad.id)
