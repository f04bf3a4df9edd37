"""What the form Ny avvikelse asks beside its first fields: the type's own questions, and files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from kvalitet_app.domain.avvikelser.arenden import Foljdfragesvar, Skada
from kvalitet_app.domain.avvikelser.foljdfragor import FoljdfragaRow
from kvalitet_app.domain.bilagor import MOST_MB, NyBilaga, check_bilaga
from kvalitet_app.domain.errors import KvalitetError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.machine.files import storage_errors
from kvalitet_app.services.avvikelser.foljdfragor import list_foljdfragor
from kvalitet_app.services.drafts import add_utkastfil, drop_utkastfiler, read_utkastfiler
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.control import Control
from kvalitet_app.ui.parts.fields import Field, Select, TextLine
from kvalitet_app.ui.parts.layout import clear, column, holder, label, row
from kvalitet_app.ui.parts.words import size_words

YES_NO = ("Ja", "Nej")


HARMS = {"skada_fysisk": "Fysisk skada", "skada_psykisk": "Psykisk skada", "skada_integritet": "Kränkt integritet"}


def harm_choice() -> Select:
    """Harm of one kind, possible or actual."""
    return Select([("Inte angivet", None), *((one.word, one) for one in Skada)])


class FollowUps(Control[tuple[tuple[int, str], ...]], QWidget):
    """The questions of the chosen type, as one control: its value is what is answered, by question."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setAccessibleName("Frågor om typen")
        self._typ: object = None
        self.asked: dict[int, Control[str] | Select] = {}
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
            control = _answer_to(one)
            control.changed.connect(self.changed)
            self.asked[one.id] = control
            self._box.addWidget(Field(one.text, control))
        self.setVisible(bool(questions))

    def value(self) -> tuple[tuple[int, str], ...]:
        """What is answered, by question."""
        found = ((question_id, str(control.value() or "").strip()) for question_id, control in self.asked.items())
        return tuple((question_id, text) for question_id, text in found if text)

    def set_value(self, value: tuple[tuple[int, str], ...] | None) -> None:
        """Show answers; what is not given is not answered."""
        given = dict(value or ())
        for question_id, control in self.asked.items():
            control.set_value(given.get(question_id))

    def raw(self) -> dict[str, object]:
        """What stands there, by question."""
        return {str(question_id): control.raw() for question_id, control in self.asked.items()}

    def put_raw(self, raw: object) -> None:
        """Show the answers of a draft."""
        given = raw if isinstance(raw, dict) else {}
        for question_id, control in self.asked.items():
            if str(question_id) in given:
                control.put_raw(given[str(question_id)])


def _answer_to(one: FoljdfragaRow) -> Control[str] | Select:
    if one.slag is Foljdfragesvar.JA_NEJ:
        return Segments([(word, word) for word in YES_NO])
    if one.slag is Foljdfragesvar.VAL:
        return Select([("Välj …", ""), *((word, word) for word in one.val)])
    return TextLine()


class FileStrip(Control[tuple[NyBilaga, ...]], QWidget):
    """The files that go with what is written: chosen, dropped or pasted. They are read at once.

    They are kept with the draft (`formular`) from then on, and become files of the case at its save.
    """

    changed = Signal()

    def __init__(self, context: Context, formular: str, failed: Callable[[BaseException], object]) -> None:
        super().__init__()
        self.files: list[NyBilaga] = []
        self.context, self._formular, self._failed = context, formular, failed
        self._box = column(gap=4)
        self._pick = Button("Lägg till fil", "quiet", icon="attach", press=self.pick)
        self._pick.setToolTip(f"Dra hit, klistra in eller välj. Högst {MOST_MB} MB var.")
        self.setLayout(column(row(self._pick, None), self._box, gap=4))
        self.setAcceptDrops(True)

    def value(self) -> tuple[NyBilaga, ...]:
        """The files."""
        return tuple(self.files)

    def set_value(self, value: tuple[NyBilaga, ...] | None) -> None:
        """Show these files."""
        self.files = list(value or ())
        self._show()

    def raw(self) -> None:
        """The draft keeps the files by themselves, as they are added."""

    def put_raw(self, raw: object) -> None:
        """They come back by `restore`."""

    def take_focus(self) -> None:
        """The button that adds one."""
        self._pick.setFocus()

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

    def restore(self, formular: str) -> None:
        """Show the files of a draft, and keep what is added with it."""
        self._formular = formular
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
            away = Button("", "quiet", icon="dismiss", tip=f"Ta bort {one.namn}", press=partial(self._drop, one))
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
