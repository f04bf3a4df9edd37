"""Take it and go: the whole register to one file, and a new register out of such a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QVBoxLayout, QWidget

from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.page.progress import run_with_progress
from kvalitet_app.ui.page.settings import FOLDER
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import row
from kvalitet_app.ui.parts.reading import prose, section

WORDS = (
    "Hela registret som en ZIP-fil: alla tabeller som JSON, en arbetsbok för Excel, filerna i ärendena och en "
    "innehållsförteckning som öppnas i webbläsaren. Den kan läsas utan Kvalitet och läsas in igen utan förlust."
)
SECRET = (
    "SEKRETESS: filen innehåller allt, även skyddade ärenden enligt lex Sarah. "
    "Att den har tagits ut skrivs i journalen."
)
KINDS = "Uttag ur Kvalitet (*.zip)"


class Uttag:
    """The buttons and what they do; `parent` is the page they stand on."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        self._parent = parent
        self._context = context

    def section(self) -> QVBoxLayout:
        """The part of the page."""
        out = Button("Ta ut hela registret …", press=self.ask_out)
        back = Button("Läs in ett uttag …", press=self.ask_in)
        return section(
            "Ta med allt",
            prose(WORDS, "body", "muted"),
            prose(SECRET, "body", "muted"),
            row(out, back, None, gap=8),
            gap=8,
        )

    def ask_out(self) -> None:
        """After a question that says what the file holds, ask where and write it."""
        try:
            self._context.database.may_copy()
        except KvalitetError as error:
            self._context.messages.report(error)
            return
        box = QMessageBox(QMessageBox.Icon.Warning, "Kvalitet", "Ta ut hela registret?", parent=self._parent)
        box.setInformativeText(SECRET)
        yes = box.addButton("Välj plats …", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("Avbryt", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is not yes:
            return
        start = Path(self._context.settings.get(FOLDER) or Path.home()) / f"kvalitet {idag()} SEKRETESS.zip"
        chosen, _ = QFileDialog.getSaveFileName(self._parent, "Ta ut hela registret", str(start), KINDS)
        if chosen:
            self.write(chosen if chosen.casefold().endswith(".zip") else f"{chosen}.zip")

    def write(self, target: str) -> None:
        """Write the file, with progress and a way to stop."""

        def done(digest: object) -> None:
            self._context.messages.tell("green", "Hela registret är uttaget", f"{target}\nSHA-256 {digest}")

        run_with_progress(
            self._parent,
            self._context,
            "Tar ut hela registret",
            lambda job: self._context.database.write_all(target, job.progress),
            done,
        )

    def ask_in(self) -> None:
        """Ask which file, and where the new register is to lie."""
        source, _ = QFileDialog.getOpenFileName(self._parent, "Läs in ett uttag", str(Path.home()), KINDS)
        if not source:
            return
        start = Path(source).with_suffix(".db")
        target, _ = QFileDialog.getSaveFileName(
            self._parent,
            "Spara det nya registret",
            str(start),
            "Kvalitets databaser (*.db)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if target:
            self.read(source, target if Path(target).suffix else f"{target}.db")

    def read(self, source: str, target: str) -> None:
        """Make the new register; the one that is open stays open until the person opens the other."""
        tools, tell = self._context.database, self._context.messages.tell

        def done(found: object) -> None:
            faults = found if isinstance(found, list) else []
            opened = ("Öppna det", lambda: tools.open_file(target))
            if faults:
                tell(
                    "yellow", f"Uttaget är inläst, men registret hade {len(faults)} fel", "\n".join(faults[:5]), opened
                )
            else:
                tell("green", "Uttaget är inläst och kontrollerat", target, opened)

        run_with_progress(
            self._parent,
            self._context,
            "Läser in uttaget",
            lambda job: tools.read_all(source, target, job.progress),
            done,
        )
