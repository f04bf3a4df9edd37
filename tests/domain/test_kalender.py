"""Days: recurrence, weeks, red days, the month, Swedish time."""

import calendar
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain import kalender
from kvalitet_app.domain.kalender import (
    Upprepning,
    add_months,
    due,
    iso_week,
    local,
    month_grid,
    occurrence,
    occurrences,
    red_day,
    to_utc,
)

U = Upprepning
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
REPEATING = st.sampled_from([one for one in U if one is not U.ENGANG])


def days_of(start, upprepning, count):
    return [occurrence(start, upprepning, k) for k in range(count)]


@pytest.mark.parametrize(
    ("upprepning", "second", "third"),
    [
        (U.VECKA, date(2026, 1, 12), date(2026, 1, 19)),
        (U.VARANNAN_VECKA, date(2026, 1, 19), date(2026, 2, 2)),
        (U.MANAD, date(2026, 2, 5), date(2026, 3, 5)),
        (U.KVARTAL, date(2026, 4, 5), date(2026, 7, 5)),
        (U.HALVAR, date(2026, 7, 5), date(2027, 1, 5)),
        (U.AR, date(2027, 1, 5), date(2028, 1, 5)),
    ],
)
def test_each_recurrence(upprepning, second, third):
    assert days_of(date(2026, 1, 5), upprepning, 3) == [date(2026, 1, 5), second, third]


def test_a_single_date_comes_once():
    assert days_of(date(2026, 1, 5), U.ENGANG, 2) == [date(2026, 1, 5), None]
    assert list(occurrences(date(2026, 1, 5), U.ENGANG, date(2020, 1, 1), date(2030, 1, 1))) == [(0, date(2026, 1, 5))]
    assert list(occurrences(date(2026, 1, 5), U.ENGANG, date(2026, 1, 6), date(2030, 1, 1))) == []


def test_the_last_day_stays_the_last_day():
    assert days_of(date(2026, 1, 31), U.MANAD, 4) == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]
    assert days_of(date(2026, 2, 28), U.MANAD, 3)[1:] == [date(2026, 3, 31), date(2026, 4, 30)]


def test_the_thirtieth_returns_after_february():
    assert days_of(date(2026, 1, 30), U.MANAD, 3)[1:] == [date(2026, 2, 28), date(2026, 3, 30)]


def test_the_leap_day_comes_every_year():
    assert days_of(date(2024, 2, 29), U.AR, 5)[1:] == [
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


def test_nothing_before_the_anchor_and_nothing_past_the_calendar():
    assert occurrence(date(2026, 1, 5), U.VECKA, -1) is None
    assert [occurrence(date(9999, 12, 31), one, 1) for one in U] == [None] * len(U)


@given(DAYS, REPEATING, st.integers(0, 500))
def test_occurrences_rise_and_keep_their_distance(start, upprepning, k):
    first, second = occurrence(start, upprepning, k), occurrence(start, upprepning, k + 1)
    assert first is not None
    assert second is not None
    if upprepning in (U.VECKA, U.VARANNAN_VECKA):
        assert (second - first).days in (7, 14)
        assert second.weekday() == start.weekday()
    else:
        assert (second.year * 12 + second.month - first.year * 12 - first.month) in (1, 3, 6, 12)
        assert second.day <= start.day or start.day == calendar.monthrange(start.year, start.month)[1]


@given(DAYS, REPEATING, DAYS, st.integers(0, 800))
def test_between_two_days_all_and_only_those(start, upprepning, fran, length):
    till = fran + timedelta(days=length)
    found = list(occurrences(start, upprepning, fran, till))
    assert found == [(k, occurrence(start, upprepning, k)) for k, _ in found]
    assert all(fran <= day <= till for _, day in found)
    assert all(two[0] == one[0] + 1 for one, two in pairwise(found))
    if found:
        before = occurrence(start, upprepning, found[0][0] - 1)
        after = occurrence(start, upprepning, found[-1][0] + 1)
        assert before is None or before < fran
        assert after is None or after > till


def test_far_ahead_is_not_counted_from_the_anchor():
    fran = date(9000, 1, 1)
    assert next(occurrences(date(2026, 1, 5), U.VECKA, fran, date.max))[1] - fran < timedelta(days=7)


def test_due_is_what_is_not_done_so_far():
    assert due(date(2026, 1, 5), U.MANAD, done={1}, today=date(2026, 4, 4)) == (
        (0, date(2026, 1, 5)),
        (2, date(2026, 3, 5)),
    )
    assert due(date(2026, 1, 5), U.MANAD, done=(), today=date(2026, 1, 4)) == ()


def test_add_months_both_ways():
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert add_months(date(2024, 2, 29), 24) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("day", "week"), [(date(2026, 1, 1), 1), (date(2027, 1, 1), 53), (date(2026, 11, 23), 48), (date(2024, 12, 30), 1)]
)
def test_week_numbers(day, week):
    assert iso_week(day) == week


def test_the_red_days_of_a_year():
    first = date(2026, 1, 1)
    named = {f"{day:%m-%d}": red_day(day) for day in (first + timedelta(days=n) for n in range(365)) if red_day(day)}
    assert named == {
        "01-01": "Nyårsdagen",
        "01-06": "Trettondedag jul",
        "04-03": "Långfredagen",
        "04-05": "Påskdagen",
        "04-06": "Annandag påsk",
        "05-01": "Första maj",
        "05-14": "Kristi himmelsfärdsdag",
        "05-24": "Pingstdagen",
        "06-06": "Nationaldagen",
        "06-19": "Midsommarafton",
        "06-20": "Midsommardagen",
        "10-31": "Alla helgons dag",
        "12-24": "Julafton",
        "12-25": "Juldagen",
        "12-26": "Annandag jul",
        "12-31": "Nyårsafton",
    }


def test_sundays_only_when_asked_for():
    assert red_day(date(2026, 11, 22)) is None
    assert red_day(date(2026, 11, 22), sundays=True) == "Söndag"
    assert red_day(date(2026, 4, 5), sundays=True) == "Påskdagen"
    assert red_day(date(2026, 11, 23), sundays=True) is None


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_the_month_as_whole_weeks(year, month):
    days = [day for week in month_grid(year, month) for day in week]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert days[0].weekday() == 0
    assert days[-1].weekday() == 6
    assert sum(day.month == month for day in days) == calendar.monthrange(year, month)[1]
    assert len(days) in (28, 35, 42)


def test_names():
    assert kalender.long_date(date(2026, 11, 23)) == "måndag 23 november 2026"
    assert len(kalender.MONTHS) == len(kalender.SHORT_MONTHS) == 12
    assert all(long.startswith(short) for long, short in zip(kalender.MONTHS, kalender.SHORT_MONTHS, strict=True))
    assert all(long.startswith(short) for long, short in zip(kalender.WEEKDAYS, kalender.SHORT_WEEKDAYS, strict=True))


def test_the_hour_that_is_left_out_in_march_means_an_hour_later():
    assert to_utc(date(2026, 3, 29), 2, 30) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert local(to_utc(date(2026, 3, 29), 2, 30)).strftime("%H:%M") == "03:30"


def test_the_hour_that_comes_twice_in_october_means_the_first():
    assert to_utc(date(2026, 10, 25), 2, 30) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    twice = [local(datetime(2026, 10, 25, hour, 30, tzinfo=UTC)) for hour in (0, 1)]
    assert [moment.strftime("%H:%M %Z") for moment in twice] == ["02:30 CEST", "02:30 CET"]


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_there_and_back(moment):
    moment = moment.replace(second=0, microsecond=0)
    shown = local(moment)
    back = to_utc(shown.date(), shown.hour, shown.minute)
    assert back == moment or (shown.fold == 1 and moment - back == timedelta(hours=1))


def test_today_is_the_swedish_day():
    assert kalender.idag() == datetime.now(kalender.STOCKHOLM).date()


def test_the_calendar_is_cheap_to_import():
    code = "import sys, kalender_name; print([m for m in ('holidays', 'dateutil') if m in sys.modules])"
    code = code.replace("kalender_name", kalender.__name__)
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert shown.stdout.strip() == "[]"
