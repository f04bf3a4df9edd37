"""Printing through the system's own dialog: the pages of a PDF, drawn one by one at the printer's resolution."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QProgressDialog, QWidget

from kvalitet_app.domain.errors import StorageError

if TYPE_CHECKING:
    from pypdfium2 import PdfPage
    from PySide6.QtPrintSupport import QPrinter

    from kvalitet_app.ui.page.context import Context

DPI = 200
POINTS = 72
REFUSED = (
    "Skrivaren tog inte emot utskriften. Kontrollera att den är på och ansluten, eller välj en annan skrivare. "
    "Inget är antecknat som utskrivet."
)


def print_pdf(parent: QWidget, context: Context, path: Path, done: Callable[[bool], object]) -> None:
    """Ask for a printer and print, the window alive between the pages; `done` is told whether all of it was taken."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(path.stem)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Skriv ut")
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        done(False)
        return
    Printing(parent, context, drawn_pages(path, printer, first=printer.fromPage(), last=printer.toPage()), done)


class Printing(QObject):
    """Pages on their way to a printer, one each time the window has nothing else to do; Avbryt stops after a page."""

    def __init__(
        self, parent: QWidget, context: Context, pages: Iterator[tuple[int, int]], done: Callable[[bool], object]
    ) -> None:
        super().__init__(parent)
        self._context, self._pages, self._done = context, pages, done
        self._bar = QProgressDialog("Skriver ut", "Avbryt", 0, 0, parent)
        self._bar.setWindowTitle("Kvalitet")
        self._bar.setWindowModality(Qt.WindowModality.WindowModal)
        self._bar.setAutoReset(False)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(0)

    def _next(self) -> None:
        try:
            drawn, of = next(self._pages)
        except StopIteration:
            self._end(printed=True)
        except StorageError as error:
            self._end(printed=False)
            self._context.messages.report(error)
        else:
            self._bar.setMaximum(of)
            self._bar.setValue(drawn)
            if self._bar.wasCanceled() and drawn < of:
                self._end(printed=False)
                self._context.messages.tell("accent", "Utskriften är avbruten", f"{drawn} av {of} sidor skickades.")

    def _end(self, *, printed: bool) -> None:
        self._timer.stop()
        close = getattr(self._pages, "close", None)
        if close is not None:
            close()
        self._bar.close()
        self._bar.deleteLater()
        self.deleteLater()
        self._done(printed)


def drawn_pages(path: Path, printer: QPrinter, *, first: int = 0, last: int = 0) -> Iterator[tuple[int, int]]:
    """Draw the pages (from 1; 0: all) on a printer, telling after each how many of how many are drawn.

    Raises:
        StorageError: the printer does not take them.
    """
    import pypdfium2 as pdfium

    with closing(pdfium.PdfDocument(path)) as document:
        pages = range((first or 1) - 1, min(last or len(document), len(document)))
        wide, high = document[0].get_size()
        lying = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(lying)
        painter = QPainter()
        if not painter.begin(printer):
            raise StorageError(REFUSED)
        try:
            for count, at in enumerate(pages):
                if count and not printer.newPage():
                    raise StorageError(REFUSED)
                _draw(document[at], painter, printer)
                yield count + 1, len(pages)
        finally:
            took = painter.end()
        if not took or printer.printerState() in (printer.PrinterState.Error, printer.PrinterState.Aborted):
            raise StorageError(REFUSED)


def _draw(page: PdfPage, painter: QPainter, printer: QPrinter) -> None:
    picture = page.render(scale=DPI / POINTS).to_pil().convert("RGB")
    raw = picture.tobytes()
    image = QImage(raw, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    sheet = printer.pageLayout().paintRectPixels(printer.resolution())
    share = min(sheet.width() / picture.width, sheet.height() / picture.height)
    painter.drawImage(QRectF(0, 0, picture.width * share, picture.height * share), image)
