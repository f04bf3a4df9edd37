"""Numbers and lists as Swedes write them."""

import re
from collections.abc import Sequence

NBSP = "\u00a0"
MOST_DIGITS = 18  # what a database holds


def number(value: float) -> str:
    """1 234 or 0,5, with a hard space and a true minus."""
    whole = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return whole.replace(",", NBSP).replace(".", ",").replace("-", "−")


def whole_percent(part: float, whole: float) -> int:
    """The share in percent, halves rounded away from nought. Raises ZeroDivisionError for a whole of 0."""
    share = part * 100 / whole
    return int(share + 0.5) if share >= 0 else -int(-share + 0.5)


def percent(part: float, whole: float) -> str:
    """ "77 %"; 0 and 100 are kept for none and all. Raises ZeroDivisionError for a whole of 0."""
    share = whole_percent(part, whole)
    if 0 < part < whole:
        share = min(max(share, 1), 99)
    return f"{share}{NBSP}%".replace("-", "−")


def signed_percent(value: int) -> str:
    """ "+633 %", "−47 %" or "oförändrat"."""
    return "oförändrat" if not value else f"{value:+,}{NBSP}%".replace(",", NBSP).replace("-", "−")


def whole_of(text: str) -> int | None:
    """The whole number that a text is, written with the digits 0–9 only; None for all else, "6²" too."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


def count(n: int, one: str, many: str) -> str:
    """ "1 enhet", "3 enheter", "ingen enhet" is up to the caller."""
    return f"{number(n)}{NBSP}{one if n == 1 else many}"


def lower_first(text: str) -> str:
    """The text with a small first letter, unless it is an abbreviation such as SIP."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def quoted(names: Sequence[str]) -> str:
    """ "”a”, ”b” och ”c”": names that may hold an "och" of their own."""
    return listed([f"”{name}”" for name in names])


def listed(words: Sequence[str], last: str = "och") -> str:
    """ "a, b och c"."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def listed_some(words: Sequence[str], most: int) -> str:
    """The first ones and how many more: "a, b och 3 till"."""
    rest = len(words) - most
    return listed(words) if rest <= 0 else f"{', '.join(words[:most])} och {rest} till"


def figures_in(text: str) -> list[str]:
    """The figures that a text states, in order: "1 250" and "12,5" are one each."""
    return [found.replace(NBSP, " ") for found in re.findall(rf"\d+(?:[ {NBSP},.]\d+)*", text)]
