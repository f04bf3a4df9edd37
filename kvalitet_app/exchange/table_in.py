"""Reads a table out of an XLSX or CSV file from another system, within bounds."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kvalitet_app.domain.errors import InputError
from kvalitet_app.files import storage_errors

MOST_BYTES = 100_000_000
MOST_UNPACKED = 600_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 200
XLSX = (".xlsx", ".xlsm")


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
    with storage_errors(path):
        size = path.stat().st_size
    if size == 0:
        raise InputError(f"{path.name} är tom.")
    if size > MOST_BYTES:
        raise InputError(f"{path.name} är för stor. Dela upp filen: högst {MOST_BYTES // 1_000_000} MB åt gången.")
    lines = _workbook(path) if path.suffix.casefold() in XLSX else _csv(path)
    return _table(path, lines)


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
    from python_calamine import CalamineError, CalamineWorkbook

    foreign = InputError(f"{path.name} är ingen hel Excelfil. Öppna den i Excel, spara som .xlsx och försök igen.")
    try:
        with storage_errors(path), zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise InputError(f"{path.name} blir för stor när den packas upp.")
        book = CalamineWorkbook.from_path(str(path))
        sheet = book.get_sheet_by_index(0)
        for cells in sheet.iter_rows():
            yield [int(c) if isinstance(c, float) and c.is_integer() else c for c in cells]
    except (CalamineError, zipfile.BadZipFile, IndexError, EOFError) as error:
        raise foreign from error


def _csv(path: Path) -> Iterator[list[Any]]:
    with storage_errors(path):
        raw = path.read_bytes()
    if b"\x00" in raw[:2000] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{path.name} är varken en Excelfil eller en CSV-fil.")
    text = _decoded(raw)
    first = text.lstrip().split("\n", 1)[0]
    mark = max(";,\t", key=first.count)
    csv.field_size_limit(10_000_000)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    except csv.Error as error:
        raise InputError(f"{path.name} kan inte läsas som CSV ({error}).") from error


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
