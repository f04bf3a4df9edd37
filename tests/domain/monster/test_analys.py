"""Chance and signal, clusters in time, and ages."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.monster.analys import (
    Pass,
    Tidskluster,
    age_bands,
    band_of,
    control_chart,
    gathers,
    said_time,
    time_clusters,
)

FRIDAY_EVENING = datetime(2025, 3, 7, 19, 30, tzinfo=UTC)


def months(*counts):
    return [(2024 + i // 12, i % 12 + 1, n) for i, n in enumerate(counts)]


def test_limits_are_the_mean_and_266_mean_moving_ranges_of_the_first_twelve_months():
    chart = control_chart(months(*([4, 6] * 6)))
    assert chart.ovre is not None
    assert chart.undre is not None
    assert (chart.medel, round(chart.ovre, 2), round(chart.undre, 2)) == (5, 10.32, 0)
    assert chart.signaler == ()


def test_a_month_outside_the_limits_stands_out():
    chart = control_chart(months(*([4, 6] * 6), 11))
    assert [(p.ar, p.manad, p.signal) for p in chart.signaler] == [(2025, 1, "över gränsen")]


def test_eight_on_one_side_stand_out_and_seven_do_not():
    assert control_chart(months(*([4, 6] * 6), *([3] * 7))).signaler == ()
    found = control_chart(months(*([4, 6] * 6), *([3] * 8))).signaler
    assert len(found) == 8
    assert {point.signal for point in found} == {"åtta i rad under medel"}


def test_eleven_months_have_no_limits():
    assert control_chart(months(*([5] * 10), 99)).medel is None


@given(st.lists(st.integers(0, 1000), min_size=12, max_size=60))
def test_the_limits_hold_the_mean_and_never_go_below_nought(counts):
    chart = control_chart(months(*counts))
    assert chart.undre is not None
    assert chart.medel is not None
    assert chart.ovre is not None
    assert 0 <= chart.undre <= chart.medel <= chart.ovre
    assert [point.antal for point in chart.punkter] == counts


def events(*moments):
    """Numbered events of unit 7."""
    return [(n, 7, moment) for n, moment in enumerate(moments)]


def test_events_on_friday_evenings_are_one_cluster_and_it_knows_them():
    evenings = [FRIDAY_EVENING + timedelta(weeks=i) for i in range(6)]
    spread = [FRIDAY_EVENING + timedelta(days=i + 1, hours=i % 5) for i in range(5)]
    (first, *_) = time_clusters(events(*evenings, *spread))
    assert first == Tidskluster(7, 4, Pass.KVALL, (0, 1, 2, 3, 4, 5), 11)


def test_four_events_are_too_few_and_an_even_spread_is_no_cluster():
    assert time_clusters(events(*[FRIDAY_EVENING] * 4)) == ()
    assert time_clusters(events(*(FRIDAY_EVENING + timedelta(days=i) for i in range(70)))) == ()


def test_the_night_belongs_to_the_evening_before_it():
    after_midnight = datetime(2025, 3, 8, 1, 0, tzinfo=UTC)
    (found,) = time_clusters(events(*[after_midnight] * 5))
    assert (found.veckodag, found.del_av_dygn) == (4, Pass.NATT)


@pytest.mark.parametrize(("hour", "part"), [(6, "natt"), (7, "dag"), (14, "dag"), (15, "kvall"), (22, "natt")])
def test_the_parts_of_the_day(hour, part):
    assert band_of(hour) == part


def test_five_within_thirty_days_gather_and_five_spread_over_a_year_do_not():
    close = [FRIDAY_EVENING + timedelta(days=7 * i) for i in range(5)]
    apart = [FRIDAY_EVENING + timedelta(days=70 * i) for i in range(5)]
    assert gathers([*apart, *close], antal=5, dagar=30)
    assert not gathers(apart, antal=5, dagar=30)
    assert not gathers(close[:4], antal=5, dagar=30)


def test_what_they_share_in_words():
    assert said_time(4, Pass.KVALL) == "fredagskvällar kl. 15–22"
    assert said_time(0, Pass.DAG) == "måndagar kl. 7–15"


@given(st.lists(st.integers(0, 4000)))
def test_every_age_falls_in_one_band(days):
    assert sum(band.antal for band in age_bands(days)) == len(days)
