"""Days: recurrence, ISO weeks, red days, the month as a grid, and Swedish time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from kvalitet_app.domain.egenkontroll import Upprepning

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
SHORT_WEEKDAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")

_STEPS: dict[Upprepning, relativedelta] = {
    Upprepning.VECKA: relativedelta(weeks=1),
    Upprepning.VARANNAN_VECKA: relativedelta(weeks=2),
    Upprepning.MANAD: relativedelta(months=1),
    Upprepning.KVARTAL: relativedelta(months=3),
    Upprepning.HALVAR: relativedelta(months=6),
    Upprepning.AR: relativedelta(years=1),
}


def occurrence(start: date, upprepning: Upprepning, k: int) -> date | None:
    """Day number k of a recurrence, counted from the anchor and never from the day before.

    The last day of a month stays the last day. None when there is no such day: a single date has only k = 0.
    """
    if upprepning is Upprepning.ENGANG:
        return start if k == 0 else None
    try:
        day = start + _STEPS[upprepning] * k
    except (OverflowError, ValueError):
        return None
    monthly = upprepning not in (Upprepning.VECKA, Upprepning.VARANNAN_VECKA)
    return last_of_month(day) if monthly and start == last_of_month(start) else day


def last_of_month(day: date) -> date:
    """The last day of the month that the day lies in."""
    return day + relativedelta(day=31)


def occurrences(start: date, upprepning: Upprepning, fran: date, till: date) -> Iterator[tuple[int, date]]:
    """Every k and day of a recurrence between two days, both included."""
    k = 0
    while (day := occurrence(start, upprepning, k)) is not None and day <= till:
        if day >= fran:
            yield k, day
        k += 1


def iso_week(day: date) -> int:
    """The week number Swedes use."""
    return day.isocalendar().week


@cache
def _red_days(year: int) -> dict[date, str]:
    import holidays

    found = holidays.country_holidays("SE", years=year, language="sv", include_sundays=False)
    eves = holidays.country_holidays("SE", years=year, language="sv", categories=("de_facto",), include_sundays=False)
    return {day: str(name) for day, name in {**dict(found.items()), **dict(eves.items())}.items()}


def red_day(day: date) -> str | None:
    """The name of a Swedish holiday or of an eve that is free in practice; None for other days."""
    return _red_days(day.year).get(day)


def month_grid(year: int, month: int) -> tuple[tuple[date, ...], ...]:
    """The weeks of a month, Monday first, filled up with days of the months beside it."""
    first = date(year, month, 1)
    day = first - timedelta(days=first.weekday())
    weeks: list[tuple[date, ...]] = []
    while day.month == month or day < first:
        weeks.append(tuple(day + timedelta(days=n) for n in range(7)))
        day += timedelta(days=7)
    return tuple(weeks)


def long_date(day: date) -> str:
    """måndag 23 november 2026."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def local(moment: datetime) -> datetime:
    """A moment as Swedish clocks show it."""
    return moment.astimezone(STOCKHOLM)


def to_utc(day: date, hour: int, minute: int) -> datetime:
    """A Swedish day and time of day in UTC.

    The hour that comes twice in October means the first; the one that March leaves out means an hour later.
    """
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=STOCKHOLM).astimezone(UTC)


def idag() -> date:
    """The date in Sweden now."""
    return datetime.now(STOCKHOLM).date()
