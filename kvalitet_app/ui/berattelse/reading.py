"""The report as it will be, beside what to see to before it is published; back to the text with Esc."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from kvalitet_app.domain.paper.publicering import Svar
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.services.berattelse.handling import Granskat, Utskriftsval, note_report, preview_report
from kvalitet_app.ui.berattelse.saving import print_made, temporary
from kvalitet_app.ui.page.progress import run_with_progress
from kvalitet_app.ui.page.tasks import Job
from kvalitet_app.ui.paper.preview import Preview
from kvalitet_app.ui.paper.questions import ask_questions
from kvalitet_app.ui.paper.spridning import CHOICES, chosen
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.layout import Icon, clear, column, holder, label, row, scrolled
from kvalitet_app.ui.parts.reading import prose, section

if TYPE_CHECKING:
    from kvalitet_app.ui.berattelse.desk import ReportDesk

WIDE = 280
ROOM_FOR_THUMBS, ROOM_FOR_ASIDE = 780, 560  # px


class ReportReading(QWidget):
    """The preview of the report, made anew when another reader is chosen or it is asked for."""

    def __init__(self, page: ReportDesk, back: Callable[[], object]) -> None:
        super().__init__()
        self._page = page
        self.path: Path | None = None
        self.asked: Svar = ()
        self.whom = Segments([(one.word, one) for one in CHOICES], CHOICES[0])
        self.whom.setAccessibleName("Får läsas av")
        self.whom.setFixedWidth(250)
        self.whom.changed.connect(self._choose)
        again = Button(
            "", "quiet", icon="arrow_clockwise", key="F5", tip="Gör om med det som är sparat nu", press=self.make
        )
        outside = Button("", "quiet", icon="open", tip="Öppna i PDF-läsare", press=self.open_outside)
        self.preview = Preview(again, outside)
        home = Button("Tillbaka till texten", "quiet", icon="arrow_left", key="Esc", press=back)
        self.found = column(gap=12)
        aside = column(row(home, None), gap=16, margins=(16, 12, 16, 16))
        aside.addLayout(section("Får läsas av", self.whom, gap=6))
        aside.addLayout(self.found)
        aside.addStretch(1)
        side = QFrame()
        side.setObjectName("side")
        side.setFixedWidth(WIDE)
        self.side = side
        side.setLayout(column(scrolled(holder(aside)), gap=0))
        box = row(self.preview, side, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Ignored)  # the page gives it what there is
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the thumbnails give way, then what to see to."""
        super().resizeEvent(event)
        wide = self.width()
        self.preview.thumbs.setVisible(wide > ROOM_FOR_THUMBS)
        self.side.setVisible(wide > ROOM_FOR_ASIDE)

    def val(self) -> Utskriftsval:
        """To whom it may go."""
        return Utskriftsval(self.whom.value() or CHOICES[0])

    def _choose(self) -> None:
        """The choice belongs to this report: it stands there too when it is saved or printed."""
        self._page.context.readers[self._page.rapport.nyckel] = self.val().spridning
        self.make()

    def make(self) -> None:
        """Write it to a file of our own and show it, for those it was chosen for last."""
        page = self._page
        self.whom.blockSignals(True)
        self.whom.set_value(chosen(page.context, page.rapport.nyckel))
        self.whom.blockSignals(False)
        val = self.val()
        rapport, tasks = page.rapport, page.context.tasks
        target = temporary(rapport, page.context.scope.name())

        def work(job: Job) -> tuple[Granskat, ...]:
            with tasks.register.read() as session:
                return preview_report(session, rapport=rapport, target=target, val=val, progress=job.progress)

        run_with_progress(self, page.context, "Gör förhandsvisningen", work, lambda found: self._show(target, found))

    def _show(self, target: Path, found: object) -> None:
        self.path = target
        self.preview.show_file(target)
        if self._page.at is not None:
            heading = self._page.at.rubrik  # when the pages have got their places
            QTimer.singleShot(0, self, partial(self.preview.go_to_heading, heading))
        clear(self.found)
        rows = [one for one in found if isinstance(one, Granskat)] if isinstance(found, tuple) else []
        self.asked = tuple(one.fraga for one in rows if one.fraga is not None)
        lines = [self._line(one) for one in rows]
        if not lines:
            lines = [holder(row(Icon("checkmark_circle", "green", 16), label("Inget att se till."), None))]
        self.found.addLayout(section("Före publicering", *lines, gap=10))
        told = "Kontrollen prövar märkningen enligt PDF/UA-1. Den kan inte säga om en text är lätt att förstå."
        self.found.addWidget(label(told, "small", "muted", wrap=True))

    def _line(self, one: Granskat) -> QWidget:
        icon = Icon("dismiss_square", "red", 16) if one.hinder else Icon("info", "accent", 16)
        said = row(icon, prose(one.text), gap=8)
        said.setStretch(1, 1)
        return holder(said)

    def go_to(self, heading: str) -> None:
        """The chapter that is chosen comes into sight."""
        self.preview.go_to_heading(heading)

    def open_outside(self) -> None:
        """Show it in the system's own reader, from where it can be saved and sent."""
        self._leave_the_house(self._open)

    def _open(self, path: Path, val: Utskriftsval) -> None:
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        if opened and val.spridning is Spridning.OFFENTLIG:
            digest = sha256(path.read_bytes()).hexdigest()
            self._page.context.tasks.change(
                note_report, rapport=self._page.rapport, file=path.name, digest=digest, val=val
            )

    def print_it(self) -> None:
        """Print what is shown, through the system's own dialog."""
        page = self._page
        self._leave_the_house(lambda path, val: print_made(self, page.context, page.rapport, (path, val)))

    def _leave_the_house(self, go: Callable[[Path, Utskriftsval], object]) -> None:
        """What is shown goes on to somebody: a public one is asked about first."""
        path, val = self.path, self.val()
        if path is None:
            return

        def answered(svarat: Svar) -> None:
            go(path, replace(val, svarat=svarat))

        if val.spridning is Spridning.OFFENTLIG and self.asked:
            self._sheet = ask_questions(self, self.asked, answered)
        else:
            answered(())
