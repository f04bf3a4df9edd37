"""Workbooks that end their reader, or fill its memory, end nothing else: they are told of in a sentence."""

import datetime as dt
import zipfile

import pytest
import xlsxwriter

from kvalitet_app.domain.errors import InputError, StorageError
from tests.tables import read_table


def changed(source, target, part, change):
    """A copy of a workbook with one part of it changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            content = old.read(one)
            new.writestr(one.filename, change(content) if one.filename.endswith(part) else content)
    return target


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """A small workbook with every kind of cell."""
    path = tmp_path_factory.mktemp("bok") / "bok.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Text", "Tal", "Halvt", "Ja", "Dag", "Stund", "Tom", "Tid"])
        sheet.write_row(1, 0, ["Björken ☃", 7, 0.5])
        sheet.write_boolean(1, 3, True)
        sheet.write_datetime(1, 4, dt.date(2026, 3, 9), book.add_format({"num_format": "yyyy-mm-dd"}))
        moment = dt.datetime.fromisoformat("2026-03-09T14:05")
        sheet.write_datetime(1, 5, moment, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.write_datetime(1, 7, dt.timedelta(hours=30), book.add_format({"num_format": "[h]:mm"}))
    return path


def far_apart(content):
    """Two cells at the corners of a sheet, written in a way that no search for `r="` finds."""
    cell = b"<row r='1048576'><c t='n' s='0' \n r\t=\n'XFD1048576'><v>1</v></c></row></sheetData>"
    return content.replace(b"</sheetData>", cell)


def many_texts(content):
    """A list of texts that says that it holds four thousand million."""
    start = content.index(b"count=")
    return content[:start] + b'count="4000000000" uniqueCount="4000000000">' + content[content.index(b"<si>") :]


@pytest.mark.parametrize(
    ("part", "change"), [("sheet1.xml", far_apart), ("sharedStrings.xml", many_texts)], ids=["far", "texts"]
)
def test_a_workbook_that_ends_its_reader_is_told_of(workbook, tmp_path, part, change):
    bad = changed(workbook, tmp_path / "listan.xlsx", part, change)
    with pytest.raises(InputError, match=r"listan\.xlsx .*\.$"):
        read_table(bad)


def test_every_kind_of_cell_comes_through_as_it_is(workbook):
    (row,) = read_table(workbook).rows
    day, moment = dt.date(2026, 3, 9), dt.datetime.fromisoformat("2026-03-09T14:05")
    assert row == (2, ("Björken ☃", 7, 0.5, True, day, moment, "", dt.timedelta(hours=30)))


def test_a_file_that_is_gone_is_a_sentence(tmp_path):
    with pytest.raises(StorageError, match=r"\.$"):
        read_table(tmp_path / "borta.xlsx")
