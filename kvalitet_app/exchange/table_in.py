"""Reads a table out of an XLSX or CSV file from another system, within bounds and in a process of its own."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO

from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.tal import count, quoted
from kvalitet_app.exchange.package_in import MOST_COLUMNS, MOST_ROWS, check_package
from kvalitet_app.exchange.signs_in import Signs
from kvalitet_app.exchange.workbook_in import Package, hidden_rows, holds_cells, open_package, renamed
from kvalitet_app.machine.apart import read_apart
from kvalitet_app.machine.files import storage_errors

MOST_BYTES = 100_000_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
XLSX = (".xlsx", ".xlsm")
ADVICE = (
    "Den är skadad, eller tar mer minne än en sådan lista brukar. "
    "Öppna den i Excel, kopiera det som ska läsas till en ny arbetsbok och spara den som .xlsx."
)
LONGEST_CELL = 10_000_000
SHOWN_ROWS, MOST_ABOVE, LONGEST_SHOWN = 20, 5, 90
SAMPLE, SAMPLE_LINES = 200_000, 100
IN_QUOTES = "Sätt text som har skiljetecknet i sig inom citattecken, eller ge varje kolumn en rubrik."
FOREIGN = {
    b"<!doctype": "en webbsida (HTML)",
    b"<html": "en webbsida (HTML)",
    b"<table": "en webbsida (HTML)",
    b"<head": "en webbsida (HTML)",
    b"<meta": "en webbsida (HTML)",
    b"<style": "en webbsida (HTML)",
    b"mime-version": "en webbsida (MHTML)",
    b"<?xml": "XML",
    b"<workbook": "XML",
    b"%pdf": "en PDF",
    b"{\\rtf": "ett textdokument (RTF)",
}
_QUOTED = re.compile(r'(?:(?<=[;,\t\n\r])|^)"(?:[^"]|"")*"')
ESCAPED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a file that hold anything, each with its number as a spreadsheet counts.

    `notes` are sentences about what a reader would not see; `since_1904` where the workbook counts days from there.
    """

    lines: tuple[tuple[int, tuple[Any, ...]], ...]
    notes: tuple[str, ...] = ()
    since_1904: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows with their number as a spreadsheet counts.

    A heading that stands twice is numbered, one that is missing is named by its place. `faults` are rows with more
    cells than there are headings: nobody knows which cell is one too many.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    faults: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
    since_1904: bool = False


def read_sheet(path: Path) -> Sheet:
    """Read the first sheet of a workbook that holds anything, or a CSV file with ; , or tab in UTF-8 or Windows-1252.

    Raises:
        InputError: the file is empty, foreign, damaged, beyond the bounds, or its letters are wrong.
        StorageError: it cannot be opened.
    """
    lines: list[tuple[int, tuple[Any, ...]]] = []
    since_1904, notes, hidden = False, (), frozenset[int]()
    for number, cells in enumerate(lines_apart(path)):
        if number == 0:
            since_1904, notes, hidden = cells[0], tuple(cells[1]), frozenset(cells[2])
        elif any(said(cell) for cell in cells):
            if len(lines) > MOST_ROWS:
                raise InputError(f"{path.name} har fler än {MOST_ROWS} rader. Dela upp filen.")
            lines.append((number, tuple(cells)))
    if not lines:
        raise InputError(f"{path.name} är tom: där finns inga rader.")
    if any(said(cell) for _, cells in lines for cell in cells[MOST_COLUMNS:]):
        raise InputError(f"{path.name} har fler än {MOST_COLUMNS} kolumner.")
    unseen = [number for number, _ in lines if number in hidden]
    told = f"{count(len(unseen), 'rad är dold', 'rader är dolda')} i Excel men läses också: {row_numbers(unseen)}."
    return Sheet(tuple(lines), (*notes, told) if unseen else notes, since_1904)


def row_numbers(numbers: Sequence[int]) -> str:
    """ "rad 5, 6, 7", and of many how many more there are."""
    more = f" och {len(numbers) - SHOWN_ROWS} till" if len(numbers) > SHOWN_ROWS else ""
    return f"rad {', '.join(str(number) for number in numbers[:SHOWN_ROWS])}{more}"


def table_of(sheet: Sheet, headings: Sequence[int] | None = None) -> Table:
    """The sheet as a table whose headings stand on these lines, the first line where nothing is said, () on none.

    Of two lines the lower counts, and the upper where the lower says nothing. Lines above are told in `notes`.
    """
    chosen = tuple(sheet.lines[0][:1]) if headings is None else tuple(headings)
    last = max(chosen, default=0)
    rows = [(number, cells) for number, cells in sheet.lines if number > last]
    above = [(number, cells) for number, cells in sheet.lines if number < last and number not in chosen]
    named = _joined([cells for number, cells in sheet.lines if number in chosen])
    wide = _extent(named) if chosen else max((_extent(cells) for _, cells in rows), default=0)
    usual = _usual_length([cells for _, cells in rows])
    if chosen and len(named) > wide:  # columns without a heading that the heading line has room for
        wide = max([wide, *(min(_extent(cells), len(named)) for _, cells in rows)])
    faults, kept = [], []
    for number, cells in rows:
        if len(cells) > max(usual, wide, len(named)) or _extent(cells) > wide:
            faults.append((number, f"raden har {len(cells)} celler, men rubrikerna är {wide}. {IN_QUOTES}"))
        else:
            kept.append((number, cells[:wide] + ("",) * (wide - len(cells))))
    notes = (*sheet.notes, *_told_above(above))
    return Table(_names(named, wide), tuple(kept), tuple(faults), notes, sheet.since_1904)


def _joined(headings: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """One line of headings out of one or two."""
    if len(headings) < 2:
        return headings[0] if headings else ()
    pairs = zip_longest(*headings, fillvalue="")
    return tuple(lower if said(lower) else upper for upper, lower in pairs)


def _names(cells: Sequence[Any], wide: int) -> tuple[str, ...]:
    """The headings, each its own: what stands twice is numbered, what is missing named by its place."""
    names: list[str] = []
    taken: set[str] = set()
    for at in range(wide):
        name = " ".join(str(cells[at]).split()) if at < len(cells) and said(cells[at]) else f"Kolumn {at + 1}"
        own, turn = name, 1
        while own.casefold() in taken:
            turn += 1
            own = f"{name} ({turn})"
        taken.add(own.casefold())
        names.append(own)
    return tuple(names)


def _extent(cells: Sequence[Any]) -> int:
    """The number of the last cell that holds anything."""
    return next((at + 1 for at in range(len(cells) - 1, -1, -1) if said(cells[at])), 0)


def _usual_length(rows: Sequence[Sequence[Any]]) -> int:
    """How many cells most rows have, empty ones counted; the least of several."""
    lengths = Counter(map(len, rows))
    return min((n for n, often in lengths.items() if often == max(lengths.values())), default=0)


def _told_above(above: Sequence[tuple[int, Sequence[Any]]]) -> tuple[str, ...]:
    if not above:
        return ()
    words = "; ".join(shown_line(cells) for _, cells in above[:MOST_ABOVE])
    return (f"Ovanför rubrikerna, läses inte in: {row_numbers([number for number, _ in above])} (”{words}”).",)


def shown_line(cells: Sequence[Any]) -> str:
    """What stands on a line, short enough to show."""
    text = " · ".join(" ".join(str(cell).split()) for cell in cells if said(cell))
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def lines_apart(path: Path) -> Iterator[list[Any]]:
    """What `table_lines` answers, read where a file that ends the reader ends nothing else."""
    return read_apart("tabell", path, advice=ADVICE)


def table_lines(path: Path) -> Iterator[list[Any]]:
    """First what is known of the whole, then the cells of each line, no more than one beyond the bounds.

    The first value holds whether days are counted from 1904, notes, and the numbers of hidden rows.

    Raises:
        InputError, StorageError: as `read_sheet` says.
    """
    for cells in _lines(path):
        yield cells[: MOST_COLUMNS + 1]


def _lines(path: Path) -> Iterator[list[Any]]:
    with storage_errors(path), path.open("rb") as file:
        size, start = path.stat().st_size, file.read(1000)
    if size == 0:
        raise InputError(f"{path.name} är tom.")
    if size > MOST_BYTES:
        raise InputError(f"{path.name} är för stor. Dela upp filen: högst {MOST_BYTES // 1_000_000} MB åt gången.")
    _refuse_foreign(start, path.name)
    if start.startswith(OLE):
        raise InputError(
            f"{path.name} är i ett äldre format eller skyddad med lösenord. Öppna den och spara en kopia som .xlsx."
        )
    return _workbook(path) if start.startswith(ZIP) or path.suffix.casefold() in XLSX else _csv(path)


def said(cell: Any) -> bool:  # noqa: ANN401 - whatever a cell holds
    """Whether a cell holds anything to see."""
    return cell is not None and str(cell).strip() != ""


def _workbook(path: Path) -> Iterator[list[Any]]:
    """The rows of the first visible sheet that holds anything, and before them what is known of the workbook."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with storage_errors(path), path.open("rb") as file:
            check_package(path)
            package = open_package(file)
            if package is None:
                raise InputError(f"{path.name} är ingen Excelfil. Spara listan som .xlsx eller .csv.")
            file.seek(0)
            book = CalamineWorkbook.from_filelike(file if package.is_plain else renamed(file, package))
            sheets = [about for about in book.sheets_metadata if about.typ is SheetTypeEnum.WorkSheet]
            names = [about.name for about in sheets if about.visible is SheetVisibleEnum.Visible]
            name, sheet = next(
                ((name, found) for name in names if (found := book.get_sheet_by_name(name)).height), ("", None)
            )
            others = [about.name for about in sheets if about.name != name and _holds(file, package, about.name)]
            part = package.parts.get(package.sheets.get(name, ""))
            hidden = [] if part is None else hidden_rows(file, part)
        told = [f"Bara bladet {name} läses. Det står också något på {quoted(others)}."] if others else []
        yield [package.since_1904, told, hidden]
        signs = Signs()
        for cells in () if sheet is None else sheet.iter_rows():
            for cell in cells:
                if isinstance(cell, str):
                    signs.look(cell)
            yield [int(c) if isinstance(c, float) and c.is_integer() else c for c in cells]
        signs.judge(path.name)
    except (CalamineError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        sentence = f"{path.name} är ingen hel Excelfil. Öppna den i Excel, spara som .xlsx och försök igen."
        raise InputError(sentence) from error


def _holds(file: BinaryIO, package: Package, sheet: str) -> bool:
    part = package.parts.get(package.sheets.get(sheet, ""))
    return part is not None and holds_cells(file, part)


def _csv(path: Path) -> Iterator[list[Any]]:
    with storage_errors(path):
        raw = path.read_bytes()
    if b"\x00" in raw[:2000] and not raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        raise InputError(f"{path.name} är varken en Excelfil eller en CSV-fil.")
    text, guessed = _decoded(raw)
    signs = Signs(guessed=guessed)
    signs.look(text)
    signs.judge(path.name)
    mark, text = _mark(text)
    yield [False, [], []]
    csv.field_size_limit(LONGEST_CELL)
    if text.count('"') % 2:
        _refuse_open_quote(path.name, text, mark)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            yield [cell[1:] if ESCAPED.match(cell) else cell for cell in cells]
    except csv.Error as error:
        raise InputError(f"{path.name} kan inte läsas: en cell är orimligt lång.") from error


def _refuse_open_quote(name: str, text: str, mark: str) -> None:
    """A quote that is never closed would make one text of all the rows that follow."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    line = 0
    try:
        for _ in reader:
            line = reader.line_num
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            sentence = f"{name}: citattecknet som öppnas på rad {line + 1} stängs aldrig. Rätta filen och försök igen."
            raise InputError(sentence) from error


def _mark(text: str) -> tuple[str, str]:
    """The sign between the columns; a first line that only names it (`sep=;`) is left empty."""
    first, _, rest = text.partition("\n")
    named = first.strip().casefold()
    if len(named) == 5 and named.startswith("sep=") and named[4] in ";,|":
        return named[4], f"\n{rest}"
    sample = _QUOTED.sub("", text[:SAMPLE])
    lines = [line for line in sample.splitlines()[:SAMPLE_LINES] if line.strip()]
    return max(";,\t", key=lambda mark: _agreement(mark, lines)), text


def _agreement(mark: str, lines: Sequence[str]) -> int:
    """How much the lines agree upon a sign: titles and texts hold it now and then, columns on each line."""
    often = Counter(n for line in lines if (n := line.count(mark)))
    return max((n * lines for n, lines in often.items()), default=0)


def _refuse_foreign(raw: bytes, name: str) -> None:
    """What is no table, whatever it is called, is told for what it is."""
    start = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    kind = next((word for sign, word in FOREIGN.items() if start.startswith(sign)), "")
    if kind:
        raise InputError(f"{name} är {kind}, ingen tabell. Öppna den i Excel och spara en kopia som .xlsx.")


def _decoded(raw: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding is a guess."""
    if raw.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return raw.decode("utf-32", errors="replace"), False
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace"), False
    try:
        return raw.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), True
