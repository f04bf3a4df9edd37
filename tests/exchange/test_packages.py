"""Workbooks that other programs packed in their own way come in right, and what only is called one is told."""

import datetime as dt

import pytest
import xlsxwriter

from kvalitet_app.domain.errors import InputError
from kvalitet_app.exchange.table_in import read_sheet
from tests.lists import TITLED, repacked, text_file, workbook

pytestmark = pytest.mark.usefixtures("here")


def another_name(folder, name):
    """A workbook whose first part is called something else; its relations follow it."""
    inside = name.rpartition("/")[0]

    def called(part):
        renamed = part.replace("xl/", f"{inside}/" if inside else "", 1) if part.startswith("xl/") else part
        return renamed.replace("workbook.xml", name.rpartition("/")[2])

    def content(part, held):
        told = held.replace(b"xl/workbook.xml", name.encode())
        return told.replace(b'"/xl/', f'"/{inside}/'.encode()) if part.endswith((".rels", "].xml")) else held

    return repacked(workbook(folder, TITLED, hidden=(6,)), called, content)


@pytest.mark.parametrize("name", ["xl/workbook2.xml", "xl/Arbetsbok.xml", "data/workbook.xml", "bok.xml"])
def test_a_workbook_by_another_name_is_read(tmp_path, name):
    read = read_sheet(another_name(tmp_path, name))
    assert [cells[0] for _, cells in read.lines][-4:] == ["Nr", 1, 2, "Summa"]
    assert "rad 6" in read.notes[0]


@pytest.mark.parametrize(
    "name", [lambda part: part.replace("/", "\\"), lambda part: part.replace("xl/", "XL/"), lambda part: f"/{part}"]
)
def test_parts_named_in_another_way_are_read(tmp_path, name):
    read = read_sheet(repacked(workbook(tmp_path, TITLED, hidden=(6,)), name))
    assert [cells[0] for _, cells in read.lines][-4:] == ["Nr", 1, 2, "Summa"]
    assert "rad 6" in read.notes[0]


def test_a_workbook_called_xls_is_read_by_its_content(tmp_path):
    path = workbook(tmp_path, TITLED).rename(tmp_path / "lista.xls")
    assert len(read_sheet(path).lines) == 6


@pytest.mark.parametrize("since_1904", [False, True])
def test_a_day_with_a_format_is_itself_however_the_workbook_counts(tmp_path, since_1904):
    path = tmp_path / "dag.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": since_1904}) as book:
        book.add_worksheet().write_datetime(0, 0, dt.date(2026, 3, 9), book.add_format({"num_format": "yyyy-mm-dd"}))
    read = read_sheet(path)
    assert (read.lines[0][1][0], read.since_1904) == (dt.date(2026, 3, 9), since_1904)


@pytest.mark.parametrize(
    ("start", "word"),
    [
        ("<html><body><table>", "webbsida (HTML)"),
        ("\n<!DOCTYPE html>", "webbsida (HTML)"),
        ("<TABLE border=1>", "webbsida (HTML)"),
        ("MIME-Version: 1.0", "webbsida (MHTML)"),
        ('<?xml version="1.0"?><Workbook>', "XML"),
        ("%PDF-1.7", "PDF"),
        ("{\\rtf1", "RTF"),
    ],
)
@pytest.mark.parametrize("name", ["lista.xls", "lista.csv", "lista.xlsx"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_is_no_table_is_told_for_what_it_is(tmp_path, start, word, name, encoding):
    with pytest.raises(InputError) as refused:
        read_sheet(text_file(tmp_path, f"{start}<tr><td>Datum;Enhet</td></tr>\n", name, encoding))
    assert f"{name} är " in refused.value.sentence
    assert word in refused.value.sentence
    assert "spara en kopia som .xlsx" in refused.value.sentence


def test_a_document_of_word_is_no_workbook(tmp_path):
    path = repacked(workbook(tmp_path, TITLED), lambda part: part.replace("xl/workbook", "word/document"))
    with pytest.raises(InputError, match="ingen Excelfil"):
        read_sheet(path)


def test_other_sheets_with_something_on_them_are_told_of(tmp_path):
    path = tmp_path / "blad.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Å & Ä").write_row(0, 0, ["Datum", "Enhet"])
        book.add_worksheet("Tomt").set_column(0, 3, 30)
        book.add_worksheet("2025").write_row(0, 0, ["Datum", "Enhet"])
        book.add_worksheet("Dolt").write_row(0, 0, ["Datum", "Enhet"])
        book.worksheets()[3].hide()
    assert read_sheet(path).notes == ("Bara bladet Å & Ä läses. Det står också något på ”2025” och ”Dolt”.",)
