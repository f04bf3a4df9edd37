"""Which part of a year each kind of report is made for."""

from datetime import date

import pytest

from kvalitet_app.domain.berattelse.slag import PERIODER, BerattelseSlag, tid_of


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


def test_no_period_is_the_whole_year():
    assert tid_of(2025, BerattelseSlag.KVALITET, 0).hel


@pytest.mark.parametrize(("slag", "period"), [(BerattelseSlag.KVALITET, 1), (BerattelseSlag.DELAR, 3)])
def test_a_period_that_is_not_there_is_refused(slag, period):
    with pytest.raises(ValueError, match="no period"):
        tid_of(2025, slag, period)


def test_the_quarters_cover_the_year_once():
    months = [m for _, first, last in PERIODER[BerattelseSlag.NAMNDBLAD] for m in range(first, last + 1)]
    assert months == list(range(1, 13))
