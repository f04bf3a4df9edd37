"""Ska jag rapportera? Three questions, whom to tell, the unit's own rutin, and what happens then."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kvalitet_app.domain.lex.kompass import FRAGOR, Besked, Fragesvar, Kompass, advise
from kvalitet_app.domain.tal import count, listed
from kvalitet_app.services.lex.kompass import lex_compass
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button, Link
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.fields import Select
from kvalitet_app.ui.parts.layout import clear, column, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.reading import MessageBar, prose, section
from kvalitet_app.ui.parts.sheet import size_within

TONE = {Besked.RAPPORTERA: "red", Besked.OSAKER: "yellow", Besked.AVVIKELSE: "accent"}
WIDE, HIGH = 640, 680


class CompassWindow(QDialog):
    """A window beside the program: one may look in the register and answer at the same time."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle("Ska jag rapportera? – Kvalitet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.unit = Select([(unit.namn, unit.id) for unit in context.scope.offered()], editable=True)
        self.unit.setAccessibleName("Enhet")
        self.answers = [Segments([(one.word, one) for one in Fragesvar]) for _ in FRAGOR]
        self.said: QVBoxLayout = column(gap=8)
        self.told: QVBoxLayout = column(gap=16)
        asked = column(gap=14)
        for text, answer in zip(FRAGOR, self.answers, strict=True):
            answer.setAccessibleName(text)
            answer.changed.connect(self._advise)
            asked.addLayout(column(prose(text), answer, gap=6))
        inside = column(asked, self.said, section("Var hände det?", self.unit), self.told, None, gap=20)
        inside.setContentsMargins(24, 8, 24, 16)
        close = Button("Stäng", key="Esc", press=self.close)
        head = column(label("Ska jag rapportera?", "title"), margins=(24, 16, 24, 8))
        box = column(head, scrolled(holder(inside)), line(), row(None, close, margins=(24, 12, 24, 12)), gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        size_within(self, WIDE, HIGH)
        own = (context.scope.enhet_id, *(uppdrag.enhet_id for uppdrag in context.person.uppdrag))
        known = [unit.id for unit in context.scope.offered()]
        self.unit.set_value(next((one for one in own if one in known), known[0] if known else None))
        self.unit.changed.connect(self._tell)
        self._tell()
        self.answers[0].setFocus()

    def _advise(self) -> None:
        """What the answers come to, and the way on."""
        clear(self.said)
        found = advise([answer.value() for answer in self.answers])
        if found is None:
            return
        if found is Besked.AVVIKELSE:
            way = ("Skriv en avvikelse", partial(self._go, "avvikelser"))
        else:
            way = ("Skriv rapporten", partial(self._go, "lex"))
        self.said.addWidget(MessageBar(TONE[found], found.word, "", way))

    def _go(self, page: str) -> None:
        self.close()
        self.context.go(page, ny=True)

    def _tell(self) -> None:
        """What holds on the chosen unit."""
        unit = self.unit.picked(int)
        if unit is not None:
            self.context.tasks.ask(lex_compass, done=self._show, enhet_id=unit)

    def _show(self, found: Kompass) -> None:
        clear(self.told)
        who = listed(found.mottagare) or "Ingen har det uppdraget än. Säg till administratören, och till din chef nu"
        self.told.addLayout(section(f"Vem som tar emot på {found.enhet}", prose(f"{who}.")))
        links: list[QWidget] = [
            Link(name, partial(self.context.go, "rutiner", rad_id=row_id)) for row_id, name in found.rutiner
        ]
        self.told.addLayout(section("Enhetens rutin", *(links or [prose("Ingen rutin om lex Sarah gäller här än.")])))
        received, judged, investigated, decided = (count(days, "dag", "dagar") for days in found.mal)
        self.told.addLayout(
            section(
                "Sedan händer det här",
                prose("Det som kan rättas till görs genast."),
                prose(f"Rapporten tas emot inom {received} och förhandsbedöms inom {judged}."),
                prose(f"Utredningen är klar inom {investigated} och beslutet fattat inom {decided}."),
                prose("Är det allvarligt anmäls det till IVO. Bara de som är med i ärendets krets ser det."),
                prose("Dagarna räknas från rapporten och är verksamhetens egna mål.", "small", "muted"),
            )
        )
        if found.regler:
            self.told.addLayout(section("Lagen", *(prose(text) for text in found.regler)))
