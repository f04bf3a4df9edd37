"""The questions before something is public: asked on every road out, and the work goes on with the answers."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.paper.publicering import QuestionsError, Svar
from kvalitet_app.ui.page.progress import run_with_progress
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Check
from kvalitet_app.ui.parts.layout import column, holder, label, scrolled
from kvalitet_app.ui.parts.reading import prose
from kvalitet_app.ui.parts.sheet import Sheet

if TYPE_CHECKING:
    from kvalitet_app.ui.page.context import Context
    from kvalitet_app.ui.page.tasks import Job

WIDE, MOST_HIGH, LINE_HIGH = 560, 360, 48  # px
HEAD = "Läs igenom innan det blir offentligt"
WHY = "Det här kan peka ut någon. Svaren sparas i journalen, med filens namn."
UNREAD = "Kryssa i att du har läst, eller gå tillbaka och ändra."
READ = "Jag har läst, och det pekar inte ut någon"


class QuestionsSheet(Sheet):
    """What may point somebody out, and whether the person has read it. Going on is hers to decide: it never blocks."""

    def __init__(self, parent: QWidget, asked: Svar) -> None:
        super().__init__(parent, "Före publicering", wide=WIDE)
        self.asked = asked
        lines = column(*(prose(one.text) for one in asked), gap=12)
        lines.addStretch(1)
        shown = scrolled(holder(lines))
        shown.setFixedHeight(min(MOST_HIGH, LINE_HIGH * len(asked) + 24))
        self.read = Check(READ, False)
        self.note = label("", "small", "red", wrap=True)
        self.read.changed.connect(self.note.hide)
        self.go = Button("Fortsätt", "primary", press=self.accept)
        back = Button("Tillbaka och ändra", "plain", key="Esc", press=self.reject)
        answer = column(self.read, self.note, gap=4)
        self.lay_out(HEAD, label(WHY, "body", "muted", wrap=True), shown, answer, buttons=(back, self.go))
        self.note.hide()

    def accept(self) -> None:
        """Go on, when it has been read; else say what is missing."""
        if self.read.isChecked():
            super().accept()
            return
        self.note.setText(UNREAD)
        self.note.show()
        self.read.setFocus()


def run_asking(
    parent: QWidget,
    context: Context,
    title: str,
    work: Callable[[Job, Svar], object],
    done: Callable[[object], object],
) -> Job:
    """Long work that may ask first: `work` is given the answers, none to begin with, and done anew with them."""

    def start(svarat: Svar) -> Job:
        return run_with_progress(
            parent, context, title, lambda job: work(job, svarat), done, failed=lambda error: failed(error)
        )

    def failed(error: BaseException) -> None:
        if not isinstance(error, QuestionsError):
            context.messages.report(error)
            return
        ask_questions(parent, error.questions, start)

    return start(())


def note_printed(context: Context, path: Path, svarat: Svar) -> None:
    """Leave the line of a public document that has been printed from a file of our own."""
    from kvalitet_app.services.paper.publicering import note_public

    digest = sha256(path.read_bytes()).hexdigest()
    context.tasks.change(note_public, fil=f"{path.stem} (utskrift)", digest=digest, svarat=svarat)


def ask_questions(parent: QWidget, asked: Svar, go: Callable[[Svar], object]) -> QuestionsSheet:
    """Ask, then go on with the answers."""
    sheet = QuestionsSheet(parent, asked)
    sheet.accepted.connect(lambda: go(sheet.asked))
    sheet.open()
    return sheet
