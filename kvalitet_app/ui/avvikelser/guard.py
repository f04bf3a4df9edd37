"""The guard beside the form: says what looks like a personnummer, offers a reference instead, and takes a "no"."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.personnummer import Traff
from kvalitet_app.ui.parts.fields import TextBox
from kvalitet_app.ui.parts.layout import clear, column
from kvalitet_app.ui.parts.reading import MessageBar

HEADS = {
    "personnummer": "Ser ut som ett personnummer",
    "samordningsnummer": "Ser ut som ett samordningsnummer",
    "telefon": "Ser ut som ett telefonnummer",
    "e-post": "Ser ut som en e-postadress",
    "namn": "Ett namn ur personregistret",
    "möjligt namn": "Ser ut som ett namn",
}
SHOWN = 2
COLLEAGUE = "en medarbetare"


def somebody(text: str, start: int) -> str:
    """What stands for a person without a reference, as it is written there: with a capital where a sentence begins."""
    before = text[:start].rstrip()
    return "Brukaren" if not before or before[-1] in ".!?:" else "brukaren"


class Guard(QWidget):
    """Warns, never blocks: a time stamp passes the check digit one time in ten."""

    def __init__(self, references: Callable[[], Sequence[str]], looked: Callable[[], object]) -> None:
        super().__init__()
        self._references, self._looked = references, looked
        self._cleared: set[str] = set()
        self._shown: tuple[tuple[str, int], ...] = ()
        self._box = column(gap=8)
        self.setLayout(self._box)
        self.hide()

    @property
    def cleared(self) -> tuple[str, ...]:
        """The numbers that the person has said are no personnummer; a name that was kept is nobody else's matter."""
        return tuple(sorted(text for text in self._cleared if any(sign.isdecimal() for sign in text)))

    def is_cleared(self, hit: Traff) -> bool:
        """Whether the person has said so of this one."""
        return hit.text in self._cleared

    def forget(self) -> None:
        """Begin anew with another form."""
        self._cleared.clear()

    def show_hits(self, hits: Sequence[tuple[TextBox, Traff]]) -> None:
        """One band for each of the first hits."""
        now = tuple((hit.text, hit.start) for _, hit in hits)
        if now == self._shown:
            return
        self._shown = now
        clear(self._box)
        for box, hit in hits[:SHOWN]:
            self._box.addWidget(self._band(box, hit))
        self.setVisible(bool(hits))

    def _band(self, box: TextBox, hit: Traff) -> MessageBar:
        references = self._references()
        ways: list[tuple[str, Callable[[], object]]] = []
        if hit.kind in ("personnummer", "samordningsnummer"):
            code = references[0] if references else somebody(box.toPlainText(), hit.start)
            ways.append((f"Byt till {code}", lambda: box.replace_place(hit.start, hit.end, code)))
            text = f"{hit.shown} står i texten. Skriv brukarreferensen i stället."
            no = "Inte ett personnummer"
        elif hit.kind == "möjligt namn":
            code = references[0] if references else somebody(box.toPlainText(), hit.start)
            ways.append((f"Byt till {code}", lambda: box.replace_place(hit.start, hit.end, code)))
            text = f"{hit.shown} står i texten. Skriv brukarreferensen i stället för ett namn."
            no = "Behåll"
        elif hit.kind == "namn":
            ways.append((f"Byt till {COLLEAGUE}", lambda: box.replace_place(hit.start, hit.end, COLLEAGUE)))
            text = f"{hit.shown} står i texten. Skriv om arbetssättet, inte om en medarbetare."
            no = "Behåll"
        else:
            ways.append(("Ta bort", lambda: box.replace_place(hit.start, hit.end, "")))
            text = f"{hit.shown} står i texten. Behövs den?"
            no = "Behåll"
        ways.append((no, lambda: self._clear(hit)))
        return MessageBar("yellow", HEADS[hit.kind], text, *ways)

    def _clear(self, hit: Traff) -> None:
        self._cleared.add(hit.text)
        self._looked()
