"""Ej verkställda beslut by the letter: each late one is told until it is carried out, and then once more."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.beslut import EvbLage, Verkstallighet

L = EvbLage
QUARTERS = [
    (first, first + relativedelta(months=3, days=-1))
    for first in (date(2023, 1, 1) + relativedelta(months=3 * n) for n in range(40))
]


def told(one):
    return [found for first, last in QUARTERS if (found := one.reported(first, last)) is not None]


@pytest.mark.parametrize(
    ("day", "limit"),
    [
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2026, 1, 15), date(2026, 4, 15)),
        (date(2023, 11, 30), date(2024, 2, 29)),
    ],
)
def test_the_last_day_in_time_is_not_late(day, limit):
    one = Verkstallighet(day)
    assert one.grans == limit
    assert not one.waits(limit)
    assert one.waits(limit + timedelta(days=1))
    assert told(Verkstallighet(day, limit)) == []


def test_what_is_late_and_carried_out_in_one_quarter_is_told():
    one = Verkstallighet(date(2026, 1, 10), date(2026, 6, 20))
    assert not any(one.waits(last) for _, last in QUARTERS)
    assert told(one) == [L.VERKSTALLD]


def test_a_decision_that_was_carried_out_and_then_broken_off_waits_anew():
    one = Verkstallighet(date(2024, 1, 10), date(2024, 2, 1), avbrott=date(2025, 3, 1))
    assert one.waits(date(2025, 6, 2))
    assert told(one)[0] is L.NY
    assert told(Verkstallighet(date(2024, 1, 10), date(2025, 8, 1), avbrott=date(2025, 3, 1))) == [L.NY, L.VERKSTALLD]


@given(
    st.dates(date(2023, 1, 1), date(2026, 12, 31)),
    st.none() | st.integers(0, 700),
    st.none() | st.integers(0, 500),
)
def test_each_late_one_is_told_once_as_new_and_once_as_carried_out(day, after, broken):
    avbrott = None if broken is None else day + timedelta(days=broken)
    done = None if after is None else (avbrott or day) + timedelta(days=after)
    one = Verkstallighet(day, done, avbrott)
    found = told(one)
    late = done is None or done > one.grans
    assert bool(found) == late
    assert found.count(L.VERKSTALLD) == (late and done is not None)
    assert found.count(L.NY) <= 1
    assert L.VERKSTALLD not in found[:-1]
    assert all(one.waits(last) for first, last in QUARTERS if one.reported(first, last) in (L.NY, L.KVAR))
