"""Days: recurrence, ISO weeks, red days, the month as a grid, and Swedish time."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from kvalitet_app.domain.worded import Worded

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
SHORT_WEEKDAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")


class Upprepning(Worded):
    """How often a plan comes back."""

    ENGANG = "engang", "En gång"
    VECKA = "vecka", "Varje vecka"
    VARANNAN_VECKA = "varannan_vecka", "Varannan vecka"
    MANAD = "manad", "Varje månad"
    KVARTAL = "kvartal", "Varje kvartal"
    HALVAR = "halvar", "Varje halvår"
    AR = "ar", "Varje år"


_DAYS = {Upprepning.VECKA: 7, Upprepning.VARANNAN_VECKA: 14}
_MONTHS = {Upprepning.MANAD: 1, Upprepning.KVARTAL: 3, Upprepning.HALVAR: 6, Upprepning.AR: 12}


def occurrence(start: date, upprepning: Upprepning, k: int) -> date | None:
    """Day number k of a recurrence, counted from the anchor and never from the day before.

    The last day of a month stays the last day. None when there is no such day: a single date has only k = 0.
    """
    if k < 0 or (upprepning is Upprepning.ENGANG and k):
        return None
    try:
        if upprepning in _MONTHS:
            day = add_months(start, _MONTHS[upprepning] * k)
            return last_of_month(day) if start == last_of_month(start) else day
        return start + timedelta(days=_DAYS.get(upprepning, 0) * k)
    except (OverflowError, ValueError):  # past the year 9999
        return None


def add_months(day: date, months: int) -> date:
    """The same day a number of months later, or the last one of a shorter month.

    Raises:
        ValueError: past the year 9999.
    """
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


def last_of_month(day: date) -> date:
    """The last day of the month that the day lies in."""
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(day=31)


def month_before(ar: int, manad: int) -> tuple[int, int]:
    """The month before a month."""
    return (ar, manad - 1) if manad > 1 else (ar - 1, 12)


def first_after(ar: int, manad: int) -> date:
    """The first day after a month."""
    return date(ar + manad // 12, manad % 12 + 1, 1)


def month_bounds(ar: int, manad: int) -> tuple[datetime, datetime]:
    """When a Swedish month begins, and when the next one does, in UTC."""
    first, after = (
        datetime.combine(day, time(), STOCKHOLM).astimezone(UTC) for day in (date(ar, manad, 1), first_after(ar, manad))
    )
    return first, after


def occurrences(start: date, upprepning: Upprepning, fran: date, till: date) -> Iterator[tuple[int, date]]:
    """Every k and day of a recurrence between two days, both included."""
    k = _no_later_k(start, upprepning, fran)
    while (day := occurrence(start, upprepning, k)) is not None and day <= till:
        if day >= fran:
            yield k, day
        k += 1


def _no_later_k(start: date, upprepning: Upprepning, day: date) -> int:
    """A k whose day is surely not after the given one, and near it."""
    if day <= start:
        return 0
    if upprepning in _DAYS:
        return (day - start).days // _DAYS[upprepning]
    if upprepning in _MONTHS:
        months = (day.year - start.year) * 12 + day.month - start.month
        return max(0, months // _MONTHS[upprepning] - 1)
    return 0


def due(start: date, upprepning: Upprepning, *, done: Collection[int], today: date) -> tuple[tuple[int, date], ...]:
    """The occurrences up to today that are not done, oldest first: what a machine that was off has to catch up."""
    return tuple((k, day) for k, day in occurrences(start, upprepning, start, today) if k not in done)


def iso_week(day: date) -> int:
    """The week number Swedes use."""
    return day.isocalendar().week


@cache
def _red_days(year: int) -> dict[date, str]:
    import holidays

    found = holidays.country_holidays("SE", years=year, language="sv", include_sundays=False)
    eves = holidays.country_holidays("SE", years=year, language="sv", categories=("de_facto",), include_sundays=False)
    return {day: str(name) for day, name in {**dict(found.items()), **dict(eves.items())}.items()}


def red_day(day: date, *, sundays: bool = False) -> str | None:
    """The name of a Swedish holiday or of an eve that is free in practice; None for other days.

    With `sundays` an ordinary Sunday is "Söndag". Source: lagen (1989:253) om allmänna helgdagar.
    """
    return _red_days(day.year).get(day) or ("Söndag" if sundays and day.weekday() == 6 else None)


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


def to_utc(day: date, hour: int, minute: int, *, fold: int = 0) -> datetime:
    """A Swedish day and time of day in UTC.

    The hour that comes twice in October means the first, unless `fold` is 1; the one that March leaves out means an
    hour later.
    """
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=STOCKHOLM, fold=fold).astimezone(UTC)


def now() -> datetime:
    """This moment in UTC, to the millisecond: the program's one clock, since no other module asks the machine."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def idag() -> date:
    """The date in Sweden now."""
    return local(now()).date()
