"""Swedish in Qt's own buttons, dates and numbers."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def install_swedish(app: QApplication) -> None:
    """Make Qt speak Swedish: its locale and the texts of its own dialogs."""
    QLocale.setDefault(QLocale("sv_SE"))
    translator = QTranslator(app)
    translator.load("qtbase_sv", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    app.installTranslator(translator)
