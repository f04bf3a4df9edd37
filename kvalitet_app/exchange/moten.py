"""The month of the kvalitetsråd as a workbook: a sheet for the figures and one for each table."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from kvalitet_app.domain.moten.kvalitetsrad import Kvalitetsrad
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.tal import whole_of
from kvalitet_app.exchange.table_out import fitted, sheet_name, stamp_sheet, stamp_workbook
from kvalitet_app.machine.files import write_whole

WIDE, NARROW = 44, 24


def write_workbook(rad: Kvalitetsrad, target: Path, spridning: Spridning) -> None:
    """Write it whole or not at all; texts are texts, whatever they begin with. Raises StorageError."""
    import xlsxwriter

    package = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(package, options) as book:
        stamp_workbook(book, spridning)
        bold = book.add_format({"bold": True, "bottom": 1})
        figures = [(one.etikett, one.varde, one.anmarkning) for one in rad.tal]
        parts: list[tuple[str, Sequence[str], Sequence[Sequence[str]]]] = [
            ("Sammanfattning", (f"{rad.enhet}, {rad.period}", "Antal", "Anmärkning"), figures),
            ("Att ta upp", ("Att ta upp",), [(said,) for said, _ in rad.fragor]),
            *((part.titel, part.rubriker, part.rader) for part in rad.tabeller),
        ]
        for title, heads, rows in parts:
            sheet = book.add_worksheet(sheet_name(title))
            stamp_sheet(sheet, spridning)
            for at, word in enumerate(heads):
                sheet.set_column(at, at, WIDE if at == 0 else NARROW)
                sheet.write_string(0, at, word, bold)
            for number, row in enumerate(rows, 1):
                for at, value in enumerate(row):
                    if at and (figure := whole_of(value)) is not None:
                        sheet.write_number(number, at, figure)
                    else:
                        sheet.write_string(number, at, fitted(value))
            sheet.freeze_panes(1, 0)
    write_whole(target, package.getvalue())
