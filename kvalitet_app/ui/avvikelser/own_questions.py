"""What the form Ny avvikelse asks beside its first fields: the type's own questions, and files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from kvalitet_app.domain.avvikelser.arenden import LABELS, Foljdfragesvar, Skada
from kvalitet_app.domain.avvikelser.foljdfragor import FoljdfragaRow
from kvalitet_app.domain.bilagor import MOST_MB, NyBilaga, check_bilaga
from kvalitet_app.domain.errors import KvalitetError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.machine.files import storage_errors
from kvalitet_app.services.avvikelser.foljdfragor import list_foljdfragor
from kvalitet_app.services.drafts import add_utkastfil, drop_utkastfiler, read_utkastfiler
from kvalitet_app.ui.forms.form import control_value, set_control
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.fields import Field, Select, TextLine
from kvalitet_app.ui.parts.layout import clear, column, holder, label, row, stretched
from kvalitet_app.ui.parts.words import size_words

YES_NO = ("Ja", "Nej")


class Harms(QWidget):
    """Harm of three kinds, each possible or actual."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kinds = {
            name: Select([("Inte angivet", None), *((LABELS[one], one) for one in Skada)])
            for name in ("skada_fysisk", "skada_psykisk", "skada_integritet")
        }
        words = ("Fysisk skada", "Psykisk skada", "Kränkt integritet")
        parts = [Field(word, control) for word, control in zip(words, self.kinds.values(), strict=True)]
        for word, control in zip(words, self.kinds.values(), strict=True):
            control.setAccessibleName(word)
            control.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.setLayout(row(*parts, gap=16))

    def values(self) -> dict[str, Any]:
        """What is chosen, by field."""
        found = {name: control.value() for name, control in self.kinds.items()}
        return {name: Skada(str(value)) if value else None for name, value in found.items()}

    def fill(self, values: Mapping[str, object]) -> None:
        """Show values; what is not given is not chosen."""
        for name, control in self.kinds.items():
            value = values.get(name)
            control.set_value(Skada(str(value)) if value else None)


class FollowUps(QWidget):
    """The questions of the chosen type."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._typ: object = None
        self.asked: dict[int, tuple[FoljdfragaRow, QWidget]] = {}
        self._box = column(gap=12)
        self.setLayout(self._box)
        self.hide()

    def show_type(self, typ_id: object) -> None:
        """Ask what this type asks; the answers of another type are forgotten."""
        if typ_id == self._typ:
            return
        self._typ = typ_id
        clear(self._box)
        self.asked = {}
        questions = (
            self.context.tasks.read(list_foljdfragor, typ_id=typ_id, day=idag()) if isinstance(typ_id, int) else ()
        )
        for one in questions:
            control = self._control(one)
            control.setAccessibleName(one.text)
            self.asked[one.id] = (one, control)
            self._box.addWidget(Field(one.text, control))
        self.setVisible(bool(questions))

    def _control(self, one: FoljdfragaRow) -> QWidget:
        if one.slag is Foljdfragesvar.JA_NEJ:
            answer = Segments(YES_NO, -1)
            answer.chosen.connect(lambda _at: self.changed.emit())
            return answer
        if one.slag is Foljdfragesvar.VAL:
            choice = Select([("Välj …", ""), *((word, word) for word in one.val)])
            choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
            return choice
        words = TextLine()
        words.textChanged.connect(lambda _text: self.changed.emit())
        return words

    def answers(self) -> tuple[tuple[int, str], ...]:
        """What is answered, by question."""
        found = []
        for question_id, (_, control) in self.asked.items():
            value = control_value(control)
            if isinstance(control, Segments):
                value = YES_NO[control.value] if control.value >= 0 else ""
            found.append((question_id, str(value or "").strip()))
        return tuple((question_id, text) for question_id, text in found if text)

    def values(self) -> dict[str, object]:
        """What stands there, as a draft keeps it."""
        return {str(question_id): control_value(control) for question_id, (_, control) in self.asked.items()}

    def fill(self, values: Mapping[str, object]) -> None:
        """Show the answers of a draft."""
        for question_id, (_, control) in self.asked.items():
            if str(question_id) in values:
                set_control(control, values[str(question_id)])


class FileStrip(QWidget):
    """The files that go with what is written: chosen, dropped or pasted. They are read at once.

    They are kept with the draft (`formular`) from then on, and become files of the case at its save.
    """

    def __init__(self, context: Context, formular: str, failed: Callable[[BaseException], object]) -> None:
        super().__init__()
        self.files: list[NyBilaga] = []
        self.context, self._formular, self._failed = context, formular, failed
        self._box = column(gap=4)
        pick = Button("Lägg till fil", "quiet", icon="attach", press=self.pick)
        hint = label(f"Dra hit, klistra in eller välj. Högst {MOST_MB} MB var.", "small", "muted", wrap=True)
        self.setLayout(column(stretched(row(pick, hint, gap=8), 0, 1), self._box, gap=4))
        self.setAcceptDrops(True)

    def pick(self) -> None:
        """Choose in the system's own dialog."""
        names, _ = QFileDialog.getOpenFileNames(self, "Lägg till fil")
        self.add_paths(names)

    def add_paths(self, names: list[str]) -> None:
        """Read files of the disk."""
        for name in names:
            path = Path(name)
            try:
                with storage_errors(path):
                    if path.stat().st_size > MOST_MB * 1024 * 1024:
                        raise RuleError(f"Filen {path.name} är större än {MOST_MB} MB.", field="bilagor")
                    self.add(NyBilaga(path.name, path.read_bytes()))
            except KvalitetError as error:
                self._failed(error)

    def _try(self, one: NyBilaga) -> None:
        try:
            self.add(one)
        except KvalitetError as error:
            self._failed(error)

    def add(self, one: NyBilaga) -> None:
        """Take a file; one that cannot be kept is refused here, not at the save."""
        check_bilaga(one)
        if one.sha256 not in {kept.sha256 for kept in self.files}:
            self.files.append(one)
            self._show()
            self.context.tasks.change(
                add_utkastfil, initiator=self, formular=self._formular, ny=one, failed=self._failed
            )

    def take(self, source: QMimeData) -> None:
        """What was dropped or pasted: files, or a picture of the screen."""
        paths = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if paths:
            self.add_paths(paths)
        elif source.hasImage():
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            QImageWriter(buffer, QByteArray(b"png")).write(QImage(source.imageData()))
            self._try(NyBilaga(f"bild {len(self.files) + 1}.png", bytes(buffer.data().data())))

    def restore(self) -> None:
        """Show the files of the draft."""
        self.files = list(self.context.tasks.read(read_utkastfiler, formular=self._formular))
        self._show()

    def forget(self) -> None:
        """None is shown; what the draft keeps goes with it."""
        self.files = []
        self._show()

    def discard(self) -> None:
        """None is shown and none is kept."""
        if self.files:
            self.context.tasks.change(drop_utkastfiler, initiator=self, formular=self._formular)
        self.forget()

    def _show(self) -> None:
        clear(self._box)
        for one in self.files:
            away = Button("", "quiet", icon="dismiss", tip=f"Ta bort {one.namn}", press=lambda o=one: self._drop(o))  # type: ignore[misc]
            line = row(label(one.namn), label(size_words(len(one.innehall)), "small", "muted"), away, None, gap=8)
            self._box.addWidget(holder(line))

    def _drop(self, one: NyBilaga) -> None:
        self.files.remove(one)
        self._show()
        self.context.tasks.change(
            drop_utkastfiler, initiator=self, formular=self._formular, sha256=one.sha256, failed=self._failed
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self.take(event.mimeData())
        event.acceptProposedAction()
