"""A day as people write it, and how it is said when it has been understood."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum

from kvalitet_app.domain.kalender import SHORT_WEEKDAYS, WEEKDAYS, iso_week, long_date, red_day

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)  # beyond these a date is a slip of the fingers
WEEK, YEAR = timedelta(days=7), timedelta(days=371)
_WORDS = {
    "i dag": 0,
    "idag": 0,
    "i går": -1,
    "igår": -1,
    "i morgon": 1,
    "imorgon": 1,
    "i övermorgon": 2,
    "iövermorgon": 2,
    "i förrgår": -2,
    "iförrgår": -2,
}
_NAMES = {name: n for names in (WEEKDAYS, SHORT_WEEKDAYS) for n, name in enumerate(names)}
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_SIX = re.compile(r"(\d{2})(\d{2})(\d{2})")
_FULL = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.\s-]+(\d{4})")
_SHORT = re.compile(r"(\d{1,2})[/.-](\d{1,2})")
_FOUR = re.compile(r"(\d{2})(\d{2})")
_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*(d|dagar|v|veckor)?")
_WEEK = re.compile(r"(?:v\.?|vecka)\s*(\d{1,2})(?:[\s/.-]+(\d{4}))?")
_DAY = re.compile(r"(?:på\s+)?([a-zåäö]+)(?:en)?")


class Menat(Enum):
    """Which day is meant where a year or a week is left out."""

    ARETS = "this year's"
    FORFLUTEN = "the latest one up to today"
    KOMMANDE = "the next one from today on"


def read_date(text: str, today: date, menat: Menat = Menat.ARETS) -> date | None:
    """The day that a text means; None when it is not one.

    2026-03-14, 20260314, 260314, 14/3, 14.3, 14/3 2026, 0314, idag, igår, +14, -3, +2 v, v 12, v. 12 2027, fredag. A
    week is its Monday.
    """
    said = " ".join(text.casefold().split())
    try:
        found = _exact(said, today) or _without_year(said, today, menat)
    except (ValueError, OverflowError):
        return None
    return found if found is not None and FIRST <= found <= LAST else None


def _exact(said: str, today: date) -> date | None:
    """A text that leaves nothing out."""
    if said in _WORDS:
        return today + timedelta(days=_WORDS[said])
    if match := _ISO.fullmatch(said):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _SIX.fullmatch(said):
        return date(2000 + int(match[1]), int(match[2]), int(match[3]))
    if match := _FULL.fullmatch(said):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := _STEP.fullmatch(said):
        days = int(match[2]) * (7 if (match[3] or "").startswith("v") else 1)
        return today + timedelta(days=days if match[1] == "+" else -days)
    if (match := _WEEK.fullmatch(said)) and match[2]:
        return date.fromisocalendar(int(match[2]), int(match[1]), 1)
    return None


def _without_year(said: str, today: date, menat: Menat) -> date | None:
    """A text that leaves out which of several days it is."""
    if match := _SHORT.fullmatch(said) or _FOUR.fullmatch(said):
        first, second = int(match[1]), int(match[2])
        month, day = (first, second) if match.re is _FOUR else (second, first)
        return _nearest(_of_years(month, day, today), today, menat, ours=lambda one: one.year == today.year)
    if match := _WEEK.fullmatch(said):
        monday, year = today - timedelta(days=today.weekday()), today.isocalendar().year
        weeks = _weeks(int(match[1]), today)
        return _nearest(weeks, monday, menat, ours=lambda one: one.isocalendar().year == year)
    if (match := _DAY.fullmatch(said)) and (name := _weekday(match[1])) is not None:
        this = today + timedelta(days=name - today.weekday())
        return _nearest([this - WEEK, this, this + WEEK], today, menat, ours=lambda one: one == this)
    return None


def _weekday(word: str) -> int | None:
    return _NAMES.get(word, _NAMES.get(word.removesuffix("en")))


def _of_years(month: int, day: int, today: date) -> list[date]:
    """The day of each year around; the 29 February only of those that have one. Raises ValueError when none has it."""
    found = []
    for year in range(today.year - 1, today.year + 2):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    if not found:
        raise ValueError(f"{day}/{month}")
    return found


def _weeks(number: int, today: date) -> list[date]:
    found = []
    for year in range(today.year - 2, today.year + 3):
        try:
            found.append(date.fromisocalendar(year, number, 1))
        except ValueError:  # a year without a week 53
            continue
    if not found:
        raise ValueError(str(number))
    return found


def _nearest(days: list[date], today: date, menat: Menat, *, ours: Callable[[date], bool]) -> date | None:
    """The one that is meant; `ours` says which is this year's, or this week's.

    A 29 February or a week 53 that is years away is not what anybody means.
    """
    if menat is Menat.FORFLUTEN:
        return max((day for day in days if today - YEAR <= day <= today), default=None)
    if menat is Menat.KOMMANDE:
        return min((day for day in days if today <= day <= today + YEAR), default=None)
    return next(filter(ours, days), None)


def said_date(day: date) -> str:
    """lördag 14 mars 2026 · v. 11, with the name of a red day."""
    red = red_day(day)
    return f"{long_date(day)} · v. {iso_week(day)}" + (f" · {red}" if red else "")
