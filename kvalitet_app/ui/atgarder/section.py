"""The åtgärder of one record: tick, judge the effect, add."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.atgarder import LABELS, AtgardKalla, AtgardRow, AtgardStatus
from kvalitet_app.domain.avvikelser.detalj import AvvikelseDetalj, OrsakRow
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import LexDetalj
from kvalitet_app.domain.lex.steg import causes_of
from kvalitet_app.domain.synpunkter import SynpunktDetalj
from kvalitet_app.services.atgarder import finish_atgard
from kvalitet_app.ui.atgarder.forms import EffectForm, NewAtgardForm, words_of_cause
from kvalitet_app.ui.forms.form import put_form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Check
from kvalitet_app.ui.parts.layout import clear, column, label, row

Case = AvvikelseDetalj | LexDetalj | SynpunktDetalj


class AtgardSection(QWidget):
    """A list of ticks with owner and due date, and the small forms below it."""

    def __init__(
        self,
        context: Context,
        rows: Sequence[AtgardRow],
        *,
        case: Case,
        kalla: AtgardKalla,
        causes: Sequence[OrsakRow] = (),
    ) -> None:
        super().__init__()
        self.context, self.case, self.rows, self.kalla, self.causes = context, case, rows, kalla, causes
        self.below = column(gap=8)
        box = column(label("Åtgärder", "label", "muted"), gap=4)
        for one in rows:
            box.addLayout(self._line(one))
        box.addLayout(self.below)
        if case.far_handlagga:
            box.addLayout(row(Button("Lägg till åtgärd", "link", press=self._open_new), None))
        self.setLayout(box)

    def _line(self, one: AtgardRow) -> QVBoxLayout:
        done = one.status is AtgardStatus.GENOMFORD
        tick = Check(one.text, done, quiet=True, folds=True)
        tick.setEnabled(one.effekt is None)
        tick.toggled.connect(lambda on: self._tick(one, on))
        who = f"{one.ansvarig} · " if one.ansvarig else ""
        when = f"klar {one.genomford_datum}" if done else f"senast {one.klart_senast}"
        tone = "red" if one.is_overdue(idag()) else "muted"
        note = f"{who}{when}"
        if one.rutin_nr is not None:
            version = f" version {one.rutin_version}" if one.rutin_version else ""
            note += f" · rutin {one.rutin_nr}{version}"
        if one.effekt is not None:
            note += f" · {LABELS[one.effekt].lower()}"
        line = column(tick, gap=0)
        under = label(note, "small", tone, wrap=True)
        under.setContentsMargins(28, 0, 0, 2)
        line.addWidget(under)
        if done and one.effekt is None:
            judge = Button("Bedöm effekten", "link", press=lambda: self._open_judge(one))
            line.addLayout(row(28, judge, None, gap=0))
        return line

    def _tick(self, one: AtgardRow, on: bool) -> None:
        self.context.tasks.change(finish_atgard, initiator=self, atgard_id=one.id, version=one.version, klar=on)

    def _open_new(self) -> None:
        row_ = self.case.rad
        form = NewAtgardForm(
            self.context,
            row_.enhet_id,
            self.kalla,
            kalla_id=row_.id,
            closed=self._shut,
            causes=self._causes(),
            answered=[one.orsak_id or one.mot_orsak for one in self.rows],
        )
        put_form(self.below, form)

    def _causes(self) -> list[tuple[str, object]]:
        """What an åtgärd can answer to: a cause of the case, or a line of a lex investigation."""
        if isinstance(self.case, LexDetalj):
            return [(one, one) for one in causes_of(self.case.uppgifter.orsaker)]
        return [(words_of_cause(one), one.id) for one in self.causes]

    def _open_judge(self, one: AtgardRow) -> None:
        put_form(self.below, EffectForm(self.context, one, closed=self._shut))

    def _shut(self) -> None:
        clear(self.below)
