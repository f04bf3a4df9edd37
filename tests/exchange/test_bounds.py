"""Workbooks and CSV files made to do harm, or by programs with ways of their own."""

import contextlib
import csv
import struct
import zipfile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet_app.domain.errors import InputError
from kvalitet_app.exchange import package_in, table_in
from kvalitet_app.exchange.package_in import column_number
from kvalitet_app.exchange.table_out import OutColumn, write_table
from tests.lists import is_whole
from tests.tables import read_table

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """A small workbook with texts, numbers and a day."""
    path = tmp_path_factory.mktemp("bok") / "bok.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Datum", "Enhet"])
        sheet.write_row(1, 0, ["2026-03-09", "Björken"])
    return path


def changed(source, target, change):
    """A copy of a workbook with its sheet's XML changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, change(content) if part.filename.endswith("sheet1.xml") else content)
    return target


def with_cell(source, target, row, column, cell='<c r="{at}"><v>1</v></c>'):
    """A copy of a workbook with one more cell."""
    xml = f'<row r="{row}">{cell.format(at=f"{column}{row}")}</row></sheetData>'.encode()
    return changed(source, target, lambda content: content.replace(b"</sheetData>", xml))


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [(1_048_576, "A", "fler än 200000 rader"), (3, "XFD", "fler än 200 kolumner"), (150_000, "FZ", "celler")],
)
def test_two_cells_far_apart_do_not_fill_the_memory(workbook, tmp_path, row, column, sentence):
    with pytest.raises(InputError, match=sentence):
        read_table(with_cell(workbook, tmp_path / "gles.xlsx", row, column))


def test_a_format_far_down_is_no_row(workbook, tmp_path):
    path = with_cell(workbook, tmp_path / "format.xlsx", 1_048_576, "A", cell='<c r="{at}" s="0"/>')
    assert read_table(path).rows == ((2, ("2026-03-09", "Björken")),)


def test_a_package_that_lies_about_its_size_is_measured(workbook, tmp_path, monkeypatch):
    monkeypatch.setattr(package_in, "MOST_UNPACKED", 1_000_000)
    path = changed(workbook, tmp_path / "bomb.xlsx", lambda content: content + b" " * 3_000_000)
    content = path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        size = next(part.file_size for part in packed.infolist() if part.filename.endswith("sheet1.xml"))
    path.write_bytes(content.replace(struct.pack("<L", size), struct.pack("<L", 1_000)))
    with pytest.raises(InputError, match="för stor när den packas upp"):
        read_table(path)


def test_a_package_of_many_parts_is_refused(workbook, tmp_path, monkeypatch):
    monkeypatch.setattr(package_in, "MOST_PARTS", 5)
    with pytest.raises(InputError, match="för stor"):
        read_table(workbook)


@pytest.mark.parametrize(
    ("start", "sentence"),
    [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "skyddad med lösenord"), (b"PK\x05\x06" + b"\0" * 18, "ingen Excelfil")],
)
def test_other_kinds_of_file_are_named(tmp_path, start, sentence):
    path = tmp_path / "annan.xlsx"
    path.write_bytes(start)
    with pytest.raises(InputError, match=sentence):
        read_table(path)


def test_a_workbook_is_known_by_its_content(workbook, tmp_path):
    path = tmp_path / "utan_andelse"
    path.write_bytes(workbook.read_bytes())
    assert read_table(path).headers == ("Datum", "Enhet")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_workbook_with_a_byte_changed_or_its_end_cut_off_is_read_or_refused(workbook, tmp_path, data):
    content = bytearray(workbook.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(0, 255))
    path = tmp_path / "skadad.xlsx"
    path.write_bytes(content[: data.draw(st.one_of(st.just(len(content)), st.integers(1, len(content))))])
    with contextlib.suppress(InputError):
        assert len(read_table(path).headers) <= 200


def test_the_hidden_and_the_empty_sheet_are_passed_over(tmp_path):
    path = tmp_path / "blad.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Tomt")
        hidden = book.add_worksheet("Dolt")
        hidden.write_row(0, 0, ["Dold", "Rubrik"])
        hidden.hide()
        book.add_worksheet("Lista").write_row(0, 0, ["Datum", "Enhet"])
    assert read_table(path).headers == ("Datum", "Enhet")


def test_the_line_that_names_the_sign_is_no_heading(tmp_path):
    path = tmp_path / "sep.csv"
    path.write_text("sep=;\nDatum;Enhet\n2026-03-09;Björken, plan 2, norr\n", encoding="utf-8")
    read = read_table(path)
    assert read.headers == ("Datum", "Enhet")
    assert read.rows == ((3, ("2026-03-09", "Björken, plan 2, norr")),)


def test_signs_inside_quotes_do_not_choose_the_dialect(tmp_path):
    path = tmp_path / "citat.csv"
    path.write_text('"Datum, dag, tid",Enhet;"Vad, när; hur"\n'.replace(",Enhet", ";Enhet"), encoding="utf-8")
    assert read_table(path).headers == ("Datum, dag, tid", "Enhet", "Vad, när; hur")


TEXTS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
    .filter(is_whole)
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_what_is_written_as_csv_is_read_as_it_was(tmp_path, rows):
    rows = [*rows, ("=cmd()", "'=x"), ("'", "-1"), ("''+", "@a")]
    path = tmp_path / "fram_och_ater.csv"
    columns = [OutColumn("Ett", lambda row: row[0]), OutColumn("Två", lambda row: row[1])]
    write_table(path, columns, rows, total=len(rows))
    assert [cells for _, cells in read_table(path).rows] == rows


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("z", 26), ("AA", 27), ("XFD", 16_384)])
def test_columns_are_numbered_as_in_a_spreadsheet(letters, number):
    assert column_number(letters) == number


def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_after_it(tmp_path):
    path = tmp_path / "citat.csv"
    path.write_text('Datum;Text\n1;"hel"\n2;"öppen\n3;x\n4;y\n', encoding="utf-8")
    with pytest.raises(InputError, match="öppnas på rad 3 stängs aldrig"):
        read_table(path)


def test_an_inch_is_no_open_quote(tmp_path):
    path = tmp_path / "tum.csv"
    path.write_text('Datum;Text\n1;skärm 24" trasig\n2;"två\nrader"\n', encoding="utf-8")
    assert [cells for _, cells in read_table(path).rows] == [("1", 'skärm 24" trasig'), ("2", "två\nrader")]


def test_a_cell_beyond_every_bound_is_told_in_swedish(tmp_path, monkeypatch):
    monkeypatch.setattr(table_in, "LONGEST_CELL", 1000)
    path = tmp_path / "lang.csv"
    path.write_text("Datum;Text\n1;" + "x" * 1001, encoding="utf-8")
    with pytest.raises(InputError, match=r"en cell är orimligt lång\.$"):
        read_table(path)
    csv.field_size_limit(10_000_000)


def test_letters_in_two_encodings_are_refused_and_not_guessed(tmp_path):
    path = tmp_path / "blandad.csv"
    path.write_bytes("Datum;Enhet\n1;Tallåsen\n".encode() + b"2;Bj\xf6rken\n")
    with pytest.raises(InputError, match="olika kodning"):
        read_table(path)


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16", "utf-8-sig", "cp1252"])
def test_every_encoding_a_swedish_program_writes_is_read(tmp_path, encoding):
    path = tmp_path / "fil.csv"
    path.write_text("Datum;Enhet\n1;Åkervindan é ü – ”x”\n", encoding=encoding)
    assert read_table(path).rows == ((2, ("1", "Åkervindan é ü – ”x”")),)
