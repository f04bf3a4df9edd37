"""The evidence folder of a review: which unit, which day, to whom."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.services.granskning.mapp import issue_mapp
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.page.progress import run_with_progress
from kvalitet_app.ui.page.settings import FOLDER
from kvalitet_app.ui.page.tasks import Job
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select
from kvalitet_app.ui.parts.reading import prose, section
from kvalitet_app.ui.parts.sheet import Sheet

WORDS = (
    "En ZIP med PDF-filer: rutinerna som gällde den dagen, läsningar, egenkontroller och avslutade avvikelser året "
    "före, processer och öppna rekommendationer. Först står vad som saknas. Skyddade ärenden är aldrig med."
)


def open_mapp(parent: QWidget, context: Context) -> MappSheet:
    """Ask for the unit, the day and to whom."""
    sheet = MappSheet(parent, context)
    sheet.open()
    return sheet


class MappSheet(Sheet):
    """The choices; then where to, and the folder is written."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, "Granskningsmapp")
        self._parent, self._context = parent, context
        self.form = Form(context, send=self.save, gap=12)
        self.enhet = Select([(unit.whole(idag()), unit.id) for unit in context.scope.enheter], editable=True)
        self.enhet.set_value(context.scope.enhet_id or None)
        self.day = DateField(idag(), menat=Menat.FORFLUTEN)
        self.day.set_value(idag())
        self.whom = Segments((("Intern", Spridning.INTERN), ("Sekretess", Spridning.SEKRETESS)), Spridning.INTERN)
        self.whom.setAccessibleName("Får läsas av")
        self.form.add("enhet_id", "Enhet", self.enhet, required=True)
        self.form.add("datum", "Dag", self.day, required=True)
        self.form.setLayout(self.form.box)
        save = Button("Spara …", "primary", icon="save", press=self.form.press_send)
        cancel = Button("Avbryt", "plain", key="Esc", press=self.reject)
        whom = section("Får läsas av", self.whom, gap=6)
        self.lay_out("Granskningsmapp", prose(WORDS), self.form, whom, self.form.way, buttons=(cancel, save))

    def save(self) -> None:
        """Ask where to, or say beside its field what is missing."""
        unit, day = self.enhet.picked(int), self.day.value()
        if day is None:
            return
        if unit is None:
            self.form.failed(RuleError("Välj vilken enhet mappen gäller.", field="enhet_id"))
            return
        name = next((one.namn for one in self._context.scope.enheter if one.id == unit), "")
        start = Path(self._context.settings.get(FOLDER) or Path.home()) / f"granskningsmapp {name} {day}.zip"
        chosen, _ = QFileDialog.getSaveFileName(self, "Spara granskningsmappen", str(start), "ZIP (*.zip)")
        if chosen:
            target = Path(chosen if chosen.casefold().endswith(".zip") else f"{chosen}.zip")
            self._context.settings.set(FOLDER, str(target.parent))
            self.accept()
            self._write(unit, target)

    def _write(self, unit: int, target: Path) -> None:
        tasks, day, whom = self._context.tasks, self.day.value() or idag(), self.whom.value() or Spridning.INTERN

        def work(job: Job) -> Change:
            return issue_mapp(
                tasks.register, enhet_id=unit, datum=day, target=target, spridning=whom, progress=job.progress
            )

        def written(change: object) -> None:
            tasks.changed.emit(change, self._parent)
            show = ("Öppna", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))))
            self._context.messages.tell("green", "Granskningsmappen är skriven", str(target), show)

        run_with_progress(self._parent, self._context, "Skriver granskningsmappen", work, written)
