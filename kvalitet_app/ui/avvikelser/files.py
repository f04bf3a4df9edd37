"""The files of a case in the inspector: saved to the disk, added, taken away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from kvalitet_app.domain.avvikelse_detalj import AvvikelseDetalj
from kvalitet_app.domain.bilaga import BilagaRow, NyBilaga
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.files import storage_errors, write_whole
from kvalitet_app.services.bilagor import add_bilaga, read_bilaga, remove_bilaga
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import holder, label, row
from kvalitet_app.ui.parts.reading import section
from kvalitet_app.ui.settings import FOLDER
from kvalitet_app.ui.words import size_words


def files_section(context: Context, case: AvvikelseDetalj) -> QVBoxLayout:
    """Each file with its size; pressed, it is saved where one says."""
    lines: list[QWidget] = []
    for one in case.bilagor:
        name = Button(one.namn, "link", tip=f"Spara {one.namn} som …")
        name.clicked.connect(lambda _checked=False, o=one, b=name: save_file(b, context, o))
        parts: list[QWidget | None] = [name, label(size_words(one.storlek), "small", "muted")]
        if case.far_handlagga:
            away = partial(context.tasks.change, remove_bilaga, bilaga_id=one.id)
            parts.append(Button("", "quiet", icon="dismiss", tip=f"Ta bort {one.namn}", press=away))
        lines.append(holder(row(*parts, None, gap=8)))
    return section("Filer", *lines)


def save_file(
    parent: QWidget, context: Context, one: BilagaRow, read: Callable[..., NyBilaga] = read_bilaga
) -> None:  # fmt: skip
    """Ask where to, then write it whole; `read` is the service that gives the content."""
    start = Path(context.settings.get(FOLDER) or Path.home()) / one.namn
    chosen, _ = QFileDialog.getSaveFileName(parent, f"Spara {one.namn}", str(start))
    if not chosen:
        return

    def write(found: NyBilaga) -> None:
        try:
            write_whole(Path(chosen), found.innehall)
        except KvalitetError as error:
            context.messages.report(error)
            return
        context.settings.set(FOLDER, str(Path(chosen).parent))
        context.messages.tell("green", f"{one.namn} är sparad", chosen)

    context.tasks.ask(read, bilaga_id=one.id, done=write)


def give_file(parent: QWidget, context: Context, avvikelse_id: int) -> None:
    """Choose files for a case that is registered already."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Lägg till fil")
    for name in names:
        path = Path(name)
        try:
            with storage_errors(path):
                content = path.read_bytes()
        except KvalitetError as error:
            context.messages.report(error)
            continue
        context.tasks.change(add_bilaga, initiator=parent, avvikelse_id=avvikelse_id, ny=NyBilaga(path.name, content))
