"""Rows on the clipboard come out of a spreadsheet as the cells they went in as."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.ui.lists.table import safe_cell

AWKWARD = st.sampled_from(['"', '""', "\t", "\n", "\r\n", "\u2028", "'", "=", " ", "a", 'Sa "nej"', "å", ";"])
cells = st.lists(AWKWARD, max_size=6).map("".join)
rows = st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=4)


def pasted(text):
    """As a spreadsheet reads tab-separated text: a quotation mark counts where it opens a cell."""
    return list(csv.reader(StringIO(text, newline=""), dialect="excel-tab"))


@given(rows)
def test_no_cell_swallows_others(table):
    text = "\n".join("\t".join(safe_cell(cell) for cell in row) for row in table)
    found = pasted(text)
    assert [len(row) for row in found] == [3 for _ in table]
    for row, read in zip(table, found, strict=True):
        for cell, said in zip(row, read, strict=True):
            assert " ".join(said.split()).lstrip("' ") == " ".join(cell.split()).lstrip("' ")


def test_a_quoted_word_first_in_a_text_is_kept():
    assert pasted("\t".join(map(safe_cell, ['"Nej" sa hon', "=1+1", "två\nrader"]))) == [
        ['"Nej" sa hon', "'=1+1", "två rader"]
    ]
