"""Addresses in texts that somebody wrote: opened only when they lead to the web or to a mail, and after a question.

A name of a file or of a server is never opened: on Windows it signs the reader in there, or starts what lies there.
"""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from kvalitet_app.domain.rutiner.lankar import SCHEMES


def may_open(url: QUrl) -> bool:
    """Whether an address leads to the web or to a mail, and says so whole."""
    return url.isValid() and url.scheme().lower() in SCHEMES and bool(url.host() or url.scheme().lower() == "mailto")


def open_link(parent: QWidget, url: QUrl) -> None:
    """Ask whether an address is to be opened, shown whole; one that the program does not open can be copied."""
    address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    opens = may_open(url)
    said = "Öppna adressen?" if opens else "Programmet öppnar inte adressen"
    box = QMessageBox(QMessageBox.Icon.Question if opens else QMessageBox.Icon.Information, "Kvalitet", said)
    box.setParent(parent.window(), box.windowFlags())
    why = "" if opens else "\n\nDen leder till en fil eller en plats på nätverket. Kopiera den om du litar på den."
    box.setInformativeText(address + why)
    yes = box.addButton("Öppna", QMessageBox.ButtonRole.AcceptRole) if opens else None
    copy = box.addButton("Kopiera adressen", QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton("Avbryt", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    if pressed is copy:
        QGuiApplication.clipboard().setText(address)
    elif yes is not None and pressed is yes:
        QDesktopServices.openUrl(url)
