"""The document for the nämnd or IVO: choose what goes in, read it as it will be disclosed, then write it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from kvalitet_app.domain.bilagor import BilagaRow
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.lex.arenden import LexDetalj
from kvalitet_app.domain.lex.paket import STANDARD, Paket, PaketDel, PaketMottagare, PaketVal
from kvalitet_app.services.lex.paket import issue_paket, list_paket, preview_paket, read_paket
from kvalitet_app.ui.avvikelser.files import save_file
from kvalitet_app.ui.forms.unsaved import go_with_saved
from kvalitet_app.ui.lists.side_panel import column_width
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.page.progress import run_with_progress
from kvalitet_app.ui.page.settings import FOLDER
from kvalitet_app.ui.page.tasks import Job
from kvalitet_app.ui.parts.buttons import Button, without_state
from kvalitet_app.ui.parts.choices import Check, Segments
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import clear, column, holder, label, line, row, scrolled, stretched
from kvalitet_app.ui.parts.reading import MessageBar, facts, prose, section
from kvalitet_app.ui.parts.words import short_moment

RECEIVERS = tuple(PaketMottagare)
WIDEST = 720
NOTE = "Så här blir handlingen. Pröva sekretessen för varje uppgift innan den lämnas ut."


class PaketPage(QWidget):
    """The choices to the left, the document to the right."""

    def __init__(self, context: Context, detail: LexDetalj, *, back: Callable[[], object]) -> None:
        super().__init__()
        self.context, self.detail = context, detail
        self.paket: Paket | None = None
        self.mottagare = Segments([(one.word, one) for one in RECEIVERS], RECEIVERS[0])
        self.mottagare.setAccessibleName("Handlingen är till")
        self.delar = {one: Check(one.word, one in STANDARD[RECEIVERS[0]]) for one in PaketDel}
        self.dolj = Check("Skriv roller i stället för namn", True)
        self.shown, self.warned = column(gap=16), column(gap=8)
        pdf = Button("Spara som PDF", "primary", icon="document_text", key="Ctrl+S", press=self.save)
        word = Button("Spara som Word", "tonal", icon="edit", press=partial(self._ask, ".docx"))
        r = detail.rad
        header = PageHeader("Handling", word, pdf, note=f"{r.slag.word} {r.beteckning} · {r.enhet}", back=back)
        page = holder(column(self.shown, None, margins=(32, 24, 32, 32)))
        page.setMaximumWidth(WIDEST)
        area = scrolled(holder(stretched(row(page, None, gap=0), 1, 0)))
        self._aside = holder(column(scrolled(holder(self._choices())), gap=0), "side")
        middle = row(gap=0)
        middle.addWidget(area, 1)
        middle.addWidget(self._aside)
        box = column(header, line(), gap=0)
        box.addLayout(middle, 1)
        self.setLayout(box)
        self.mottagare.changed.connect(self._receiver)
        for check in (*self.delar.values(), self.dolj):
            check.changed.connect(self.look)
        self.look()

    def _choices(self) -> QVBoxLayout:
        inside = column(gap=16, margins=(24, 16, 24, 16))
        inside.addLayout(section("Handlingen är till", self.mottagare))
        inside.addLayout(self.warned)
        inside.addLayout(section("Tas med", *self.delar.values(), gap=6))
        inside.addLayout(section("Namn", self.dolj))
        self.written = column(gap=4)
        inside.addLayout(self.written)
        inside.addStretch(1)
        self._show_written()
        return inside

    def _show_written(self) -> None:
        clear(self.written)
        rows = self.context.tasks.read(list_paket, arende_id=self.detail.rad.id)
        if rows:
            self.written.addLayout(documents_section(self.context, rows))

    @property
    def receiver(self) -> PaketMottagare:
        """Who the document is for."""
        return self.mottagare.value() or RECEIVERS[0]

    def _receiver(self) -> None:
        standard = STANDARD[self.receiver]
        for one, check in self.delar.items():
            check.blockSignals(True)
            check.setChecked(one in standard)
            check.blockSignals(False)
        self.look()

    def val(self) -> PaketVal:
        """What is chosen."""
        chosen = frozenset(one for one, check in self.delar.items() if check.isChecked())
        return PaketVal(self.receiver, chosen, self.dolj.isChecked())

    def look(self) -> None:
        """Show the document as it would be."""
        clear(self.shown)
        clear(self.warned)
        try:
            paket = self.context.tasks.read(preview_paket, arende_id=self.detail.rad.id, val=self.val())
        except KvalitetError as error:
            self.shown.addWidget(MessageBar("red", error.sentence))
            return
        self.paket = paket
        if paket.varningar:
            self.warned.addWidget(MessageBar("yellow", "Titta på det här först", "\n".join(paket.varningar)))
        self.shown.addWidget(label(NOTE, "small", "muted", wrap=True))
        self.shown.addLayout(column(label(paket.titel, "title"), label(paket.undertitel, "body", "muted"), gap=2))
        for part in paket.avdelningar:
            self.shown.addLayout(column(label(part.titel, "section"), line(), gap=4))
            if part.fakta:
                self.shown.addLayout(facts([(word, value or "–") for word, value in part.fakta], 200))
            for title, text in part.texter:
                self.shown.addLayout(section(title, prose(text)))

    def save(self) -> None:
        """Ctrl+S: as a PDF."""
        self._ask(".pdf")

    def _ask(self, kind: str) -> None:
        if self.paket is not None:
            go_with_saved(self, self.context, ("lex", self.detail.rad.id), partial(self._where, kind))

    def _where(self, kind: str) -> None:
        whom = self.val().mottagare.word
        name = f"{self.detail.rad.beteckning} {whom}{kind}"
        start = Path(self.context.settings.get(FOLDER) or Path.home()) / name
        word = "PDF (*.pdf)" if kind == ".pdf" else "Word (*.docx)"
        chosen, _ = QFileDialog.getSaveFileName(self, "Spara handlingen", str(start), word)
        if chosen:
            target = Path(chosen) if chosen.lower().endswith(kind) else Path(f"{chosen}{kind}")
            self.context.settings.set(FOLDER, str(target.parent))
            self.write(target)

    def write(self, target: Path) -> None:
        """Write it, and keep it in the case as it was disclosed."""
        arende_id, val, tasks = self.detail.rad.id, self.val(), self.context.tasks

        def work(job: Job) -> Change:
            return issue_paket(tasks.register, arende_id=arende_id, val=val, target=target, progress=job.progress)

        def done(change: object) -> None:
            tasks.changed.emit(change, self)
            self._noted(target)

        run_with_progress(self, self.context, "Skriver handlingen", work, done)

    def _noted(self, target: Path) -> None:
        show = ("Öppna", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))))
        self.context.messages.tell("green", "Handlingen är sparad", str(target), show)
        self._show_written()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The choices take no more than they need; the document is seen whole first."""
        super().resizeEvent(event)
        self._aside.setFixedWidth(column_width(self.window(), 340, 240))

    def first_focus(self) -> QWidget:
        """Who it is for."""
        return self.mottagare

    def leave(self) -> None:
        """Nothing is typed here."""


def documents_section(context: Context, rows: tuple[BilagaRow, ...]) -> QVBoxLayout:
    """What has been written of a case, each as it was disclosed; pressed, it is saved again."""
    lines: list[QWidget] = []
    for one in rows:
        name = Button(one.namn, "link", tip=f"Spara {one.namn} som …")
        name.clicked.connect(without_state(partial(save_file, name, context, one, read_paket)))
        said = f"{short_moment(one.skapad)} {one.person}"
        lines.append(holder(column(row(name, None), label(said, "small", "muted"), gap=0)))
    return section("Handlingar som har skrivits", *lines)
