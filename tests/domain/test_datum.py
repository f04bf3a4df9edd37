"""Days as people write them, against a calendar that is walked day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.datum import Menat, read_date, said_date
from kvalitet_app.domain.kalender import WEEKDAYS

TODAY = date(2026, 12, 1)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
DAY = timedelta(days=1)


def walked(today, fits, step, *, most=372):
    """The first day from today on, forwards or backwards, that fits; None within a year."""
    return next((today + n * step for n in range(most) if fits(today + n * step)), None)


@given(DAYS, DAYS)
def test_a_whole_date_is_itself_however_it_is_written(day, today):
    for text in (f"{day}", f"{day:%Y%m%d}", f"{day.day}/{day.month} {day.year}", f" {day} "):
        for menat in Menat:
            assert read_date(text, today, menat) == day
    if day.year >= 2000:
        assert read_date(f"{day:%y%m%d}", today) == day


@given(st.integers(1, 31), st.integers(1, 12), DAYS)
def test_a_day_without_a_year_is_the_latest_past_or_the_next_coming(day, month, today):
    def fits(one):
        return (one.day, one.month) == (day, month)

    for text in (f"{day}/{month}", f"{day}.{month}", f"{month:02}{day:02}"):
        assert read_date(text, today, Menat.FORFLUTEN) == walked(today, fits, -DAY)
        assert read_date(text, today, Menat.KOMMANDE) == walked(today, fits, DAY)
        this_year = read_date(text, today)
        assert this_year is None or (this_year.year == today.year and fits(this_year))


@given(st.integers(1, 53), DAYS)
def test_a_week_is_its_monday_the_running_week_counts_as_both(week, today):
    def fits(one):
        return one.weekday() == 0 and one.isocalendar().week == week

    monday = today - timedelta(days=today.weekday())
    for text in (f"v {week}", f"v.{week}", f"vecka {week}", f"V. {week}"):
        assert read_date(text, today, Menat.FORFLUTEN) == walked(monday, fits, -DAY)
        assert read_date(text, today, Menat.KOMMANDE) == walked(monday, fits, DAY)


@given(st.sampled_from(WEEKDAYS), DAYS)
def test_a_weekday_is_the_latest_or_the_next_one(name, today):
    def fits(one):
        return WEEKDAYS[one.weekday()] == name

    for text in (name, name[:3], f"på {name}", f"{name}en"):
        assert read_date(text, today, Menat.FORFLUTEN) == walked(today, fits, -DAY)
        assert read_date(text, today, Menat.KOMMANDE) == walked(today, fits, DAY)


@given(st.integers(-9999, 9999), DAYS)
def test_a_step_is_counted_from_today(step, today):
    day = today + timedelta(days=step)
    expected = day if 1900 <= day.year <= 2199 else None
    assert read_date(f"{step:+}", today) == expected


@given(st.text(max_size=12), DAYS)
def test_no_text_breaks_the_reading(text, today):
    for menat in Menat:
        found = read_date(text, today, menat)
        assert found is None or date(1900, 1, 1) <= found <= date(2199, 12, 31)


@pytest.mark.parametrize(
    "text",
    ["", "14/13", "31/4", "29/2", "abc", "3", "2026-3-4", "0/1", "v 0", "v 54", "v 53 2027", "1899-12-31", "²6/3", "+"],
)
def test_what_is_no_day_is_refused(text):
    assert [read_date(text, TODAY, menat) for menat in Menat] == [None] * 3


def test_what_is_understood_is_said_with_its_week_and_its_red_day():
    assert said_date(date(2026, 3, 14)) == "lördag 14 mars 2026 · v. 11"
    assert said_date(date(2026, 12, 25)) == "fredag 25 december 2026 · v. 52 · Juldagen"
