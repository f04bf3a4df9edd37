"""Reads a table out of an XLSX or CSV file from another system, within bounds and in a process of its own."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kvalitet_app.domain.errors import InputError
from kvalitet_app.exchange.package_in import MOST_COLUMNS, MOST_ROWS, check_package
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
MIXED = tuple("åäöÅÄÖ".encode().decode("cp1252", errors="replace")[at : at + 2] for at in range(0, 12, 2))
ESCAPED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows with their number as a spreadsheet counts."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Any, ...]], ...]


def read_table(path: Path) -> Table:
    """Read the first sheet of a workbook, or a CSV file with ; , or tab in UTF-8 or Windows-1252.

    Raises:
        InputError: the file is empty, foreign, damaged or beyond the bounds.
        StorageError: it cannot be opened.
    """
    return _table(path, lines_apart(path))


def lines_apart(path: Path) -> Iterator[list[Any]]:
    """What `table_lines` answers, read where a file that ends the reader ends nothing else."""
    return read_apart("tabell", path, advice=ADVICE)


def table_lines(path: Path) -> Iterator[list[Any]]:
    """The cells of each line, no more than one beyond the bounds.

    Raises:
        InputError, StorageError: as `read_table` says.
    """
    for cells in _lines(path):
        yield cells[: MOST_COLUMNS + 1]


def _lines(path: Path) -> Iterator[list[Any]]:
    with storage_errors(path), path.open("rb") as file:
        size, start = path.stat().st_size, file.read(4)
    if size == 0:
        raise InputError(f"{path.name} är tom.")
    if size > MOST_BYTES:
        raise InputError(f"{path.name} är för stor. Dela upp filen: högst {MOST_BYTES // 1_000_000} MB åt gången.")
    if start == OLE:
        raise InputError(
            f"{path.name} är i ett äldre format eller skyddad med lösenord. Öppna den och spara en kopia som .xlsx."
        )
    return _workbook(path) if start == ZIP or path.suffix.casefold() in XLSX else _csv(path)


def _table(path: Path, lines: Iterator[list[Any]]) -> Table:
    headers: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[Any, ...]]] = []
    for number, cells in enumerate(lines, 1):
        if not any(_said(cell) for cell in cells):
            continue
        if not headers:
            headers = tuple(str(cell).strip() for cell in cells)
            continue
        if len(rows) >= MOST_ROWS:
            raise InputError(f"{path.name} har fler än {MOST_ROWS} rader. Dela upp filen.")
        rows.append((number, tuple(cells[: len(headers)]) + ("",) * (len(headers) - len(cells))))
    if not headers:
        raise InputError(f"{path.name} har ingen rubrikrad.")
    if len(headers) > MOST_COLUMNS:
        raise InputError(f"{path.name} har fler än {MOST_COLUMNS} kolumner.")
    return Table(headers, tuple(rows))


def _said(cell: Any) -> bool:  # noqa: ANN401 - whatever a cell holds
    return cell is not None and str(cell).strip() != ""


def _workbook(path: Path) -> Iterator[list[Any]]:
    """The rows of the first visible sheet that holds anything."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with storage_errors(path):
            check_package(path)
        book = CalamineWorkbook.from_path(str(path))
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet or about.visible is not SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.height:
                for cells in sheet.iter_rows():
                    yield [int(c) if isinstance(c, float) and c.is_integer() else c for c in cells]
                return
    except (CalamineError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        sentence = f"{path.name} är ingen hel Excelfil. Öppna den i Excel, spara som .xlsx och försök igen."
        raise InputError(sentence) from error


def _csv(path: Path) -> Iterator[list[Any]]:
    with storage_errors(path):
        raw = path.read_bytes()
    if b"\x00" in raw[:2000] and not raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        raise InputError(f"{path.name} är varken en Excelfil eller en CSV-fil.")
    text = _decoded(raw, path.name)
    mark, text = _mark(text)
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
    heading = text.lstrip().split("\n", 1)[0]
    outside_quotes = "".join(heading.split('"')[::2])
    return max(";,\t", key=outside_quotes.count), text


def _decoded(raw: bytes, name: str) -> str:
    if raw.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return raw.decode("utf-32", errors="replace")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if any(sign in text for sign in MIXED):
        raise InputError(f"{name} har tecken i olika kodning. Öppna filen och spara den som CSV UTF-8.")
    return text
