"""The blank form of the reservrutin: one A4 to write an avvikelse on when the computer cannot be used."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from kvalitet_app.machine.files import write_whole
from kvalitet_app.reports.model.inline import Cleaner
from kvalitet_app.reports.pdf.archive import Meta
from kvalitet_app.reports.pdf.fonts import BODY, STRONG
from kvalitet_app.reports.pdf.styles import ACCENT, EDGE, MUTED, PAGE_H, PAGE_W, TEXT
from kvalitet_app.reports.pdf.tagged_canvas import Sheets

TITLE = "Avvikelse på papper"
SIDE, TOP = 18 * mm, 16 * mm
WIDE = PAGE_W - 2 * SIDE
LINE_GAP, BOX, GAP = 8.5 * mm, 3.6 * mm, 4 * mm
RULES = (
    "Skriv vad som hände, inte vem som gjorde fel. Skriv aldrig namn eller personnummer på den det gäller.",
    "Lämna blanketten till enhetschefen samma dag. Den skrivs in i Kvalitet så snart det går.",
)
HARMS = ("Fysisk skada", "Psykisk skada", "Kränkt integritet")


def write_blankett(organisation: str, target: Path) -> None:
    """Write the form as a PDF. Raises StorageError when the place cannot be written."""
    said = Cleaner().clean(organisation)
    sheets = Sheets(Meta(TITLE, said), (PAGE_W, PAGE_H))
    _Form(sheets).draw(said)
    write_whole(target, sheets.content())


class _Form:
    """The form from the top down; `y` is where the next part begins. Its lines and boxes are decoration."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets, self.c = sheets, sheets.canvas
        self.y = PAGE_H - TOP

    def draw(self, organisation: str) -> None:
        self._head(organisation)
        self._fields(("Enhet", 0.52), ("Datum", 0.24), ("Klockan", 0.24))
        self._fields(("Brukarreferens (kod, aldrig namn)", 0.52), ("Typ av händelse, om du vet", 0.48))
        self._lines("Vad hände?", 11)
        self._lines("Vad gjordes genast?", 4)
        self._ticks("Följd för den enskilde", ("Ingen", "Obehag", "Skada", "Vet inte"))
        for harm in HARMS:
            self._ticks(harm, ("Ingen", "Kunde ha skett", "Skedde"))
        self._ticks("Gäller det också", ("Misstänkt missförhållande (lex Sarah)", "Ett barn är berört"))
        self._fields(("Skrivet av", 0.52), ("Telefon", 0.24), ("Datum", 0.24))
        self._foot()

    def _head(self, organisation: str) -> None:
        self._say(organisation, 9, MUTED)
        self.y -= 8 * mm
        self._say(TITLE, 20, ACCENT, STRONG, tag="H1")
        self.y -= 6.5 * mm
        for rule in RULES:
            self._say(rule, 9.5, TEXT)
            self.y -= 4.8 * mm
        self.y -= 2 * mm

    def _say(self, words: str, size: float, colour: Color, face: str = BODY, *, tag: str = "P") -> None:
        self.c.setFont(face, size)
        self.c.setFillColor(colour)
        self.sheets.say(SIDE, self.y, words, tag=tag)

    def _box(self, x: float, y: float, wide: float, high: float, line: float) -> None:
        with self.c.tagged(None):
            self.c.setStrokeColor(EDGE)
            self.c.setLineWidth(line)
            self.c.rect(x, y, wide, high)

    def _fields(self, *fields: tuple[str, float]) -> None:
        x = SIDE
        for word, share in fields:
            wide = WIDE * share - (3 * mm if x + WIDE * share < SIDE + WIDE - 1 else 0)
            self._box(x, self.y - 11 * mm, wide, 11 * mm, 0.7)
            self.c.setFont(STRONG, 8)
            self.c.setFillColor(MUTED)
            self.sheets.say(x + 1.8 * mm, self.y - 3.6 * mm, word)
            x += WIDE * share
        self.y -= 11 * mm + GAP

    def _lines(self, word: str, count: int) -> None:
        self.y -= 3 * mm
        self._say(word, 10, TEXT, STRONG)
        for _ in range(count):
            self.y -= LINE_GAP
            with self.c.tagged(None):
                self.c.setStrokeColor(EDGE)
                self.c.setLineWidth(0.5)
                self.c.line(SIDE, self.y, SIDE + WIDE, self.y)
        self.y -= GAP

    def _ticks(self, word: str, choices: Sequence[str]) -> None:
        self.y -= 3.2 * mm
        self._say(word, 10, TEXT, STRONG)
        x = SIDE + 44 * mm
        for choice in choices:
            self._box(x, self.y - 0.6 * mm, BOX, BOX, 0.8)
            self.c.setFont(BODY, 10)
            self.c.setFillColor(TEXT)
            self.sheets.say(x + BOX + 1.6 * mm, self.y, choice)
            x += BOX + 1.6 * mm + self.c.stringWidth(choice, BODY, 10) + 7 * mm
        self.y -= 4.6 * mm

    def _foot(self) -> None:
        self.y -= 1 * mm
        self._say("Fylls i av den som skriver in", 8.5, MUTED, STRONG)
        self.y -= 2.5 * mm
        self._fields(("Inskriven av", 0.52), ("Datum", 0.24), ("Nummer i Kvalitet", 0.24))
