"""The guided analysis in the inspector: one question at a time, each why opened by the answer before it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.avvikelser.detalj import AvvikelseDetalj
from kvalitet_app.domain.avvikelser.handelseanalys import FIELDS, QUESTIONS, WHYS, Analys
from kvalitet_app.services.avvikelser.handelseanalys import save_analys
from kvalitet_app.services.avvikelser.handlaggning import add_orsak
from kvalitet_app.services.register.kataloger import list_varden
from kvalitet_app.ui.forms.form import Form, stay
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.fields import Select, TextBox
from kvalitet_app.ui.parts.layout import label
from kvalitet_app.ui.parts.reading import prose, section

NO_PERSON = "Fråga tills svaret handlar om hur arbetet är ordnat. Ett namn är aldrig en grundorsak."


class AnalysisForm(Form):
    """Every question with its box; the whys come one by one."""

    def __init__(self, context: Context, case: AvvikelseDetalj) -> None:
        super().__init__(context)
        self.case = case
        self.found = case.analys or Analys({})
        self.box.insertWidget(0, label("Händelseanalys", "section"))
        self.boxes = {name: TextBox(self.found.texter.get(name, ""), least=48) for name in FIELDS}
        for name, control in self.boxes.items():
            self.add(name, QUESTIONS[name], control, hint=NO_PERSON if name == "varfor_1" else "")
            control.changed.connect(self._open_whys)
        self.end("Spara analysen", stop="Stäng")
        self.keep(f"analys_{case.rad.id}")
        self._open_whys()

    def _open_whys(self) -> None:
        for n in range(2, WHYS + 1):
            before, this = self.boxes[f"varfor_{n - 1}"], self.boxes[f"varfor_{n}"]
            self.fields[f"varfor_{n}"].setVisible(bool(before.value().strip() or this.value().strip()))

    def shut(self, row_id: int | None = None) -> None:
        """Closed: what is typed stays as a draft until it is saved."""
        if self.draft is not None:
            self.draft.flush()
        if self.closed is not None:
            self.closed(row_id)

    def send(self) -> None:
        """Save what is written so far."""
        self.submit(
            save_analys, avvikelse_id=self.case.rad.id, version=self.found.version, texter=self.values(), done=stay
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
