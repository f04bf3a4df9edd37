"""A file of the program's own kind read back: its first line is its headings."""

from pathlib import Path

from kvalitet_app.exchange.table_in import Table, read_sheet, table_of


def read_table(path: Path) -> Table:
    """The table of a file whose headings stand first."""
    return table_of(read_sheet(path))
