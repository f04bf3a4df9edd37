"""Import of avvikelser: choose a file, match its columns, see what will happen, then let it happen, or take it back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QMessageBox, QVBoxLayout, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.utbyte.importrad import FIELDS, NEEDED, Importplan, Inlasning, rader
from kvalitet_app.services.utbyte.importera import (
    Val,
    import_avvikelser,
    judge_import,
    match_columns,
    open_file,
)
from kvalitet_app.services.utbyte.importfil import Importfil, recognise_headings, with_headings
from kvalitet_app.services.utbyte.importomgangar import ImportomgangRow, list_importer, undo_import
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.page.progress import run_with_progress
from kvalitet_app.ui.page.settings import FOLDER
from kvalitet_app.ui.page.tasks import Job
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Check
from kvalitet_app.ui.parts.fields import Select
from kvalitet_app.ui.parts.layout import clear, column, elided, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.reading import MessageBar, facts, prose, section
from kvalitet_app.ui.parts.sheet import size_within
from kvalitet_app.ui.parts.words import moment

SHOWN = 8
KINDS = "Tabeller (*.xlsx *.xlsm *.xls *.csv *.txt)"
LEFT_OUT = "Läs inte in"
SAMPLE, CHOICE = 400, 200  # px
FIRST_ROWS = 3
NO_HEADINGS = "Filen har inga rubriker"
NOT_FOUND = "Den gick inte att hitta säkert. Raderna under den läses in; det som står ovanför visas här."
TWO_DAYS = "Filen har dagar som kan läsas på två sätt. Vad är 3/4/2026 i den?"


def open_import(parent: QWidget, context: Context) -> None:
    """Choose a file and show what it holds."""
    start = context.settings.get(FOLDER) or str(Path.home())
    name, _ = QFileDialog.getOpenFileName(parent, "Importera avvikelser", start, KINDS)
    if not name:
        return
    context.settings.set(FOLDER, str(Path(name).parent))

    def opened(fil: object) -> None:
        if isinstance(fil, Importfil):
            ImportDialog(parent, context, fil).open()

    run_with_progress(parent, context, "Läser filen", lambda _job: open_file(Path(name)), opened)


class ImportDialog(QDialog):
    """Which column is what, what will be done, what stops it, and the choices that let it go on."""

    def __init__(self, parent: QWidget, context: Context, fil: Importfil) -> None:
        super().__init__(parent)
        self.context, self.fil = context, context.tasks.read(recognise_headings, fil=fil)
        self.inlasning: Inlasning | None = None
        self.plan: Importplan | None = None
        self._asked = 0
        self.setWindowTitle("Importera avvikelser")
        size_within(self, 820, 680)
        self.skapa = Check("Skapa enheter och typer som inte finns")
        self.hoppa = Check("Hoppa över rader som inte kan läsas")
        for check in (self.skapa, self.hoppa):
            check.toggled.connect(self._judge)
        self.choices: dict[int, Select] = {}
        self._fields = column(gap=0)  # a grid of the columns, another one for other headings
        self._ask_rows()
        self._ask_days()
        self.matched = label("", "body", "muted", wrap=True)
        self.told: QVBoxLayout = column(gap=12)
        self.go = Button("Importera", "primary", press=self.run)
        inside = column(
            column(label("Rubrikerna i filen", "label", "muted"), self.rubriker, gap=4),
            self.matched,
            self._fields,
            self.days,
            self.told,
            self.skapa,
            self.hoppa,
            None,
            gap=16,
            margins=(24, 16, 24, 16),
        )
        self.stop = label("", "small", "muted", wrap=True)  # why it cannot be done yet, where the button is
        foot = row(self.stop, Button("Avbryt", press=self.reject), self.go, margins=(24, 12, 24, 16))
        foot.setStretch(0, 1)
        head = column(label(f"{fil.filnamn}, {rader(fil.antal)}", "section"), margins=(24, 20, 24, 12))
        box = column(head, line(), scrolled(holder(inside)), line(), foot, gap=0)
        box.setStretch(2, 1)
        self.setLayout(box)
        self._show_columns()

    def _ask_rows(self) -> None:
        """Which line the headings stand on: as they were found, or to be chosen."""
        lines = [(f"Rad {' och '.join(map(str, at))}: {words}", at) for at, words in self.fil.forslag()]
        first = [] if self.fil.ar_sakert else [("Välj …", None)]
        self.rubriker = Select([*first, *lines, (NO_HEADINGS, ())])
        self.rubriker.setAccessibleName("Raden där rubrikerna står")
        self.rubriker.set_value(self.fil.rubrikrader if self.fil.ar_sakert else None)
        self.rubriker.currentIndexChanged.connect(self._rows_chosen)

    def _ask_days(self) -> None:
        """What 3/4/2026 is, asked where the file has such days."""
        self.dagar = Select([("Välj …", None), ("Dagen först: 3 april", True), ("Månaden först: 4 mars", False)])
        self.dagar.setAccessibleName("Så är dagar som 3/4/2026 skrivna i filen")
        self.dagar.currentIndexChanged.connect(lambda _at: self.look())
        self.days = holder(column(label(TWO_DAYS, "body", wrap=True), self.dagar))
        self.days.hide()

    def _rows_chosen(self) -> None:
        """Headings on another line are other columns."""
        rows = self.rubriker.picked(tuple)
        if rows is not None:
            self.fil = with_headings(self.fil, rows)
            self._show_columns()

    def _show_columns(self) -> None:
        """A row for each heading of the file: its first values, and what it is here."""
        matched, remembered = self.context.tasks.read(match_columns, fil=self.fil)
        self.matched.setText(
            "Kolumnerna är matchade som förra gången." if remembered else "Säg vad varje kolumn i filen är."
        )
        clear(self._fields)
        self.choices.clear()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, word in enumerate(("Rubrik i filen", "Första värdena", "Läses in som")):
            grid.addWidget(label(word, "label", "muted"), 0, at)
        field_of = {at: field for field, at in matched.items()}
        for at, heading in enumerate(self.fil.tabell.headers):
            choice = Select([(LEFT_OUT, None), *((word, field) for field, word in FIELDS.items())])
            choice.setAccessibleName(f"{heading} läses in som")
            choice.set_value(field_of.get(at))
            choice.setMinimumWidth(CHOICE)
            choice.currentIndexChanged.connect(lambda _at, column_=at: self._chosen(column_))
            self.choices[at] = choice
            sample = elided(" · ".join(self.fil.sample(at)), "small", SAMPLE)
            grid.addWidget(label(heading), at + 1, 0)
            grid.addWidget(label(sample, "small", "muted"), at + 1, 1)
            grid.addWidget(choice, at + 1, 2)
        self._fields.addLayout(grid)
        self.look()

    def _chosen(self, at: int) -> None:
        """A field is one column's: another that had it is left out."""
        field = self.choices[at].value()
        for other, choice in self.choices.items():
            if field is not None and other != at and choice.value() == field:
                choice.blockSignals(True)
                choice.set_value(None)
                choice.blockSignals(False)
        self.look()

    def kolumner(self) -> dict[str, int]:
        """From our field to the file's column."""
        return {str(choice.value()): at for at, choice in self.choices.items() if choice.value() is not None}

    def look(self) -> None:
        """Ask the register what the rows mean, read so."""
        self._asked += 1
        self.inlasning = self.plan = None
        self.go.setEnabled(False)
        self.stop.setText("")
        clear(self.told)
        chosen = self.kolumner()
        if not self.fil.ar_sakert:
            self.told.addWidget(MessageBar("yellow", "Välj vilken rad i filen som är rubriker.", NOT_FOUND))
            return
        missing = [FIELDS[field].lower() for field in NEEDED if field not in chosen]
        if missing:
            self.told.addWidget(MessageBar("yellow", f"Välj vilken kolumn som är {' och '.join(missing)}."))
            return
        self.told.addWidget(label("Läser raderna …", "body", "muted"))
        asked = self._asked
        self.context.tasks.ask(
            judge_import,
            fil=self.fil,
            kolumner=chosen,
            dag_forst=self.dagar.picked(bool),
            done=lambda found: self._judged(asked, found),
            failed=lambda error: self._failed(asked, error),
        )

    def _judged(self, asked: int, found: tuple[Inlasning, Importplan]) -> None:
        """The answer, unless the columns are others by now or the dialog is shut."""
        if asked == self._asked:
            clear(self.told)
            self.inlasning, self.plan = found
            self.days.setVisible(bool(self.inlasning.tvetydig_dag) or self.dagar.value() is not None)
            self._tell(self.inlasning, self.plan)
            self._judge()

    def _failed(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        clear(self.told)
        if isinstance(error, KvalitetError):
            self.told.addWidget(MessageBar("red", error.sentence))
        else:
            self.context.messages.report(error)

    def done(self, result: int) -> None:
        """Shut: an answer on its way is for nobody."""
        self._asked += 1
        super().done(result)

    def _tell(self, read: Inlasning, plan: Importplan) -> None:
        pairs: list[tuple[str, object]] = [
            ("Nya avvikelser", plan.nya),
            ("Redan inne", plan.redan_inne),
            ("Rader med fel", len(plan.fel)),
        ]
        self.told.addLayout(facts(pairs, 160))
        first = [
            f"{moment(one.handelse_vid)} · {one.enhet} · {one.typ or 'utan typ'} · {one.beskrivning[:70]}"
            for one in read.rader[:FIRST_ROWS]
        ]
        if first:
            self.told.addLayout(section("Så läses de första raderna", prose("\n".join(first))))
        for head, names in (
            ("Finns inte: enheter", plan.okanda_enheter),
            ("Finns inte: typer", plan.okanda_typer),
            ("Fel", plan.fel),
            ("Möjliga personnummer, läs igenom", plan.med_nummer),
            ("Så läggs raderna in", plan.besked),
        ):
            if names:
                more = f"\n… och {len(names) - SHOWN} till" if len(names) > SHOWN else ""
                self.told.addLayout(section(head, prose("\n".join(names[:SHOWN]) + more)))

    def _judge(self) -> None:
        if self.plan is None:
            return
        stop = self.plan.hinder(skapa=self.skapa.isChecked(), hoppa_over=self.hoppa.isChecked())
        self.go.setEnabled(not stop and self.plan.nya > 0)
        self.stop.setText(stop)
        self.go.setToolTip(stop or f"Importera {self.plan.nya} avvikelser")

    def run(self) -> None:
        """Write them, all or none."""
        read, val = self.inlasning, Val(self.skapa.isChecked(), self.hoppa.isChecked())
        if read is None:
            return
        tasks = self.context.tasks

        def work(job: Job) -> Change:
            return tasks.register.write(import_avvikelser, inlasning=read, val=val, progress=job.progress)

        def written(change: object) -> None:
            if isinstance(change, Change):
                tasks.changed.emit(change, self)
                self.context.messages.tell("green", change.text, "Hela importen kan tas tillbaka under Inställningar.")

        run_with_progress(self.parentWidget() or self, self.context, "Importerar avvikelser", work, written)
        self.accept()


class ImportList(QWidget):
    """The imports that have been made, each with the way back."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._box = column(gap=4)
        self.setLayout(self._box)
        self.load()

    def load(self) -> None:
        """List them; whoever may not import sees none."""
        clear(self._box)
        try:
            rows = self.context.tasks.read(list_importer)
        except KvalitetError:
            return
        for one in rows[:SHOWN]:
            self._box.addWidget(line())
            said = f"{one.antal} avvikelser, {one.person}"
            if one.aterkallad is not None:
                last: QWidget = label(f"Tillbakatagen {moment(one.aterkallad)}", "small", "muted")
            else:
                last = Button("Ta tillbaka hela importen …", "link", press=partial(self.take_back, one))
                last.setAccessibleName(f"Ta tillbaka importen av {one.filnamn}")
            texts = column(label(one.filnamn), label(f"{moment(one.skapad)} · {said}", "small", "muted"), gap=0)
            whole = row(None, last, margins=(0, 4, 0, 4))
            whole.insertLayout(0, texts)
            self._box.addLayout(whole)

    def take_back(self, one: ImportomgangRow) -> None:
        """Take every avvikelse of it back, after a question."""
        box = QMessageBox(QMessageBox.Icon.Warning, "Kvalitet", "Ta tillbaka hela importen?", parent=self)
        box.setInformativeText(
            f"{one.antal} avvikelser ur {one.filnamn} försvinner ur registret, och de enheter och typer som importen "
            "skapade om inget annat använder dem. Filen kan läsas in igen."
        )
        yes = box.addButton("Ta tillbaka", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton("Avbryt", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is yes:
            self.context.tasks.change(
                undo_import,
                importomgang_id=one.id,
                done=lambda _change: self.load(),
                failed=self.context.messages.report,
            )
