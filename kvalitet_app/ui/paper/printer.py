"""Printing through the system's own dialog: the pages of a PDF, drawn at the printer's resolution."""

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QWidget

DPI = 200
POINTS = 72


def print_pdf(parent: QWidget, path: Path) -> bool:
    """Ask for a printer and print; False when the person pressed Avbryt."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(path.stem)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Skriv ut")
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    draw_pages(path, printer, first=printer.fromPage(), last=printer.toPage())
    return True


def draw_pages(path: Path, printer: object, *, first: int = 0, last: int = 0) -> int:
    """Draw the pages (from 1; 0: all) on a printer; answers how many."""
    from PySide6.QtPrintSupport import QPrinter

    if not isinstance(printer, QPrinter):
        raise TypeError("a printer is needed")
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(path)
    pages = range((first or 1) - 1, min(last or len(document), len(document)))
    wide, high = document[0].get_size()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait)
    painter = QPainter(printer)
    try:
        for count, at in enumerate(pages):
            if count:
                printer.newPage()
            picture = document[at].render(scale=DPI / POINTS).to_pil().convert("RGB")
            raw = picture.tobytes()
            image = QImage(raw, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
            sheet = printer.pageLayout().paintRectPixels(printer.resolution())
            share = min(sheet.width() / picture.width, sheet.height() / picture.height)
            painter.drawImage(QRectF(0, 0, picture.width * share, picture.height * share), image)
    finally:
        painter.end()
        document.close()
    return len(pages)
