"""The list, in the state it is filtered, to Excel or CSV."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.paper.spridning import CASES, Spridning
from kvalitet_app.services.utbyte.export import export_avvikelser
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.page.progress import run_with_progress
from kvalitet_app.ui.page.settings import FOLDER
from kvalitet_app.ui.page.tasks import Job
from kvalitet_app.ui.paper.spridning import ask_whom

EXPORT = "avvikelser till fil"
KINDS = "Excel (*.xlsx);;CSV (*.csv)"


def export_list(parent: QWidget, context: Context, urval: AvvikelseUrval) -> None:
    """Ask to whom and where to, then write with progress."""
    save = partial(_save, parent, context, urval)
    ask_whom(parent, context, "listan", save, handling=EXPORT, refused=CASES)


def _save(parent: QWidget, context: Context, urval: AvvikelseUrval, whom: Spridning) -> None:
    mark = "" if whom is Spridning.INTERN else f" {whom}"
    start = Path(context.settings.get(FOLDER) or Path.home()) / f"avvikelser{mark}.xlsx"
    name, _ = QFileDialog.getSaveFileName(parent, "Exportera avvikelser", str(start), KINDS)
    if not name:
        return
    target = Path(name)
    context.settings.set(FOLDER, str(target.parent))

    def work(job: Job) -> int:
        with context.tasks.register.read() as session:
            return export_avvikelser(session, urval=urval, target=target, spridning=whom, progress=job.progress)

    def done(count: object) -> None:
        context.messages.tell("green", f"{count} avvikelser sparade", str(target))

    run_with_progress(parent, context, "Exporterar avvikelser", work, done)
