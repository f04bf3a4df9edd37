"""Lists of avvikelser as other systems and people leave them, made by script; nothing in them is anybody's.

Each stands for a kind that once came out wrong.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter

from kvalitet_app.exchange.signs_in import Signs

SENTENCE = "Föll på väg till Åkern, ägg och öl"
PLAIN = f"Nr;Datum;Enhet;Beskrivning;Typ\n1;2026-03-09;Tallåsen;{SENTENCE};Fall utan skada\n"
HEADS = ["Nr", "Datum", "Tid", "Enhet", "Typ", "Vad hände"]
CLOCKS: Sequence[tuple[object, str | None]] = (
    (14, "14:00"),
    (8.3, None),
    ("1405", "14:05"),
    ("14.05", "14:05"),
    ("kl. 14:05", "14:05"),
    ("ca 14", None),
    ("14-15", None),
    ("14:05:30", "14:05"),
    ("kväll", None),
    ("08.00–09.00", None),
    (" 14:05", "14:05"),
    ("1405.0", "14:05"),
    ("14,05", "14:05"),
    (timedelta(seconds=50_580), "14:03"),
    (datetime.fromisoformat("2026-03-09T14:03"), "14:03"),
)
"""Clocks as people type them, and what each is; None where nobody can tell."""

TITLED: Sequence[Sequence[object]] = [
    ["Avvikelser januari–mars"],
    ["Uttagen 2026-04-02 av system X"],
    [],
    ["Nr", "Datum", "Enhet", "Typ", "Vad hände"],
    [1, "2026-01-09", "Tallåsen", "Fall utan skada", "Gled på mattan"],
    [2, "2026-02-10", "Videt", "Fall utan skada", "Gled i duschen"],
    ["Summa", 2],
]
AMERICAN = """Nr;Datum;Tid;Enhet;Typ;Vad hände;Status
1;2026-03-09 01:05:00 PM;;Tallåsen;;PM med isodatum;
2;2026-03-09;2:30 PM;Tallåsen;;PM i tidskolumn;
3;3/4/2026 1:05:00 PM;;Tallåsen;;amerikansk dag 4 mars;
4;3/14/2026 1:05:00 PM;;Tallåsen;;amerikansk dag 14 mars;
5;2026-03-09;12:10 AM;Tallåsen;;strax efter midnatt;
6;2026-03-09;2:30 em;Tallåsen;;em;
"""
UNQUOTED = """Nr;Datum;Enhet;Vad hände;Typ;Status
1;2026-03-09;Tallåsen;Föll; slog i knät;Fall utan skada;Avslutad
2;2026-03-09;Tallåsen;Föll;Fall utan skada;Avslutad
3;2026-03-09;Tallåsen;kort rad
"""
TWICE = """Nr;Datum;Enhet;Beskrivning;Datum;Beskrivning;
1;2026-03-09;Tallåsen;rätt text;2026-05-01;uppföljningens text;övrigt
"""
TITLED_CSV = """Avvikelser januari–mars
Uttagen 2026-04-02

Nr;Datum;Tid;Enhet;Typ;Vad hände;Status
1;2026-01-09;08:15;Tallåsen;;Gled på mattan;Ny
Summa;1;;;;;
"""
POWERSHELL = """#TYPE System.Data.DataRow
"Nr","Datum","Enhet","Beskrivning"
"1","2026-03-09","Tallåsen","rad ett, med komma"
"""


def is_whole(text: str) -> bool:
    """Whether no sign of a text is one that a letter becomes when it is read wrong."""
    signs = Signs(guessed=True)
    signs.look(text)
    return not signs.fault() and not set(text) & set("†„ŠŒŽ”™…€š‚")


def text_file(folder: Path, text: str, name: str = "lista.csv", encoding: str = "utf-8-sig") -> Path:
    """A text written in an encoding."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(
    folder: Path, rows: Sequence[Sequence[object]], *, hidden: Sequence[int] = (), since_1904: bool = False
) -> Path:
    """A workbook with one sheet; `hidden` are numbers of rows as a spreadsheet counts."""
    path = folder / "lista.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": since_1904}) as book:
        sheet = book.add_worksheet("Export")
        moment, length = book.add_format({"num_format": "hh:mm"}), book.add_format({"num_format": "[h]:mm"})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                kind = length if isinstance(value, timedelta) else moment if isinstance(value, datetime) else None
                sheet.write(at, column, value, kind)
            if at + 1 in hidden:
                sheet.set_row(at, None, None, {"hidden": True})
    return path


def repacked(
    path: Path, name: Callable[[str], str], content: Callable[[str, bytes], bytes] = lambda _name, held: held
) -> Path:
    """The same package with its parts named, and told of, in another way."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            called = zipfile.ZipInfo("x")
            called.filename = name(part.filename)
            new.writestr(called, content(part.filename, old.read(part)))
    path.write_bytes(made.getvalue())
    return path


def clock_rows() -> list[list[object]]:
    """A list with each of CLOCKS in a row of its own, from row 2 on."""
    rows = [[n, "2026-03-09", clock, "Tallåsen", "", f"klocka {n}"] for n, (clock, _) in enumerate(CLOCKS, 1)]
    return [list(HEADS), *rows]
