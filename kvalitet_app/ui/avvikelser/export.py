"""The list, in the state it is filtered, to Excel or CSV."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kvalitet_app.domain.avvikelse import AvvikelseUrval
from kvalitet_app.services.utbyte import export_avvikelser
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.progress import run_with_progress
from kvalitet_app.ui.settings import FOLDER
from kvalitet_app.ui.tasks import Job

KINDS = "Excel (*.xlsx);;CSV (*.csv)"


def export_list(parent: QWidget, context: Context, urval: AvvikelseUrval) -> None:
    """Ask where to, then write with progress."""
    start = Path(context.settings.get(FOLDER) or Path.home()) / "avvikelser.xlsx"
    name, _ = QFileDialog.getSaveFileName(parent, "Exportera avvikelser", str(start), KINDS)
    if not name:
        return
    target = Path(name)
    context.settings.set(FOLDER, str(target.parent))

    def work(job: Job) -> int:
        with context.tasks.transaction(None) as session:
            return export_avvikelser(session, urval=urval, target=target, progress=job.progress)

    def done(count: object) -> None:
        context.messages.tell("green", f"{count} avvikelser sparade", str(target))

    run_with_progress(parent, context, "Exporterar avvikelser", work, done)
