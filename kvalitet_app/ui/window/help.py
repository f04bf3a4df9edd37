"""F1: the page one stands on, the keys, and the words the program uses."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from kvalitet_app.machine.files import resource
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import column, label, row
from kvalitet_app.ui.parts.markdown import markdown
from kvalitet_app.ui.parts.sheet import size_within
from kvalitet_app.ui.window.actions import ACTIONS, PAGES, page_keys

EXTRA = (
    ("Ctrl+C", "Kopiera markerade rader till Excel"),
    ("J D N E", "Svara i en egenkontroll"),
    ("Alt+ned", "Visa kalender i ett datumfält"),
    ("Ctrl+Retur", "Nästa steg i ett ärende"),
    ("Ctrl++ Ctrl+− Ctrl+0", "Zooma in, zooma ut och visa hela processkartan; Ctrl och mushjulet zoomar också"),
    ("Piltangenter", "Gå mellan rutorna på processkartan; med Ctrl flyttas kartan, Home visar början"),
    ("Retur", "Öppna raden eller rutan; i ett smalt fönster läggs den över listan och Esc stänger"),
)


def help_of(page: str) -> str:
    """What is done on a page, as Markdown with its heading; "" where nothing is told of it."""
    parts = resource("hjalp.md").read_text(encoding="utf-8").split("## ")
    return next((f"## {part.strip()}" for part in parts if part.partition("\n")[0].strip() == page), "")


def help_text(page: str = "") -> str:
    """The help as Markdown: the page first, then the keys, then the words."""
    lines = [help_of(page), "", "## Kortkommandon", ""]
    lines += [f"- **{spec.keys}** {spec.text}" for spec in ACTIONS if spec.shortcut]
    lines += [f"- **{page_keys(i)}** {page.title}" for i, page in enumerate(PAGES[:9], 1)]
    lines += [f"- **{keys}** {text}" for keys, text in EXTRA]
    words = resource("ordlista.md")
    if words.exists():
        lines += ["", words.read_text(encoding="utf-8")]
    return "\n".join(lines)


class HelpWindow(QDialog):
    """A window beside the program, so that one can read and do at the same time."""

    def __init__(self, parent: QWidget, page: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle("Hjälp – Kvalitet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size_within(self, 640, 620)
        text = markdown(help_text(page), "Hjälp", heading="section")
        close = Button("Stäng", key="Esc", press=self.close)
        self.setLayout(column(label("Hjälp", "title"), text, row(None, close), gap=12, margins=(24, 16, 24, 16)))
        close.setFocus()
