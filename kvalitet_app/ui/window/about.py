"""Hjälp → Om Kvalitet, and the file for whoever helps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.support.om import licence_texts, parts, versions
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import column, label, row, stretched
from kvalitet_app.ui.parts.markdown import markdown
from kvalitet_app.ui.parts.reading import facts
from kvalitet_app.ui.parts.sheet import size_within


class AboutWindow(QDialog):
    """Versions above, parts and licences below. `support` makes the file for whoever helps."""

    def __init__(self, window: QWidget, support: Callable[[], object]) -> None:
        super().__init__(window)
        self.setWindowTitle("Om Kvalitet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size_within(self, 640, 620)
        texts = licence_texts()
        licences = markdown(licence_list(), "Delar och licenser")
        buttons = row(None, Button("Skapa supportfil …", press=support), gap=8)
        if texts is not None:
            buttons.addWidget(Button("Visa licenstexterna", press=partial(_show_folder, texts)))
        close = Button("Stäng", key="Esc", press=self.close)
        buttons.addWidget(close)
        parts = (label("Om Kvalitet", "title"), facts(versions()), label("Delar och licenser", "strong"), licences)
        self.setLayout(stretched(column(*parts, buttons, gap=12, margins=(24, 16, 24, 16)), 0, 0, 0, 1))
        close.setFocus()


def licence_list() -> str:
    """Every part with version, licence and use, as Markdown."""
    lines = ["Kvalitet har licensen **EUPL-1.2**. Det är byggt av de här delarna:", ""]
    lines += [f"- **{' '.join((one.namn, one.version)).strip()}** · {one.licens} · {one.till}" for one in parts()]
    return "\n".join(lines)


def save_support_file(window: QWidget, *, write: Callable[[Path], object], tell: Callable[..., object]) -> None:
    """Ask where, write the file, and say what is in it."""
    name, _ = QFileDialog.getSaveFileName(
        window, "Skapa supportfil", str(Path.home() / f"kvalitet-support-{idag()}.zip"), "Zip (*.zip)"
    )
    if not name:
        return
    try:
        write(Path(name))
    except KvalitetError as error:
        tell("red", error.sentence, "", ())
        return
    text = "Den innehåller logg, versioner och inställningar, inget ur registret och inga namn. Skicka den till IT."
    tell("green", "Supportfilen är sparad", text, ())


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
