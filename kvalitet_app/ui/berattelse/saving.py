"""A report to a file, a reader or a printer: to whom it may go is asked each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.paper.publicering import Svar
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.services.berattelse.handling import Utskriftsval, issue_report, note_printed, write_report
from kvalitet_app.ui.page.settings import FOLDER, TEMPLATE
from kvalitet_app.ui.page.tasks import Job
from kvalitet_app.ui.paper.printer import print_pdf
from kvalitet_app.ui.paper.printing import own_folder
from kvalitet_app.ui.paper.questions import run_asking
from kvalitet_app.ui.paper.spridning import CHOICES, chosen
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.layout import holder, label, row
from kvalitet_app.ui.parts.reading import section
from kvalitet_app.ui.parts.sheet import Sheet

if TYPE_CHECKING:
    from kvalitet_app.ui.page.context import Context

SAID = {
    Spridning.INTERN: "För dem som arbetar i eller leder verksamheten. Allt som är räknat är med.",
    Spridning.OFFENTLIG: "För vem som helst. Antal under fem, enskilda ärenden och uppgifter om lex Sarah döljs, och "
    "rapporten säger själv vad som är dolt.",
    Spridning.SEKRETESS: "Bara för den som får ta del av sekretessen. Allt som är räknat är med.",
}
ENDINGS = {".pdf": "PDF (*.pdf)", ".docx": "Word (*.docx)"}


class SaveSheet(Sheet):
    """Format, to whom, and for Word the municipality's own template."""

    def __init__(self, parent: QWidget, context: Context, name: str, *, handling: str = "") -> None:
        super().__init__(parent, f"Spara {name}")
        self._context, self._handling = context, handling or name
        self.kind = Segments((("PDF", ".pdf"), ("Word", ".docx")), ".pdf")
        self.kind.setAccessibleName("Format")
        self.whom = Segments([(one.word, one) for one in CHOICES], chosen(context, self._handling))
        self.whom.setAccessibleName("Får läsas av")
        self.said = label("", "body", "muted", wrap=True)
        self.template = context.settings.get(TEMPLATE)
        self.template_said = label("", "body", "muted", wrap=True)
        choose = Button("Välj kommunens mall …", press=self._choose)
        self._template_box = holder(section("Mall för Word", self.template_said, row(choose, None), gap=6))
        save = Button("Spara …", "primary", icon="save", press=self.accept)
        cancel = Button("Avbryt", "plain", key="Esc", press=self.reject)
        self.whom.changed.connect(self._tell)
        self.kind.changed.connect(self._tell)
        self._tell()
        self.lay_out(
            f"Spara {name}",
            section("Format", self.kind, gap=6),
            section("Får läsas av", self.whom, self.said, gap=6),
            self._template_box,
            buttons=(cancel, save),
            gap=20,
        )

    @property
    def ending(self) -> str:
        """How the file's name ends."""
        return self.kind.value() or ".pdf"

    def val(self) -> Utskriftsval:
        """What is chosen."""
        mall = Path(self.template) if self.template and self.ending == ".docx" else None
        whom = self.whom.value() or Spridning.INTERN
        self._context.readers[self._handling] = whom
        return Utskriftsval(whom, mall)

    def _tell(self) -> None:
        self.said.setText(SAID[self.whom.value() or Spridning.INTERN])
        self._template_box.setVisible(self.ending == ".docx")
        self.template_said.setText(Path(self.template).name if self.template else "Programmets egen mall.")

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Kommunens mall", str(Path.home()), "Word (*.docx *.dotx)")
        if name:
            self.template = name
            self._context.settings.set(TEMPLATE, name)
            self._tell()


def file_name(rapport: Rapport, scope: str, spridning: Spridning, ending: str) -> str:
    """ "kvalitetsberattelse-2025 Björken offentlig.pdf"."""
    period = f"-{rapport.period}" if rapport.period else ""
    public = " offentlig" if spridning is Spridning.OFFENTLIG else ""
    unit = f" {scope}" if rapport.enhet_id is not None else ""
    return f"{rapport.slag}-{rapport.ar}{period}{unit}{public}{ending}"


def ask_and_save(parent: QWidget, context: Context, rapport: Rapport) -> SaveSheet:
    """Ask to whom and how, then where, then write."""
    sheet = SaveSheet(parent, context, rapport.slag.word.lower(), handling=rapport.nyckel)

    def go() -> None:
        val = sheet.val()
        name = file_name(rapport, context.scope.name(), val.spridning, sheet.ending)
        start = Path(context.settings.get(FOLDER) or Path.home()) / name
        title, kinds = f"Spara {rapport.slag.word.lower()}", ENDINGS[sheet.ending]
        place, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
        if place:
            target = Path(place) if place.lower().endswith(sheet.ending) else Path(f"{place}{sheet.ending}")
            save_to(parent, context, rapport, (target, val))

    sheet.accepted.connect(go)
    sheet.open()
    return sheet


def save_to(parent: QWidget, context: Context, rapport: Rapport, into: tuple[Path, Utskriftsval]) -> None:
    """Write the report to a file and say where it is."""
    target, _ = into
    context.settings.set(FOLDER, str(target.parent))

    def told(path: Path) -> None:
        show = ("Öppna", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        context.messages.tell("green", f"{rapport.slag.word}n är skriven", str(path), show)

    make(parent, context, rapport, (*into, told))


def temporary(rapport: Rapport, scope: str) -> Path:
    """Where a report lies on its way to a printer or a reader."""
    return own_folder() / file_name(rapport, scope, Spridning.INTERN, ".pdf")


def print_report(parent: QWidget, context: Context, rapport: Rapport, val: Utskriftsval) -> None:
    """Write the report to a file of our own and print it through the system's dialog."""
    target, tasks = temporary(rapport, context.scope.name()), context.tasks

    def work(job: Job, svarat: Svar) -> Utskriftsval:
        answered = replace(val, svarat=svarat)
        with tasks.register.read() as session:
            write_report(session, rapport=rapport, target=target, val=answered, progress=job.progress)
        return answered

    def written(answered: object) -> None:
        print_made(parent, context, rapport, (target, cast("Utskriftsval", answered)))

    run_asking(parent, context, f"Gör {rapport.slag.word.lower()}n till PDF", work, written)


def print_made(parent: QWidget, context: Context, rapport: Rapport, made: tuple[Path, Utskriftsval]) -> None:
    """Print a report that is made; the journal tells of it when the printer has taken all of it."""
    path, val = made

    def over(printed: bool) -> None:
        if printed:
            context.tasks.change(note_printed, rapport=rapport, path=path, val=val)

    print_pdf(parent, context, path, over)


def make(
    parent: QWidget, context: Context, rapport: Rapport, into: tuple[Path, Utskriftsval, Callable[[Path], object]]
) -> None:
    """Write the report beside the window, leave a line in the journal, then go on with the file."""
    target, val, done = into
    tasks = context.tasks

    def work(job: Job, svarat: Svar) -> Change:
        answered = replace(val, svarat=svarat)
        return issue_report(tasks.register, rapport=rapport, target=target, val=answered, progress=job.progress)

    def written(change: object) -> None:
        tasks.changed.emit(change, parent)
        done(target)

    run_asking(parent, context, f"Skriver {rapport.slag.word.lower()}n", work, written)
