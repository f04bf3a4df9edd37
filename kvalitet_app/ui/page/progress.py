"""Long work in sight: a bar, what is being done, and a way to stop."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.page.tasks import Job

SHOW_AFTER_MS = 600


def run_with_progress(
    parent: QWidget,
    context: Context,
    title: str,
    work: Callable[[Job], object],
    done: Callable[[object], object],
    *,
    failed: Callable[[BaseException], object] | None = None,
) -> Job:
    """Run long work; the dialog is shown only when it takes more than a moment. `failed` hears of an error first."""
    dialog = _make_dialog(parent, title)
    later = QTimer(dialog)
    later.setSingleShot(True)

    def close() -> None:
        later.stop()
        was_shown = dialog.isVisible()
        dialog.close()
        if was_shown:
            parent.window().activateWindow()  # the keys go back to where the work was begun

    def finish(result: object) -> None:
        close()  # first: what follows may be a dialog of its own
        done(result)

    def fail(error: BaseException) -> None:
        close()
        (failed or context.messages.report)(error)

    job = context.tasks.job(work, done=finish, failed=fail)

    later.timeout.connect(dialog.show)
    later.start(SHOW_AFTER_MS)
    job.progressed.connect(partial(_show, dialog, title))
    dialog.canceled.connect(job.cancel)
    job.cancelled.connect(partial(context.messages.tell, "accent", "Avbrutet", "Ingenting har ändrats."))

    job.finished.connect(close)
    job.finished.connect(dialog.deleteLater)
    return job


def _make_dialog(parent: QWidget, title: str) -> QProgressDialog:
    """The bar with its way to stop; it is shown by a timer of ours alone."""
    dialog = QProgressDialog(title, "Avbryt", 0, 100, parent)
    dialog.setWindowTitle("Kvalitet")
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    dialog.setMinimumDuration(1_000_000)
    return dialog


def _show(dialog: QProgressDialog, title: str, part: int, whole: int, text: str) -> None:
    dialog.setMaximum(max(whole, 1))
    dialog.setValue(part)
    if text:
        dialog.setLabelText(f"{title}\n{text}")
