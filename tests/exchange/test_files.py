"""Files in and out, with everything that can be wrong with them."""

import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.errors import Cancelled, InputError, StorageError
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.exchange.avvikelser.headings_in import guess_columns, parse_mapping
from kvalitet_app.exchange.avvikelser.rows_in import read_avvikelser
from kvalitet_app.exchange.table_in import Table
from kvalitet_app.exchange.table_out import OutColumn, csv_cell, write_table
from tests.lists import is_whole
from tests.tables import read_table

pytestmark = pytest.mark.usefixtures("here")
HEADS = ("Ärendenummer", "Händelsedatum", "Tid", "Arbetsplats", "Vad hände?", "Kategori", "Lagrum", "Status")


def table(*rows, heads=HEADS):
    return Table(heads, tuple((n, tuple(row)) for n, row in enumerate(rows, 2)))


def test_columns_are_guessed_by_swedish_headings():
    assert guess_columns(HEADS) == {
        "externt_nummer": 0,
        "datum": 1,
        "tid": 2,
        "enhet": 3,
        "beskrivning": 4,
        "typ": 5,
        "lagrum": 6,
        "status": 7,
    }


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("Registreringsdatum", "Händelsedatum", "Gruppbostad", "Beskriv vad som hände"), ("datum", 1)),
        (("Registrerad", "Klockan", "Enhet", "Vad har hänt?", "Typ av händelse"), ("typ", 4)),
        (("Registrerad", "Klockan", "Enhet", "Vad har hänt?", "Typ av händelse"), ("datum", 0)),
    ],
)
def test_the_most_telling_heading_wins(heads, expected):
    field, place = expected
    assert guess_columns(heads)[field] == place


def test_who_registered_is_no_day():
    assert "datum" not in guess_columns(("Registrerad av", "Enhet", "Beskrivning"))


def test_a_mapping_goes_before_the_guess():
    columns = guess_columns(("Datum", "Vem", "Berättelse"), parse_mapping("Berättelse=beskrivning; Vem=enhet"))
    assert columns == {"datum": 0, "enhet": 1, "beskrivning": 2}


@pytest.mark.parametrize("text", ["Berättelse", "X=finnsinte"])
def test_a_mapping_that_cannot_be_understood_is_told(text):
    with pytest.raises(InputError):
        parse_mapping(text)


def test_a_file_without_a_needed_column_says_which():
    with pytest.raises(InputError, match="Ingen kolumn för enhet"):
        read_avvikelser(table(heads=("Datum", "Beskrivning")))


def test_rows_are_read_and_bad_ones_named_by_their_spreadsheet_row():
    read = read_avvikelser(
        table(
            ("A1", "2026-03-09", "14:05", "Tallåsen", "Föll i hallen", "Fall", "HSL", "Avslutad"),
            ("A2", "2026-02-30", "", "Tallåsen", "Något", "", "", ""),
            ("A3", "", "", "Tallåsen", "Något", "", "", ""),
            ("A4", "2026-03-09", "25:99", "Tallåsen", "Något", "", "", ""),
            ("A5", "2026-03-09", "", "", "Något", "", "", ""),
            ("A6", "i våras", "", "Tallåsen", "Något", "", "", ""),
        )
    )
    assert [row.externt_nummer for row in read.rader] == ["A1"]
    assert read.rader[0].lagrum is Lagrum.HSL
    assert read.rader[0].status is AvvikelseStatus.AVSLUTAD
    assert read.rader[0].handelse_vid.isoformat() == "2026-03-09T13:05:00+00:00"
    assert [fault.split(":")[0] for fault in read.fel] == ["rad 3", "rad 4", "rad 5", "rad 6", "rad 7"]


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_every_dialect(tmp_path, mark, encoding):
    path = tmp_path / "fil.csv"
    path.write_text(
        f"Datum{mark}Enhet{mark}Beskrivning\n2026-03-09{mark}Åkervindan{mark}Föll på golvet\n", encoding=encoding
    )
    read = read_table(path)
    assert read.headers == ("Datum", "Enhet", "Beskrivning")
    assert read.rows[0] == (2, ("2026-03-09", "Åkervindan", "Föll på golvet"))


def test_a_workbook_keeps_its_row_numbers_dates_and_whole_numbers(tmp_path):
    path = tmp_path / "fil.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(2, 0, ["Datum", "Enhet", "Nr"])
        sheet.write_datetime(4, 0, datetime(2026, 3, 9), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001
        sheet.write_row(4, 1, ["Tallåsen", 17])
    read = read_table(path)
    assert read.headers == ("Datum", "Enhet", "Nr")
    assert read.rows == ((5, (date(2026, 3, 9), "Tallåsen", 17)),)


def test_a_foreign_a_cut_and_an_empty_file_are_told(tmp_path):
    whole = tmp_path / "hel.xlsx"
    write_table(whole, [OutColumn("A", lambda r: r)], ["x"] * 50, total=50)
    cut = tmp_path / "avhuggen.xlsx"
    cut.write_bytes(whole.read_bytes()[:700])
    text = tmp_path / "text.xlsx"
    text.write_text("inte alls en arbetsbok")
    empty = tmp_path / "tom.csv"
    empty.write_bytes(b"")
    binary = tmp_path / "bild.csv"
    binary.write_bytes(b"\x89PNG\x00\x00\x01")
    for path in (cut, text, empty, binary):
        with pytest.raises(InputError):
            read_table(path)
    with pytest.raises(StorageError):
        read_table(tmp_path / "saknas.csv")


COLUMNS = [OutColumn("Text", lambda r: r[0]), OutColumn("Dag", lambda r: r[1]), OutColumn("Tal", lambda r: r[2])]


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\tx", "=1+1"])
def test_nothing_that_a_spreadsheet_would_run_is_written(tmp_path, cell):
    write_table(tmp_path / "ut.csv", COLUMNS, [(cell, None, None)], total=1)
    line = (tmp_path / "ut.csv").read_text("utf-8-sig").splitlines()[1]
    assert line.lstrip('"').startswith("'")
    write_table(tmp_path / "ut.xlsx", COLUMNS, [(cell, None, None)], total=1)
    with zipfile.ZipFile(tmp_path / "ut.xlsx") as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_dates_and_numbers_stay_what_they_are(tmp_path):
    write_table(tmp_path / "ut.xlsx", COLUMNS, [("Åsa", date(2026, 3, 9), 12)], total=1)
    assert read_table(tmp_path / "ut.xlsx").rows == ((2, ("Åsa", date(2026, 3, 9), 12)),)


@pytest.mark.parametrize(("sign", "long"), [("å", 32_768), ("😀", 16_384), ("x😀", 30_000)])
def test_a_text_that_no_cell_holds_says_that_it_was_cut_and_csv_keeps_it(tmp_path, sign, long):
    text = sign * long
    for suffix in ("xlsx", "csv"):
        write_table(tmp_path / f"ut.{suffix}", COLUMNS, [(text, None, 1)], total=1)
    cut = read_table(tmp_path / "ut.xlsx").rows[0][1][0]
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert f"[AVKORTAD: texten har {len(text)} tecken" in cut
    assert text.startswith(cut.split(" … [")[0])
    assert len(cut.split(" … [")[0].encode("utf-16-le")) // 2 > 32_600
    assert read_table(tmp_path / "ut.csv").rows[0][1][0] == text


@pytest.mark.parametrize("text", ["å" * 32_767, "😀" * 16_383])
def test_a_text_that_just_fits_is_left_whole(tmp_path, text):
    write_table(tmp_path / "ut.xlsx", COLUMNS, [(text, None, 1)], total=1)
    assert read_table(tmp_path / "ut.xlsx").rows[0][1][0] == text


ODD = (
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
    .filter(is_whole)
)


@given(rows=st.lists(st.tuples(ODD, st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 10**9)), max_size=12))
def test_what_is_written_to_a_workbook_is_read_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("ut") / "ut.xlsx"
    write_table(path, COLUMNS, rows, total=len(rows))
    assert [cells for _, cells in read_table(path).rows] == rows


@given(st.text(max_size=30))
def test_a_csv_cell_never_begins_dangerously(text):
    assert not csv_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_cancelled_export_leaves_no_file(tmp_path, suffix):
    def stop(done, total, text=""):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_table(tmp_path / f"ut.{suffix}", COLUMNS, [("x", None, 1)] * 2000, total=2000, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_an_ending_that_is_unknown_and_a_folder_that_is_missing_are_told(tmp_path):
    with pytest.raises(InputError, match=r"\.xlsx eller \.csv"):
        write_table(tmp_path / "ut.txt", COLUMNS, [], total=0)
    with pytest.raises(StorageError, match="finns inte"):
        write_table(tmp_path / "saknas" / "ut.csv", COLUMNS, [], total=0)
