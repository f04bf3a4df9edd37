"""The tree of units through time, against a tree that is kept day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.organisation.trad import Stracka, Trad

BEGIN = date(2020, 1, 1)
YEARS = [date(year, month, 1) for year in range(2020, 2027) for month in range(1, 13)]
DAY = timedelta(days=1)


@st.composite
def lives(draw):
    """Units through seven years: each begins, moves between units made before it, and perhaps ends."""
    found = [Stracka(1, None)]
    for unit in range(2, draw(st.integers(2, 7)) + 1):
        turns = sorted(draw(st.sets(st.sampled_from(YEARS), min_size=1, max_size=4)))
        ends = draw(st.booleans())
        for at, first in enumerate(turns):
            after = turns[at + 1] if at + 1 < len(turns) else None
            last = after - DAY if after else (first + timedelta(days=200) if ends else None)
            found.append(Stracka(unit, draw(st.integers(1, unit - 1)), first, last))
    return found


def parent_on(lines, unit, day):
    """By hand: the place held on the day, else the last one before it, else the first one."""
    own = sorted((line for line in lines if line.enhet_id == unit), key=lambda line: line.first)
    held = [line for line in own if line.first <= day]
    return (held[-1] if held else own[0]).foralder_id if own else None


def under_by_hand(lines, top, day):
    found, grew = {top}, True
    while grew:
        more = {line.enhet_id for line in lines if parent_on(lines, line.enhet_id, day) in found} - found
        found |= more
        grew = bool(more)
    return found


@given(lives(), st.integers(1, 7), st.sampled_from(YEARS))
def test_what_lies_below_a_unit_on_a_day_is_what_a_tree_of_that_day_says(lines, top, day):
    assert Trad(lines).under(top, day) == under_by_hand(lines, top, day)


@given(lives(), st.integers(1, 7), st.integers(2020, 2026))
def test_what_lies_below_a_unit_during_a_year_is_what_did_so_on_any_of_its_days(lines, top, year):
    first, last = date(year, 1, 1), date(year, 12, 31)
    turns = {line.first for line in lines if first <= line.first <= last} | {first}
    by_hand = set().union(*(under_by_hand(lines, top, day) for day in turns))
    assert Trad(lines).under(top, first, last) == by_hand


@given(lives(), st.sampled_from(YEARS))
def test_above_and_below_tell_the_same(lines, day):
    trad = Trad(lines)
    units = {line.enhet_id for line in lines}
    for unit in units:
        assert {top for top in units if unit in trad.under(top, day)} == trad.over({unit}, day)


@given(lives(), st.integers(2020, 2026))
def test_a_unit_existed_in_a_year_when_it_did_so_on_one_of_its_days(lines, year):
    days = [date(year, 1, 1) + n * DAY for n in range(365)]
    trad = Trad(lines)
    for unit in {line.enhet_id for line in lines}:
        on_a_day = any(line.first <= day <= line.last for line in lines if line.enhet_id == unit for day in days)
        assert trad.existed(unit, days[0], days[-1]) == on_a_day


def test_a_closed_unit_still_lies_where_it_lay_and_is_there_no_more():
    trad = Trad([Stracka(1, None), Stracka(2, 1, None, date(2025, 6, 30))])
    assert trad.under(1, date(2026, 1, 1)) == {1, 2}
    assert trad.existing(date(2026, 1, 1)) == {1}
    assert trad.existing(date(2025, 1, 1), date(2025, 12, 31)) == {1, 2}
    assert trad.last_day(2) == date(2025, 6, 30)
    assert trad.last_day(1) is None


def test_a_register_that_goes_round_is_walked_to_an_end():
    assert Trad([Stracka(1, 2), Stracka(2, 1)]).under(1, BEGIN) == {1, 2}
