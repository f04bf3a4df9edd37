"""Copies: take, list, restore; where the data lies; check; import; versions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.services.support.om import versions
from kvalitet_app.ui.lists.tab import Tab
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.page.progress import run_with_progress
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import clear, column, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.reading import facts, prose, section
from kvalitet_app.ui.utbyte.importing import ImportList, open_import
from kvalitet_app.ui.utbyte.uttag import Uttag


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in the list."""

    path: str
    when: str
    size: str


class KopiorTab(Tab):
    """Everything about the data itself."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = column(gap=0)
        box = column(gap=20, margins=(24, 16, 24, 24))
        box.addLayout(self._where())
        box.addLayout(self._copies())
        self.uttag = Uttag(self, context)
        box.addLayout(self.uttag.section())
        box.addLayout(self._import())
        box.addLayout(self._about())
        box.addStretch(1)
        inside = QWidget()
        inside.setMaximumWidth(760)
        inside.setLayout(box)
        self.setLayout(column(scrolled(holder(row(inside, None))), gap=0))

    def _where(self) -> QVBoxLayout:
        tools = self.context.database
        buttons = row(gap=8)
        if tools.is_file:
            buttons.addWidget(Button("Visa mappen", press=self._open_folder))
        buttons.addWidget(Button("Kontrollera registret", press=self._check))
        other = Button("Öppna en annan databas …", press=tools.open_other)
        other.setEnabled(not tools.is_fixed)
        buttons.addWidget(other)
        buttons.addStretch(1)
        fixed = (prose("IT har bestämt vilken databas som används.", "body", "muted"),) if tools.is_fixed else ()
        return section("Var data ligger", prose(tools.place), *fixed, buttons, gap=8)

    def _copies(self) -> QVBoxLayout:
        words = (
            "Programmet tar en kopia om dagen och före varje uppgradering. Två dygn sparas allt, sedan tolv dagliga, "
            "tio veckovisa och nio månatliga. Varje kopia kontrolleras när den tas."
        )
        take = Button("Ta en kopia nu", press=self.take)
        take.setEnabled(self.context.database.is_file)
        return section("Säkerhetskopior", prose(words, "body", "muted"), row(take, None), self.list, gap=8)

    def _import(self) -> QVBoxLayout:
        words = "Avvikelser ur ett annat system läses från Excel eller CSV. Du ser först vad som ska göras."
        go = Button("Importera avvikelser …", press=partial(open_import, self, self.context))
        self.imports = ImportList(self.context)
        return section("Hämta in", prose(words, "body", "muted"), row(go, None), self.imports, gap=8)

    def _about(self) -> QVBoxLayout:
        return section("Om programmet", facts((*versions(), ("Licens", "EUPL-1.2"))))

    def load(self) -> None:
        """List the copies and the imports."""
        self.imports.load()
        clear(self.list)
        if not self.context.database.is_file:
            self.list.addWidget(label("Databasservern kopieras av IT.", "body", "muted"))
            return
        found = [Copy(*one) for one in self.context.database.copies()]
        for one in found:
            self.list.addWidget(line())
            back = self._restore_button(one)
            back.setAccessibleName(f"Återställ kopian från {one.when}")
            self.list.addLayout(
                row(label(one.when), label(one.size, "body", "muted"), None, back, margins=(0, 4, 0, 4), gap=24)
            )
        if not found:
            self.list.addWidget(label("Ingen kopia är tagen än.", "body", "muted"))

    def _restore_button(self, one: Copy) -> Button:
        return Button("Återställ …", "link", press=partial(self.restore, one))

    def take(self) -> None:
        """Take a copy now."""

        def done(path: object) -> None:
            self.context.messages.tell("green", "Kopian är tagen och kontrollerad", str(path))
            self.load()

        run_with_progress(
            self, self.context, "Tar en kopia", lambda job: self.context.database.take_copy(job.progress), done
        )

    def restore(self, one: Copy) -> None:
        """Put a copy in place, after a question that names what is lost."""
        text = (
            f"Allt som har skrivits efter {one.when} försvinner ur registret. "
            "En kopia av det som står där nu tas först, så att det går att komma tillbaka."
        )
        box = QMessageBox(QMessageBox.Icon.Warning, "Kvalitet", "Återställ kopian?", parent=self)
        box.setInformativeText(text)
        yes = box.addButton("Återställ", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton("Avbryt", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is yes:
            try:
                self.context.database.restore(one.path)
            except KvalitetError as error:
                self.context.messages.report(error)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self.context.database.place).parent)))

    def _check(self) -> None:
        def done(found: object) -> None:
            faults = found if isinstance(found, list) else []
            if faults:
                self.context.messages.tell("red", f"{len(faults)} fel hittades", "\n".join(faults[:5]))
            else:
                self.context.messages.tell("green", "Allt stämmer", "Filen är hel och journalen obruten.")

        run_with_progress(
            self, self.context, "Kontrollerar registret", lambda job: self.context.database.check(job.progress), done
        )
