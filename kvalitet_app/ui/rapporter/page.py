"""Kvalitetsberättelsen: chapters left, the author's text and the facts it stands on right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QListWidget, QListWidgetItem, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.fakta import Fakta, chapter_facts
from kvalitet_app.domain.kvalitetsberattelse import LABELS, WHAT_TO_WRITE, BerattelseData, Kapitel
from kvalitet_app.services.kvalitetsberattelse import gather, note_report, read_texts, save_avsnitt, write_report
from kvalitet_app.services.utkast import read_utkast, save_utkast
from kvalitet_app.ui.context import Context, Page
from kvalitet_app.ui.draft import Draft
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import TextBox
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import Icon, clear, column, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.reading import MessageBar, prose, section
from kvalitet_app.ui.printer import print_pdf
from kvalitet_app.ui.printing import own_folder
from kvalitet_app.ui.progress import run_with_progress
from kvalitet_app.ui.rapporter.figures import FigureList
from kvalitet_app.ui.settings import FOLDER
from kvalitet_app.ui.side_panel import column_width
from kvalitet_app.ui.tasks import Job
from kvalitet_app.ui.theme import font

LIST_WIDE, FACTS_WIDE = 304, 392


class RapporterPage(Page):
    """Write it chapter by chapter; save, open or print it as a PDF."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.data: BerattelseData | None = None
        self.facts: dict[Kapitel, Fakta] = {}
        self.texts: dict[Kapitel, tuple[str, int]] = {}
        self.at = Kapitel.SAMMANFATTNING
        self._key: tuple[int, int] = (0, 0)
        save = Button("Spara som PDF", "primary", icon="document_text", press=self.save_pdf)
        buttons = (
            Button("Skriv ut", "quiet", icon="print", key="Ctrl+P", press=self.print_page),
            Button("Öppna i PDF-läsare", "quiet", icon="eye", press=self.open_pdf), save,
        )  # fmt: skip
        self.header = PageHeader("Kvalitetsberättelse", *buttons)
        self.list = QListWidget()
        self.list.setFont(font())
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setAccessibleName("Kapitel")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for n, kapitel in enumerate(Kapitel, 1):
            item = QListWidgetItem(f"{n}  {LABELS[kapitel]}")
            item.setData(Qt.ItemDataRole.UserRole, kapitel)
            self.list.addItem(item)
        self.list.currentRowChanged.connect(self._chapter)
        self.text = TextBox(least=220)
        self.text.setAccessibleName("Din text")
        self.text.changed.connect(self._typed)
        self.told = label("", "small", "muted")
        self.trouble = column(gap=8)
        self.aside = column(gap=16, margins=(24, 16, 24, 16))
        self.draft = Draft(self._collect, self._keep, self)
        self._build()
        context.scope.changed.connect(lambda: self.refresh() if self.isVisible() else None)

    def _build(self) -> None:
        self.title = label("", "section")
        self.hint = label("", "body", "muted", wrap=True)
        keep = Button("Spara texten", "tonal", icon="save", key="Ctrl+S", press=self.save)
        writing = column(self.title, self.hint, gap=4, margins=(24, 16, 24, 12))
        writing.addLayout(self.trouble)
        writing.addWidget(self.text, 1)
        writing.addLayout(row(keep, self.told, None))
        side = QFrame()
        side.setObjectName("side")
        self.side = side
        side.setLayout(column(scrolled(holder(self.aside)), gap=0))
        listed = holder(column(self.list, gap=0, margins=(12, 8, 4, 8)))
        middle = row(listed, line("v"), holder(writing), side, gap=0)
        middle.setStretch(2, 1)
        box = column(self.header, line(), gap=0)
        box.addLayout(middle, 1)
        self.setLayout(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the chapters and the facts give way to the text."""
        super().resizeEvent(event)
        self.list.setFixedWidth(column_width(self.window(), LIST_WIDE, 184))
        self.side.setFixedWidth(column_width(self.window(), FACTS_WIDE, 232))

    @property
    def ar(self) -> int:
        """The year that is written about: the top bar's."""
        return self.context.scope.ar

    @property
    def enhet_id(self) -> int | None:
        """The scope that is written about: the top bar's."""
        return self.context.scope.enhet_id or None

    def refresh(self, change: Change | None = None) -> None:
        """Count anew when the year, the scope or the register has changed."""
        if change is not None and change.tables <= {"avsnitt", "berattelse", "installning", "sparad_vy"}:
            return
        self.leave()
        key = (self.ar, self.enhet_id or 0)
        self._key = key
        self.header.note.setText(f"{self.ar} · {self.context.scope.name()}")
        self.told.setText("Räknar …")
        self.context.tasks.ask(
            gather, ar=self.ar, enhet_id=self.enhet_id, done=lambda d: self._show(d) if key == self._key else None
        )

    def _show(self, data: object) -> None:
        if not isinstance(data, BerattelseData):
            return
        self.data, self.facts = data, chapter_facts(data)
        self.texts = self.context.tasks.read(read_texts, ar=self.ar, enhet_id=self.enhet_id)
        self.told.setText("")
        for kapitel in Kapitel:
            self._mark(kapitel)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        else:
            self._show_chapter()
        self.filled.emit()

    def _chapter(self, place: int) -> None:
        if place >= 0:
            self.leave()
            self.at = list(Kapitel)[place]
            self._show_chapter()

    def _draft_key(self) -> str:
        return f"berattelse_{self._key[0]}_{self._key[1]}_{self.at.value}"

    def _show_chapter(self) -> None:
        text, _ = self.texts.get(self.at, ("", 0))
        kept = self.context.tasks.read(read_utkast, formular=self._draft_key())
        self.title.setText(LABELS[self.at])
        self.hint.setText(WHAT_TO_WRITE[self.at])
        clear(self.trouble)
        self.text.blockSignals(True)
        self.text.setPlainText(str(kept["text"]) if kept else text)
        self.text.blockSignals(False)
        self.told.setText("Utkast, inte sparat i berättelsen" if kept else "")
        self.draft.stop()
        self._show_facts(self.facts.get(self.at, Fakta()))

    def _show_facts(self, facts: Fakta) -> None:
        clear(self.aside)
        if facts.meningar:
            self.aside.addLayout(section("Ur registret", *(prose(one) for one in facts.meningar), gap=8))
            take = Button("Lägg till meningarna i texten", "link", press=lambda: self._take(facts))
            self.aside.addLayout(row(take, None))
        for missing in facts.saknas:
            told = prose(missing)
            lead = row(Icon("warning", "yellow", 16), told, gap=8)
            lead.setStretch(1, 1)
            self.aside.addLayout(lead)
        if self.data is not None:
            self.aside.addWidget(FigureList(self.data, self.at, self.context))
        if not facts.meningar and not facts.saknas:
            self.aside.addWidget(label("Det här kapitlet skriver du själv.", "body", "muted", wrap=True))
        self.aside.addStretch(1)

    def _take(self, facts: Fakta) -> None:
        have = self.text.toPlainText().rstrip()
        self.text.setPlainText("\n\n".join(part for part in (have, " ".join(facts.meningar)) if part))
        self.text.setFocus()

    # writing

    def _typed(self) -> None:
        self.told.setText("Inte sparat än")
        self.draft.touch()

    def _collect(self) -> dict[str, str]:
        return {"text": self.text.toPlainText(), "nyckel": self._draft_key()}

    def _keep(self, values: object) -> None:
        if isinstance(values, dict):
            kept = {"text": values["text"]}
            self.context.tasks.change(save_utkast, initiator=self, formular=str(values["nyckel"]), innehall=kept)

    def save(self) -> None:
        """Save the chapter's text."""
        self.draft.stop()
        kapitel, text, key = self.at, self.text.toPlainText(), self._draft_key()
        version = self.texts.get(kapitel, ("", 0))[1] or None
        self.context.tasks.change(
            save_avsnitt, initiator=self, ar=self.ar, enhet_id=self.enhet_id, kapitel=kapitel, text=text,
            version=version, done=lambda _change: self._saved(key), failed=self._failed,
        )  # fmt: skip

    def _saved(self, key: str) -> None:
        self.context.tasks.change(save_utkast, initiator=self, formular=key, innehall=None)
        self.texts = self.context.tasks.read(read_texts, ar=self.ar, enhet_id=self.enhet_id)
        self.told.setText("Sparat")
        self._mark(self.at)

    def _mark(self, kapitel: Kapitel) -> None:
        """Show in the list whether the chapter has its author's text."""
        place, written = list(Kapitel).index(kapitel), bool(self.texts.get(kapitel, ("", 0))[0])
        item = self.list.item(place)
        item.setToolTip(f"{LABELS[kapitel]}: {'text skriven' if written else 'ingen text än'}")
        item.setText(f"{place + 1}  {LABELS[kapitel]}{'  ✓' if written else ''}")

    def _failed(self, error: BaseException) -> None:
        self.draft.touch()
        if isinstance(error, KvalitetError):
            clear(self.trouble)
            theirs = getattr(error, "theirs", {})
            self.trouble.addWidget(MessageBar("red", error.sentence, str(theirs.get("text", ""))))
        else:
            self.context.messages.report(error)

    def leave(self) -> None:
        """Keep what is typed."""
        self.draft.flush()

    # the document

    def _make(self, target: Path, done: Any) -> None:  # noqa: ANN401 - called with the path
        ar, unit, tasks = self.ar, self.enhet_id, self.context.tasks
        self.leave()

        def work(job: Job) -> str:
            with tasks.transaction(None) as session:
                return write_report(session, ar=ar, enhet_id=unit, target=target, progress=job.progress)

        def written(digest: object) -> None:
            tasks.change(
                note_report, initiator=self, ar=ar, enhet_id=unit, file=target.name, digest=str(digest),
                done=lambda _change: done(target),
            )  # fmt: skip

        run_with_progress(self, self.context, "Skriver kvalitetsberättelsen", work, written)

    def _name(self) -> str:
        scope = "" if self.enhet_id is None else f" {self.context.scope.name()}"
        return f"kvalitetsberattelse-{self.ar}{scope}.pdf"

    def save_pdf(self) -> None:
        """Ask where, then write."""
        start = Path(self.context.settings.get(FOLDER) or Path.home()) / self._name()
        name, _ = QFileDialog.getSaveFileName(self, "Spara kvalitetsberättelsen", str(start), "PDF (*.pdf)")
        if name:
            self.write_to(Path(name))

    def write_to(self, target: Path) -> None:
        """Write the PDF to a file and say where it is."""
        self.context.settings.set(FOLDER, str(target.parent))

        def told(path: Path) -> None:
            show = ("Öppna", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
            self.context.messages.tell("green", "Kvalitetsberättelsen är skriven", str(path), show)

        self._make(target, told)

    def _temporary(self) -> Path:
        return own_folder() / self._name()

    def open_pdf(self) -> None:
        """Make it and show it in the system's reader."""
        self._make(self._temporary(), lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    def print_page(self) -> None:
        """Make it and print it through the system's own dialog."""
        self._make(self._temporary(), lambda path: print_pdf(self, path))

    def first_focus(self) -> QWidget | None:
        """The chapters."""
        return self.list
