"""Writes a table to XLSX or CSV: whole or not at all, and nothing in it that a spreadsheet would run."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.machine.files import whole_file

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
STEP = 500
CELL_MOST = 32_767  # as Excel counts: an emoji is two
CUT = " … [AVKORTAD: texten har {} tecken och får inte plats i en Excelcell; hela texten följer med i en CSV-fil]"
WINTER = " (vintertid)"


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column: heading, value, width in characters."""

    title: str
    value: Callable[[Any], object]
    width: int = 16


def write_table(
    target: Path,
    columns: Sequence[OutColumn],
    rows: Iterable[Any],
    *,
    total: int,
    sheet: str = "Avvikelser",
    spridning: Spridning | None = None,
    progress: Progress = no_progress,
) -> int:
    """Write the rows as they come; answers how many. The kind follows the name, `sheet` is the workbook's only one.

    A workbook carries `spridning` in its properties and at the head and foot of its printed pages. A CSV has no such
    place: a line above its headings would keep it from being read back.

    Raises:
        InputError: the name ends neither with .xlsx nor .csv.
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    kind = target.suffix.casefold()
    if kind not in (".xlsx", ".csv"):
        raise InputError("Filen ska sluta på .xlsx eller .csv.")
    counted = _counted(rows, total, progress)
    with whole_file(target) as temporary:
        if kind == ".csv":
            return _write_csv(temporary, columns, counted)
        return _write_xlsx(temporary, columns, counted, (sheet_name(sheet), spridning))


def sheet_name(title: str) -> str:
    """A title as a workbook takes it: at most 31 characters, none of []:*?/\\."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip("' ")[:31] or "Blad"


def _counted(rows: Iterable[Any], total: int, progress: Progress) -> Iterable[Any]:
    for number, row in enumerate(rows):
        if number % STEP == 0:
            progress(number, total, f"{number} av {total} rader")
        yield row


def _write_xlsx(
    path: Path, columns: Sequence[OutColumn], rows: Iterable[Any], sheet: tuple[str, Spridning | None]
) -> int:
    """By way of memory: a package that cannot be ended on a full disk tries again, loudly, when it is thrown away."""
    from xlsxwriter.exceptions import FileCreateError

    package = BytesIO()
    try:
        count = _fill_workbook(package, columns, rows, sheet)
    except FileCreateError as error:
        raise (error.args[0] if error.args and isinstance(error.args[0], OSError) else error) from None
    path.write_bytes(package.getbuffer())
    return count


def _fill_workbook(
    package: BytesIO, columns: Sequence[OutColumn], rows: Iterable[Any], sheet_of: tuple[str, Spridning | None]
) -> int:
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    count = 0
    with xlsxwriter.Workbook(package, options) as book:
        sheet = book.add_worksheet(sheet_of[0])
        if sheet_of[1] is not None:
            stamp_workbook(book, sheet_of[1])
            stamp_sheet(sheet, sheet_of[1])
        bold = book.add_format({"bold": True, "bottom": 1})
        as_date = book.add_format({"num_format": "yyyy-mm-dd"})
        as_moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        as_clock = book.add_format({"num_format": "hh:mm"})
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.title, bold)
        for count, row in enumerate(rows, 1):
            for at, column in enumerate(columns):
                value = column.value(row)
                if isinstance(value, (datetime, time)) and not value.fold:
                    plain = value.replace(second=0, microsecond=0, tzinfo=None)
                    sheet.write_datetime(count, at, plain, as_moment if isinstance(plain, datetime) else as_clock)
                elif isinstance(value, date) and not isinstance(value, datetime):
                    sheet.write_datetime(count, at, value, as_date)
                elif isinstance(value, (int, float)) and not isinstance(value, bool):
                    sheet.write_number(count, at, value)
                elif value is not None:
                    sheet.write_string(count, at, fitted(_text(value)))
        sheet.freeze_panes(1, 0)
        if columns:
            sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
    return count


def stamp_workbook(book: Any, spridning: Spridning) -> None:  # noqa: ANN401 - XlsxWriter's workbook
    """Say in the file's properties to whom it may go."""
    said = spridning.word
    book.set_properties({"title": "Ur Kvalitet", "keywords": said, "status": said, "category": said})


def stamp_sheet(sheet: Any, spridning: Spridning) -> None:  # noqa: ANN401 - XlsxWriter's sheet
    """Say so at the head and foot of each printed page, where it is no cell that is read back."""
    sheet.set_header(f"&L{spridning.word.upper()}&R&A")
    sheet.set_footer(f"&L{spridning.word.upper()}&R&P (&N)")
    sheet.repeat_rows(0)


def _write_csv(path: Path, columns: Sequence[OutColumn], rows: Iterable[Any]) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([column.title for column in columns])
        written = 0
        for row in rows:
            writer.writerow([csv_cell(column.value(row)) for column in columns])
            written += 1
    return written


def fitted(text: str) -> str:
    """A text that a cell of a workbook holds; one that is too long says at its end that it was cut."""
    if len(text) <= CELL_MOST // 2:
        return text
    raw = text.encode("utf-16-le", errors="replace")
    if len(raw) <= 2 * CELL_MOST:
        return text
    mark = CUT.format(len(text))
    return raw[: 2 * (CELL_MOST - len(mark))].decode("utf-16-le", errors="ignore") + mark


def csv_cell(value: object) -> str:
    """A value as text; a text that a spreadsheet would run gets a ' before it."""
    if isinstance(value, str) and value.lstrip("'").startswith(DANGEROUS):
        return f"'{value}"
    return _text(value)


def _text(value: object) -> str:
    """Days and times as Swedes write them; the hour that comes back in October says when it is the second one."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}{WINTER if value.fold else ''}"
    if isinstance(value, time):
        return f"{value:%H:%M}{WINTER if value.fold else ''}"
    return str(value)
