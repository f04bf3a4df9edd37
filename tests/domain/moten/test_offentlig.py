"""The public month: no cell below five, and none that a shown sum gives away."""

from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.moten.kvalitetsrad import Radtabell, Radtal
from kvalitet_app.domain.moten.offentlig import _public_figure, _public_table
from kvalitet_app.domain.paper.offentlig import HIDDEN, MASK

ASKED = Sokfraga("avvikelser")


def table(counts, *, sums):
    heads = ("Enhet", *(f"Typ {n}" for n in range(len(counts[0]))), *(("Alla",) if sums else ()))
    rows = tuple((f"Enhet {n}", *map(str, row), *((str(sum(row)),) if sums else ())) for n, row in enumerate(counts))
    return Radtabell("Typ och enhet", heads, rows, tuple((ASKED,) * len(row) for row in rows))


def counts_of(rows, columns):
    return st.lists(st.lists(st.integers(0, 30), min_size=columns, max_size=columns), min_size=rows, max_size=rows)


@given(st.integers(1, 6).flatmap(lambda r: st.integers(1, 4).flatmap(lambda c: counts_of(r, c))), st.booleans())
def test_no_small_cell_is_shown_and_none_is_hidden_alone(counts, sums):
    made = _public_table(table(counts, sums=sums))
    assert not any(cell in ("1", "2", "3", "4") for row in made.rader for cell in row[1:])
    assert all(question is None for row in made.fragor for question in row)
    for n, row in enumerate(counts):
        if sums and made.rader[n][-1].isdecimal():
            lost = [cell for cell, said in zip(row, made.rader[n][1:], strict=False) if said in (MASK, HIDDEN)]
            others = [cell for cell in row if cell]
            assert len(lost) != 1 or len(others) == 1 or len(row) == 1


def test_figures_and_their_notes():
    assert _public_figure(Radtal("Öppna", "3", ASKED, "2 äldre än 30 dagar")) == Radtal("Öppna", MASK, None)
    assert _public_figure(Radtal("Öppna", "13", ASKED, "i dag")) == Radtal("Öppna", "13", None, "i dag")
