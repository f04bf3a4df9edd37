"""The guided analysis in the inspector: one question at a time, each why opened by the answer before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.avvikelser.detalj import AvvikelseDetalj
from kvalitet_app.domain.avvikelser.handelseanalys import FIELDS, QUESTIONS, WHYS, Analys
from kvalitet_app.services.avvikelser.handelseanalys import save_analys
from kvalitet_app.services.avvikelser.handlaggning import add_orsak
from kvalitet_app.services.register.kataloger import list_varden
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.forms.kept import Kept
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import Select, TextBox
from kvalitet_app.ui.parts.layout import column, label, row
from kvalitet_app.ui.parts.reading import prose, section

if TYPE_CHECKING:
    from collections.abc import Callable

NO_PERSON = "Fråga tills svaret handlar om hur arbetet är ordnat. Ett namn är aldrig en grundorsak."


class AnalysisForm(Form):
    """Every question with its box; the whys come one by one."""

    def __init__(self, context: Context, case: AvvikelseDetalj) -> None:
        super().__init__()
        self.context, self.case = context, case
        self.closed: Callable[[], object] = lambda: None
        self.found = case.analys or Analys({})
        self.boxes = {name: TextBox(self.found.texter.get(name, ""), least=48) for name in FIELDS}
        box = column(gap=10)
        box.addWidget(label("Händelseanalys", "section"))
        box.addLayout(self.trouble)
        for name, control in self.boxes.items():
            hint = NO_PERSON if name == "varfor_1" else ""
            box.addWidget(self.field(name, QUESTIONS[name], control, hint=hint))
            control.changed.connect(self._open_whys)
        send = Button("Spara analysen", "tonal", press=self.send)
        box.addLayout(row(send, Button("Stäng", "quiet", press=lambda: self.closed()), None))
        self.setLayout(box)
        self.kept = Kept(self, context, f"analys_{case.rad.id}")
        self._open_whys()

    def _open_whys(self) -> None:
        for n in range(2, WHYS + 1):
            before, this = self.boxes[f"varfor_{n - 1}"], self.boxes[f"varfor_{n}"]
            asked = bool(before.toPlainText().strip() or this.toPlainText().strip())
            self.fields[f"varfor_{n}"].setVisible(asked)

    def forget(self) -> None:
        """It was closed: what is typed stays as a draft until it is saved."""

    def send(self) -> None:
        """Save what is written so far."""
        texter = {name: control.toPlainText() for name, control in self.boxes.items()}
        self.context.tasks.change(
            save_analys,
            initiator=self,
            avvikelse_id=self.case.rad.id,
            version=self.found.version,
            texter=texter,
            done=lambda _change: self.kept.forget(),
            failed=self.failed,
        )


def analysis_section(context: Context, case: AvvikelseDetalj) -> QVBoxLayout:
    """What the analysis says, and a way to make its last why a cause of the case."""
    found = case.analys or Analys({})
    lines: list[QWidget] = []
    for name in FIELDS:
        if found.texter.get(name):
            lines += [label(QUESTIONS[name], "small", "muted", wrap=True), prose(found.texter[name])]
    known = {cause.text for cause in case.orsaker}
    if case.far_handlagga and found.grundorsak and found.grundorsak not in known:
        choices = context.tasks.read(list_varden, katalog="orsak")
        pick = Select(
            [
                ("Gör grundorsaken till orsak …", None),
                *((("– " if v.overordnad else "") + v.namn, v.kod) for v in choices),
            ]
        )
        pick.setAccessibleName("Gör grundorsaken till orsak")

        def add(_at: int) -> None:
            if pick.value():
                context.tasks.change(
                    add_orsak, avvikelse_id=case.rad.id, kategori=str(pick.value()), text=found.grundorsak
                )

        pick.activated.connect(add)
        lines.append(pick)
    return section("Händelseanalys", *lines, gap=4)
