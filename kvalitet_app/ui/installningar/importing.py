"""Import of avvikelser: choose a file, see what will happen, then let it happen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.importrad import Importplan, Inlasning
from kvalitet_app.services.importera import Val, import_avvikelser, plan_import, read_file
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.parts.buttons import Button, Check
from kvalitet_app.ui.parts.fields import Field, TextLine
from kvalitet_app.ui.parts.layout import clear, column, label, row
from kvalitet_app.ui.parts.reading import MessageBar, facts, prose, section
from kvalitet_app.ui.progress import run_with_progress
from kvalitet_app.ui.settings import FOLDER
from kvalitet_app.ui.tasks import Job

SHOWN = 8


def open_import(parent: QWidget, context: Context) -> None:
    """Choose a file and show what it holds."""
    start = context.settings.get(FOLDER) or str(Path.home())
    name, _ = QFileDialog.getOpenFileName(parent, "Importera avvikelser", start, "Tabeller (*.xlsx *.xlsm *.csv)")
    if name:
        context.settings.set(FOLDER, str(Path(name).parent))
        ImportDialog(parent, context, Path(name)).open()


class ImportDialog(QDialog):
    """What will be done, what stops it, and the choices that let it go on."""

    def __init__(self, parent: QWidget, context: Context, path: Path) -> None:
        super().__init__(parent)
        self.context, self.path = context, path
        self.inlasning: Inlasning | None = None
        self.plan: Importplan | None = None
        self.setWindowTitle("Importera avvikelser")
        self.setMinimumWidth(560)
        self.kolumner = TextLine(placeholder="Deras rubrik=beskrivning;Annan rubrik=enhet")
        self.kolumner.editingFinished.connect(self.look)
        self.skapa = Check("Skapa enheter och typer som inte finns")
        self.hoppa = Check("Hoppa över rader som inte kan läsas")
        for check in (self.skapa, self.hoppa):
            check.toggled.connect(lambda _on: self._judge())
        self.told: QVBoxLayout = column(gap=12)
        self.go = Button("Importera", "primary", press=self.run)
        hint = "Bara om en kolumn blev fel: rubriken i filen, likhetstecken, vårt fält."
        box = column(label(path.name, "section"), self.told, gap=14, margins=(24, 20, 24, 20))
        box.addWidget(Field("Kolumner", self.kolumner, hint=hint))
        box.addWidget(self.skapa)
        box.addWidget(self.hoppa)
        box.addLayout(row(None, Button("Avbryt", press=self.reject), self.go))
        self.setLayout(box)
        self.look()

    def look(self) -> None:
        """Read the file and ask the register what it means."""
        self.inlasning = self.plan = None
        clear(self.told)
        try:
            self.inlasning = read_file(self.path, kolumner=self.kolumner.text())
            self.plan = self.context.tasks.read(plan_import, inlasning=self.inlasning)
        except KvalitetError as error:
            self.told.addWidget(MessageBar("red", error.sentence))
            self.go.setEnabled(False)
            return
        self._tell(self.inlasning, self.plan)
        self._judge()

    def _tell(self, read: Inlasning, plan: Importplan) -> None:
        pairs: list[tuple[str, object]] = [
            ("Nya avvikelser", plan.nya), ("Redan inne", plan.redan_inne), ("Rader med fel", len(plan.fel)),
        ]  # fmt: skip
        self.told.addLayout(facts(pairs, 160))
        columns = ", ".join(f"{theirs} → {ours}" for ours, theirs in read.kolumner.items())
        self.told.addLayout(section("Kolumner", prose(columns)))
        for head, names in (
            ("Finns inte: enheter", plan.okanda_enheter), ("Finns inte: typer", plan.okanda_typer), ("Fel", plan.fel),
            ("Möjliga personnummer, läs igenom", plan.med_nummer), ("Så läggs raderna in", plan.besked),
        ):  # fmt: skip
            if names:
                more = f"\n… och {len(names) - SHOWN} till" if len(names) > SHOWN else ""
                self.told.addLayout(section(head, prose("\n".join(names[:SHOWN]) + more)))

    def _judge(self) -> None:
        if self.plan is None:
            return
        stop = self.plan.hinder(skapa=self.skapa.isChecked(), hoppa_over=self.hoppa.isChecked())
        self.go.setEnabled(not stop and self.plan.nya > 0)
        self.go.setToolTip(stop or f"Importera {self.plan.nya} avvikelser")

    def run(self) -> None:
        """Write them, all or none."""
        read, val = self.inlasning, Val(self.skapa.isChecked(), self.hoppa.isChecked())
        if read is None:
            return
        tasks = self.context.tasks

        def work(job: Job) -> Change:
            with tasks.transaction("import_avvikelser") as session:
                return import_avvikelser(session, inlasning=read, val=val, progress=job.progress)

        def done(change: object) -> None:
            if isinstance(change, Change):
                tasks.changed.emit(change, self)
                self.context.messages.tell("green", change.text, "Ångra tar tillbaka hela importen.")

        run_with_progress(self.parentWidget() or self, self.context, "Importerar avvikelser", work, done)
        self.accept()
