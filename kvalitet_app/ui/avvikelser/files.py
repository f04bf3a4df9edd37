"""The files of a case in the inspector: saved to the disk, added, taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from kvalitet_app.domain.bilagor import BilagaRow, NyBilaga
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.machine.files import storage_errors, write_whole
from kvalitet_app.services.bilagor import add_bilaga, read_bilaga, remove_bilaga
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.page.settings import FOLDER
from kvalitet_app.ui.parts.buttons import Button, without_state
from kvalitet_app.ui.parts.layout import holder, label, row
from kvalitet_app.ui.parts.reading import section
from kvalitet_app.ui.parts.words import size_words


def files_section(
    context: Context,
    files: Sequence[BilagaRow],
    *,
    may_remove: bool,
    read: Callable[..., NyBilaga] = read_bilaga,
    remove: Callable[..., Change] = remove_bilaga,
) -> QVBoxLayout:
    """Each file with its size; pressed, it is saved where one says."""
    lines: list[QWidget] = []
    for one in files:
        name = Button(one.namn, "link", tip=f"Spara {one.namn} som …")
        name.clicked.connect(without_state(partial(save_file, name, context, one, read)))
        parts: list[QWidget | None] = [name, label(size_words(one.storlek), "small", "muted")]
        if may_remove:
            away = partial(context.tasks.change, remove, bilaga_id=one.id)
            parts.append(Button("", "quiet", icon="dismiss", tip=f"Ta bort {one.namn}", press=away))
        lines.append(holder(row(*parts, None, gap=8)))
    return section("Filer", *lines)


def save_file(parent: QWidget, context: Context, one: BilagaRow, read: Callable[..., NyBilaga] = read_bilaga) -> None:
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


def give_file(
    parent: QWidget,
    context: Context,
    *,
    add: Callable[..., Change] = add_bilaga,
    **owner: Any,  # noqa: ANN401 - an id under the service's own name
) -> None:
    """Choose files for what is registered already; `owner` names it as the service does, such as avvikelse_id."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Lägg till fil")
    for name in names:
        path = Path(name)
        try:
            with storage_errors(path):
                content = path.read_bytes()
        except KvalitetError as error:
            context.messages.report(error)
            continue
        context.tasks.change(add, initiator=parent, ny=NyBilaga(path.name, content), **owner)
