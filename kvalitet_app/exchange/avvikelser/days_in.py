"""Days and clocks as people and systems write them: read as what they are, or refused with a sentence.

A day that can be two days is none: 3/4/2026 is April in Sweden and March in America.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from kvalitet_app.domain.kalender import MONTHS, local

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_DATES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"), (0, 1, 2)),
    (re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)"), (0, 1, 2)),
    (re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)"), (0, 1, 2)),
    (re.compile(r"(\d{1,2})[/.](\d{1,2})[/.-](\d{4})(?!\d)"), (2, 1, 0)),
)
_TWO_WAYS = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_WEEKDAY = re.compile(r"\(?(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag(?:en)?)?\.?\)?,?(?!\w)")
_HALF = r"(?P<half>[ap]\.?\s?m\.?|[fe]\.?\s?m\.?)"
_BEFORE, _AFTER = r"(?:kl(?:ockan)?[.:]?\s*)?", rf"\s*{_HALF}?\s*(?P<fold>\(?(?:sommartid|vintertid)\)?)?"
_CLOCKS = (
    re.compile(rf"{_BEFORE}(\d{{1,2}})(?:[:.,](\d{{2}})(?:[:.](\d{{2}})(?:[.,]\d{{1,9}})?)?)?{_AFTER}"),
    re.compile(rf"{_BEFORE}(\d{{1,2}})(\d{{2}})(){_AFTER}"),
)
_OFFSET = re.compile(r":\d{2}(?:[.,]\d+)?\s?(?:z|[+-]\d{2}(?::?\d{2})?)$", re.IGNORECASE)  # 14-15 is no offset
_ENDS_IN_HALF = re.compile(rf"\d\s*{_HALF}\s*$", re.IGNORECASE)
_MADE_A_NUMBER = re.compile(r"(\d{1,4})\.0")
_DECIMAL_CLOCK = re.compile(r"\d{1,2}\.\d{2}")


class UncertainDayError(ValueError):
    """A day that can be read in two ways; `text` is how it is written."""

    def __init__(self, text: str, first: int, second: int) -> None:
        super().__init__(
            f"{text} kan vara {first} {MONTHS[second - 1]} eller {second} {MONTHS[first - 1]}; "
            "säg om dagen eller månaden står först"
        )
        self.text = text


@dataclass(frozen=True, slots=True)
class DayOrder:
    """Whether the day stands first in 3/4/2026: for days beside a clock with AM or PM, and for all others.

    None where nothing tells; then a day that can be two is refused, but for AM and PM, which are American.
    """

    with_half: bool | None = None
    plain: bool | None = None
    epoch: date = EPOCH

    def first(self, *, half: bool) -> bool | None:
        """True for the day, False for the month, None where nobody knows."""
        return self.with_half if half else self.plain


AMERICAN_HALF = DayOrder(with_half=False)


def order_of(cells: Iterable[tuple[Any, Any]], *, answer: bool | None = None, epoch: date = EPOCH) -> DayOrder:
    """What the days of a file say together, from each row's day and clock: 14/3 tells of every 3/4 beside it.

    `answer` is the person's, for what the file does not tell; `epoch` the day that a workbook counts from.
    """
    told: dict[bool, set[bool]] = {True: set(), False: set()}
    halves = False
    for day, clock in cells:
        text = _text(day)
        if match := _TWO_WAYS.match(text):
            half = _has_half(text) or _has_half(_text(clock))
            halves = halves or half
            first, second = int(match[1]), int(match[2])
            if (first > 12) is not (second > 12):
                told[half].add(first > 12)
    american = told[True] or {False}
    return DayOrder(_only(american, answer), _only(told[False], answer), epoch)


def _only(told: set[bool], answer: bool | None) -> bool | None:
    return next(iter(told)) if len(told) == 1 else answer


def parse_day(
    value: Any,  # noqa: ANN401 - whatever a cell holds
    order: DayOrder = AMERICAN_HALF,
    *,
    half: bool = False,
) -> tuple[date, time | None]:
    """A date, and a time if the cell holds one too; `half` where the row's clock stands beside it with AM or PM.

    Raises:
        UncertainDayError: it can be two days, and `order` does not tell.
        ValueError: with the sentence.
    """
    if isinstance(value, datetime):
        clock = value.time()
        return _sane(value.date()), clock if clock != time() else None
    if isinstance(value, date):
        return _sane(value), None
    if isinstance(value, (int, float)) and 20_000 < value < 80_000:
        moment = _moment(value, order.epoch)
        return _sane(moment.date()), moment.time() if moment.time() != time() else None
    text = _text(value)
    if not text:
        raise ValueError("datum saknas")
    if abroad := _with_offset(text):
        return abroad.date(), abroad.time()
    if match := _TWO_WAYS.match(text):
        day = _one_of_two(match, order.first(half=half or _has_half(text)))
        return day, _clock_after(text[match.end() :])
    for pattern, places in _DATES:
        if match := pattern.match(text):
            return _day([int(match.group(i + 1)) for i in places], text), _clock_after(text[match.end() :])
    raise ValueError(f"datumet {text[:40]} går inte att läsa")


def begins_with_day(text: str) -> bool:
    """Whether a cell begins with a date in figures."""
    return any(pattern.match(text.strip()) for pattern in (*(pattern for pattern, _ in _DATES), _TWO_WAYS))


def _one_of_two(match: re.Match[str], day_first: bool | None) -> date:
    first, second, year = (int(match[n]) for n in (1, 2, 3))
    if first <= 12 and second <= 12 and first != second and day_first is None:
        raise UncertainDayError(match[0], first, second)
    swedish = first > 12 or (second <= 12 and day_first is not False)
    return _day([year, second, first] if swedish else [year, first, second], match[0])


def _day(parts: list[int], text: str) -> date:
    try:
        day = date(*parts)
    except ValueError as error:
        raise ValueError(f"{text[:40]} är inget datum i kalendern") from error
    return _sane(day)


def _moment(value: float, epoch: date) -> datetime:
    whole = int(value)
    return datetime.combine(epoch, time()) + timedelta(days=whole, seconds=round((value - whole) * 86_400))


def _clock_after(rest: str) -> time | None:
    """The time that follows a date in the same cell."""
    text = _WEEKDAY.sub("", rest.casefold().strip(" ,"), count=1).strip(" ,")
    return parse_clock(text.removeprefix("t"))


def _with_offset(text: str) -> datetime | None:
    """The Swedish time of a moment written with its distance from UTC, as 2026-03-09T13:05:00Z."""
    if not _OFFSET.search(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        shown = local(moment) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
    if shown is not None:
        _sane(shown.date())
    return shown


def _sane(day: date) -> date:
    if not 1990 <= day.year <= 2100:
        raise ValueError(f"datumet {day.isoformat()} ligger för långt bort")
    return day


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    return "" if value is None else " ".join(str(value).split())


def _has_half(text: str) -> bool:
    return _ENDS_IN_HALF.search(text) is not None


def has_half(value: Any) -> bool:  # noqa: ANN401 - whatever a cell holds
    """Whether a clock is written with AM or PM."""
    return _has_half(_text(value))


def parse_clock(value: Any) -> time | None:  # noqa: ANN401 - whatever a cell holds
    """A time of day; None only when the cell is empty. Raises ValueError for what cannot be read as one time."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    if isinstance(value, timedelta) and timedelta() <= value < timedelta(days=1):
        return (datetime.combine(EPOCH, time()) + value).time()
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 1440) % 1440
        return time(minutes // 60, minutes % 60)
    if isinstance(value, float) and 20_000 < value < 80_000:
        return _moment(value, EPOCH).time()
    text = _text(value)
    if not text:
        return None
    if isinstance(value, (bool, date, timedelta)) or (isinstance(value, float) and not _DECIMAL_CLOCK.fullmatch(text)):
        raise _no_clock(text)
    return _clock_in(text)


def _clock_in(text: str) -> time:
    whole = _MADE_A_NUMBER.fullmatch(text)
    folded = whole[1] if whole else text.casefold()
    match = next(filter(None, (pattern.fullmatch(folded) for pattern in _CLOCKS)), None)
    if match is None:
        raise _no_clock(text)
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    half = (match["half"] or "")[:1]
    if half in ("a", "f") and hour > 12:
        raise _no_clock(text)
    if half:
        hour = hour % 12 + (12 if half in ("p", "e") else 0) if hour <= 12 else hour
    try:
        return time(hour, minute, second, fold=int("vintertid" in folded))
    except ValueError as error:
        raise ValueError(f"klockslaget {text[:40]} finns inte") from error


def _no_clock(text: str) -> ValueError:
    return ValueError(f"klockslaget {text[:40]} går inte att läsa; skriv det som 14:05")
