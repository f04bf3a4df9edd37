"""Days and clocks as people and systems write them."""

import contextlib
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.exchange.avvikelser.days_in import (
    EPOCH_1904,
    DayOrder,
    UncertainDayError,
    order_of,
    parse_clock,
    parse_day,
)
from kvalitet_app.exchange.avvikelser.rows_in import read_avvikelser
from kvalitet_app.exchange.table_in import Table


@pytest.mark.parametrize(
    ("value", "day", "clock"),
    [
        ("2024-02-29", date(2024, 2, 29), None),
        ("20260309", date(2026, 3, 9), None),
        ("9/3-2026", date(2026, 3, 9), None),
        ("2026-10-25 02:30", date(2026, 10, 25), time(2, 30)),
        ("2026-03-09T23:30:00Z", date(2026, 3, 10), time(0, 30)),
        ("2026-07-01T14:05:00+02:00", date(2026, 7, 1), time(14, 5)),
        (datetime(2026, 3, 9, 8, 15), date(2026, 3, 9), time(8, 15)),  # noqa: DTZ001
        (date(2026, 3, 9), date(2026, 3, 9), None),
        (46090, date(2026, 3, 9), None),
        (46090.5, date(2026, 3, 9), time(12, 0)),
    ],
)
def test_dates_as_systems_write_them(value, day, clock):
    assert parse_day(value) == (day, clock)


@pytest.mark.parametrize("value", ["2025-02-29", "1066-10-14", "", None, "snart", "9999-99-99"])
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValueError, match=r"\w"):
        parse_day(value)


def test_a_time_may_be_a_fraction_of_a_day():
    assert parse_clock(0.5) == time(12, 0)
    assert parse_clock("") is None


@given(st.text(max_size=60))
def test_no_text_makes_the_date_reader_fail_in_any_other_way(text):
    with contextlib.suppress(ValueError):
        assert parse_day(text)[0].year >= 1990


MOMENT = datetime.fromisoformat("2026-03-09T14:03")


@pytest.mark.parametrize(
    ("value", "clock"),
    [
        (14, time(14)),
        (0, time(0)),
        (1405, time(14, 5)),
        (830, time(8, 30)),
        ("14", time(14)),
        ("1405", time(14, 5)),
        ("1405.0", time(14, 5)),
        ("14.05", time(14, 5)),
        ("14,05", time(14, 5)),
        (14.05, time(14, 5)),
        (" 14:05", time(14, 5)),
        ("kl. 14:05", time(14, 5)),
        ("kl 14.05", time(14, 5)),
        ("Klockan 14", time(14)),
        ("14:05:30", time(14, 5, 30)),
        ("14:05:30.250", time(14, 5, 30)),
        ("2:30 PM", time(14, 30)),
        ("2:30\u202fPM", time(14, 30)),
        ("2:30 p.m.", time(14, 30)),
        ("2 em", time(14)),
        ("2:30 em", time(14, 30)),
        ("2:30 f.m.", time(2, 30)),
        ("12:10 AM", time(0, 10)),
        ("12:10 PM", time(12, 10)),
        ("02:30 (vintertid)", time(2, 30, fold=1)),
        (timedelta(seconds=50_580), time(14, 3)),
        (MOMENT, time(14, 3)),
        (46090.5, time(12)),
    ],
)
def test_clocks_as_people_type_them(value, clock):
    read = parse_clock(value)
    assert (read, read.fold if read else None) == (clock, clock.fold)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "ca 14",
            "14-15",
            "kväll",
            "08.00–09.00",
            "8.3",
            "14,5",
            "24:00",
            "25",
            "99",
            "14:05Z",
            "14:05+01:00",
            "2460",
        ),
        *("14:30 AM", "x", "14:05 14:06", "2:30 PMx", "140500", "²", "14²"),
        *(8.3, 14.5, -1, 24, 99, 46090, True, date(2026, 3, 9), timedelta(days=1), timedelta(hours=-1), float("nan")),
    ],
)
def test_a_clock_that_is_not_one_time_is_refused_and_never_noon(value):
    with pytest.raises(ValueError, match="klockslaget"):
        parse_clock(value)


@pytest.mark.parametrize("rest", ["kväll", "14-15", "måndag kväll", "25:00", "7", "x"])
def test_what_follows_a_day_is_read_or_refused(rest):
    text = f"2026-03-09{rest}" if rest == "7" else f"2026-03-09 {rest}"
    with pytest.raises(ValueError, match=r"klockslaget|datumet"):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2026-03-09 01:05:00 PM", time(13, 5)),
        ("2026-03-09 måndag", None),
        ("2026-03-09 (mån) 14:05", time(14, 5)),
        ("2026-03-09, kl. 14.05", time(14, 5)),
        ("2026-03-09T14:05:00.000", time(14, 5)),
        ("9.3.2026 14:05", time(14, 5)),
    ],
)
def test_a_day_and_its_clock_in_one_cell(text, clock):
    assert parse_day(text) == (date(2026, 3, 9), clock)


@given(st.times(), st.sampled_from(["%H:%M", "%H.%M", "%H,%M", "%H%M", "kl. %H:%M", "%H:%M:%S", "%I:%M %p", "%I.%M%p"]))
def test_every_time_in_every_way_is_read_as_itself(clock, form):
    wanted = clock.replace(microsecond=0, second=clock.second if "%S" in form else 0)
    assert parse_clock(clock.strftime(form)) == wanted


@given(st.text(max_size=12) | st.floats() | st.integers() | st.timedeltas() | st.none())
def test_whatever_stands_in_a_cell_is_a_time_a_sentence_or_nothing(value):
    with contextlib.suppress(ValueError):
        if parse_clock(value) is None:
            assert value is None or not str(value).strip()


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_between_slashes_is_one_day_by_itself_or_asked_about(day):
    swedish, american = f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"
    assert parse_day(swedish, DayOrder(plain=True))[0] == day
    assert parse_day(american, DayOrder(plain=False))[0] == day
    assert parse_day(f"{american} 1:05:00 PM") == (day, time(13, 5))
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(UncertainDayError, match=rf"{american} kan vara"):
            parse_day(american)
    else:
        assert parse_day(american)[0] == parse_day(swedish)[0] == day


@given(st.lists(st.dates(date(1990, 1, 1), date(2100, 12, 31)), min_size=1), st.booleans())
def test_days_beside_it_tell_what_a_day_is(days, day_first):
    cells = [f"{d.day}/{d.month}/{d.year}" if day_first else f"{d.month}/{d.day}/{d.year}" for d in days]
    order = order_of((cell, "") for cell in cells)
    tell = any(d.day > 12 for d in days)
    assert order.plain is (day_first if tell else None)
    if tell:
        assert [parse_day(cell, order)[0] for cell in cells] == days


def test_a_workbook_that_counts_from_1904_is_told_by_its_order():
    assert parse_day(44628, DayOrder(epoch=EPOCH_1904))[0] == date(2026, 3, 9)


def rows(*cells):
    heads = ("Datum", "Tid", "Enhet", "Vad hände")
    return Table(heads, tuple((n, (day, clock, "Tallåsen", "Föll")) for n, (day, clock) in enumerate(cells, 2)))


def test_an_uncertain_day_is_a_fault_with_its_row_and_the_answer_mends_it():
    table = rows(("3/4/2026", ""), ("2026-03-09", ""), ("3/4/2026 1:05 PM", ""), ("3/4/2026", "2:30 PM"))
    read = read_avvikelser(table)
    assert read.fel == ("rad 2: 3/4/2026 kan vara 3 april eller 4 mars; säg om dagen eller månaden står först",)
    assert read.tvetydig_dag == "3/4/2026"
    for day_first, day in ((True, "2026-04-03"), (False, "2026-03-04")):
        answered = read_avvikelser(table, day_first=day_first)
        assert (answered.fel, answered.tvetydig_dag) == ((), "")
        assert answered.rader[0].handelse_vid.date().isoformat() == day
        assert [row.handelse_vid.date().isoformat() for row in answered.rader[2:]] == ["2026-03-04"] * 2


def test_days_of_a_system_that_writes_british_are_british():
    read = read_avvikelser(rows(("14/3/2026 1:05 PM", ""), ("3/4/2026 1:05 PM", "")))
    assert [row.handelse_vid.date().isoformat() for row in read.rader] == ["2026-03-14", "2026-04-03"]


@pytest.mark.parametrize("clock", ["kväll", "14-15", 8.3, "25:00"])
def test_a_row_whose_clock_cannot_be_read_is_refused_by_its_number(clock):
    read = read_avvikelser(rows(("2026-03-09", clock), ("2026-03-09", "")))
    assert [fault.split(":")[0] for fault in read.fel] == ["rad 2"]
    assert [row.utan_klockslag for row in read.rader] == [True]
