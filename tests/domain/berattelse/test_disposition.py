"""Chapters keep their order however they are moved, and each stands where it was put."""

from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.berattelse.disposition import Lagrat, arrange, moved
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.slag import BerattelseSlag

MOVES = st.lists(st.tuples(st.sampled_from(list(Kapitel)), st.integers(-20, 20)), max_size=12)


@given(MOVES)
def test_a_moved_chapter_stands_where_it_was_put_and_the_others_keep_their_order(moves):
    stored: dict[str, Lagrat] = {}
    for kapitel, steps in moves:
        rows = arrange(BerattelseSlag.KVALITET, stored.values())
        before = [row.kapitel for row in rows]
        for key, place in moved(rows, kapitel.value, steps).items():
            stored[key] = Lagrat(key, ordning=place)
        after = [row.kapitel for row in arrange(BerattelseSlag.KVALITET, stored.values())]
        assert after.index(kapitel.value) == max(0, min(len(before) - 1, before.index(kapitel.value) + steps))
        assert [key for key in after if key != kapitel.value] == [key for key in before if key != kapitel.value]


def test_an_own_chapter_is_last_until_it_is_moved():
    rows = arrange(BerattelseSlag.KVALITET, [Lagrat("eget-1", rubrik="Projektet", id=7)])
    assert (rows[-1].rubrik, rows[-1].inbyggt) == ("Projektet", None)
