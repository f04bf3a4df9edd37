"""Parts of a year: the same months in both years, and nothing outside them."""

from datetime import date

import pytest

from kvalitet_app.domain.arende import BerattelseSlag
from kvalitet_app.domain.tid import PERIODER, Tid, tid_of


def test_a_quarter_has_its_days_and_its_words():
    tid = tid_of(2024, BerattelseSlag.NAMNDBLAD, 1)
    assert (tid.fran, tid.till, tid.ord, tid.fore.ord) == (
        date(2024, 1, 1),
        date(2024, 3, 31),
        "kvartal 1 2024",
        "kvartal 1 2023",
    )
    assert not tid.hel
    assert [month for month in range(1, 13) if tid.holds(month)] == [1, 2, 3]


def test_february_of_a_leap_year_is_whole():
    assert Tid(2024, 2, 2).till == date(2024, 2, 29)
    assert Tid(2024, 2, 2).fore.till == date(2023, 2, 28)


def test_no_period_is_the_whole_year():
    assert tid_of(2025, BerattelseSlag.KVALITET, 0).hel


@pytest.mark.parametrize(("slag", "period"), [(BerattelseSlag.KVALITET, 1), (BerattelseSlag.DELAR, 3)])
def test_a_period_that_is_not_there_is_refused(slag, period):
    with pytest.raises(ValueError, match="no period"):
        tid_of(2025, slag, period)


def test_the_quarters_cover_the_year_once():
    months = [m for _, first, last in PERIODER[BerattelseSlag.NAMNDBLAD] for m in range(first, last + 1)]
    assert months == list(range(1, 13))
