"""The line of headings: found below what stands above it, asked about where nobody can tell, and no row lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.exchange.avvikelser.headings_in import FIELD_WORDS, find_headings, guess_columns, parse_mapping
from kvalitet_app.exchange.avvikelser.rows_in import read_avvikelser
from kvalitet_app.exchange.table_in import Sheet, table_of

HEADS = ("Nr", "Datum", "Enhet", "Vad hände")
ROW = ("1", "2026-03-09", "Tallåsen", "Föll")


def sheet(*lines):
    return Sheet(tuple((n, tuple(cells)) for n, cells in enumerate(lines, 1) if any(cells)))


@pytest.mark.parametrize(
    ("lines", "rows", "sure"),
    [
        ([HEADS, ROW], (1,), True),
        ([("Avvikelser januari–mars",), (), HEADS, ROW], (3,), True),
        ([("Utskriven", "2026-04-02"), HEADS, ROW], (2,), True),
        ([("Enhet:", "Alla", "Typ:", "Alla"), HEADS, ROW], (2,), True),
        ([HEADS, ROW, HEADS, ROW], (1,), True),
        ([("Händelse", "", "Var", ""), ("Datum", "Tid", "Enhet", "Beskrivning"), ROW], (2,), True),
        ([("Nr", "Händelse", "", "Enhet", "Vad hände"), ("", "Datum", "Tid", "", ""), ROW], (1, 2), True),
        ([("Dag", "Ställe", "Vad"), ("2026-03-09", "Tallåsen", "Föll")], (1,), True),
        ([("Lista",), ("Dag", "Ställe", "Vad"), ("2026-03-09", "Tallåsen", "Föll")], (2,), False),
        ([ROW, ROW], (), False),
        ([("Lista",), ROW, ROW], (), False),
        ([("Enhet", "Datum", "Chef"), ("x", "y", "z"), ("Datum", "Enhet", "Text")], (3,), True),
        ([("Datum", "Enhet", "Chef"), ("x", "y", "z"), ("Datum", "Text", "Chef")], (1,), False),
        ([("Bara ord",)], (1,), True),
    ],
)
def test_the_line_of_headings_is_found_or_asked_about(lines, rows, sure):
    found = find_headings(sheet(*lines).lines)
    assert (found.rows, found.sure) == (rows, sure)


def test_two_rows_of_headings_are_read_as_one():
    made = sheet(
        ("Nr", "Händelse", "", "Enhet", "Vad hände"),
        ("", "Datum", "Tid", "", ""),
        ("1", "2026-03-09", "14:05", "Tallåsen", "Föll"),
    )
    table = table_of(made, find_headings(made.lines).rows)
    assert table.headers == ("Nr", "Datum", "Tid", "Enhet", "Vad hände")
    assert read_avvikelser(table).rader[0].beskrivning == "Föll"


def test_a_heading_that_stands_twice_is_the_first_for_a_mapping_too():
    table = table_of(sheet(("Dag", "Dag", "Var", "dag "), ("1", "2", "3", "4")))
    assert table.headers == ("Dag", "Dag (2)", "Var", "dag (3)")
    assert guess_columns(table.headers, parse_mapping("Dag=datum"))["datum"] == 0
    assert guess_columns(table.headers, parse_mapping("Dag (2)=datum"))["datum"] == 1


TITLES = st.lists(
    st.sampled_from([(), ("Avvikelser",), ("Uttagen 2026-04-02",), ("#TYPE X",), ("Period", "2026-01-01")]), max_size=6
)
WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)
ROWS = st.lists(st.tuples(st.dates().map(str), WORDS, WORDS), min_size=1, max_size=8)
NAMED = st.tuples(*(st.sampled_from(FIELD_WORDS[field]) for field in ("datum", "enhet", "beskrivning")))


@given(TITLES, NAMED, ROWS)
def test_whatever_stands_above_the_headings_every_row_below_is_there(titles, named, rows):
    made = sheet(*titles, named, *rows)
    found = find_headings(made.lines)
    table = table_of(made, found.rows)
    assert found.rows == (len(titles) + 1,)
    assert [cells for _, cells in table.rows] == rows
    assert sum(bool(title) for title in titles) == 0 or table.notes


CELLS = st.lists(st.sampled_from(["", "a", "Datum", "2026-03-09", "x;y"]), max_size=6)


@given(st.lists(CELLS, min_size=1, max_size=12).filter(lambda lines: any(any(line) for line in lines)))
def test_no_line_is_lost_whatever_the_file_holds(lines):
    made = sheet(*lines)
    found = find_headings(made.lines)
    table = table_of(made, found.rows)
    below = {number for number, _ in table.rows} | {number for number, _ in table.faults}
    last = max(found.rows, default=0)
    assert below == {number for number, _ in made.lines if number > last}
    assert bool(table.notes) == any(number < last for number, _ in made.lines if number not in found.rows)
    for number, cells in table.rows:
        mine = dict(made.lines)[number]
        assert "".join(cells) == "".join(mine)
        assert len(cells) == len(table.headers) == len({head.casefold() for head in table.headers})


@given(st.integers(1, 6), st.integers(0, 3), st.integers(1, 5))
def test_a_row_with_more_cells_than_headings_is_a_fault_and_never_cut(heads, spare, rows):
    wide = tuple(f"c{n}" for n in range(heads + 1))
    lines = [tuple(f"Rubrik {n}" for n in range(heads)) + ("",) * spare, *([wide[:heads]] * rows), wide + ("",) * spare]
    table = table_of(sheet(*lines))
    assert [number for number, _ in table.faults] == ([rows + 2] if spare == 0 or rows > 0 else [])
