"""Finds in free text what may point out a person: personnummer, samordningsnummer, phone numbers and e-mail.

A hit is a question, never a verdict: one time stamp in ten passes the check digit. So callers warn and ask; they
do not block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_NUMBER = re.compile(
    r"(?<![\d/-])(?:(18|19|20) ?)?(\d{2})(\d{2})(\d{2}) ?([-+–]?) ?(\d{4}|T(?:F)?\d{2,3})(?![\d/]|-\d)"
)
_PHONE = re.compile(r"(?<![\d/-])(?:\+46 ?(?:\(0\))?|0)(?:\d[ -]?){7,10}\d(?![\d/-])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NOT_A_NUMBER = re.compile(r"^\d{4}-?\d{2}-?\d{2}")


@dataclass(frozen=True, slots=True)
class Traff:
    """A place in a text: `kind` is personnummer, samordningsnummer, telefon or e-post."""

    start: int
    end: int
    text: str
    kind: str


def find_numbers(text: str) -> tuple[Traff, ...]:
    """Everything in the text that may point out a person, in order."""
    numbers = tuple(_personnummer(text))
    taken = [(hit.start, hit.end) for hit in numbers]
    others = [hit for hit in _contacts(text) if not any(a < hit.end and hit.start < b for a, b in taken)]
    return tuple(sorted((*numbers, *others), key=lambda hit: hit.start))


def _personnummer(text: str) -> Iterator[Traff]:
    for match in _NUMBER.finditer(text):
        century, year, month, day, sign, serial = match.groups()
        if serial.startswith("T"):
            if century and sign:  # the T-number IVO gives a person without a personnummer
                yield Traff(match.start(), match.end(), match.group(), "personnummer")
            continue
        number = int(day) > 60
        born = int(day) - 60 if number else int(day)
        if _is_date(century, int(year), int(month), born) and luhn(year + month + day + serial):
            kind = "samordningsnummer" if number else "personnummer"
            yield Traff(match.start(), match.end(), match.group(), kind)


def _is_date(century: str | None, year: int, month: int, day: int) -> bool:
    for whole in (century,) if century else ("19", "20"):
        try:
            date(int(whole) * 100 + year, month, day)
        except ValueError:
            continue
        return True
    return False


def luhn(digits: str) -> bool:
    """Whether the last of ten digits is the check digit of the nine before it."""
    total = 0
    for place, digit in enumerate(digits):
        value = int(digit) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _contacts(text: str) -> Iterator[Traff]:
    for match in _EMAIL.finditer(text):
        yield Traff(match.start(), match.end(), match.group(), "e-post")
    for match in _PHONE.finditer(text):
        if not _NOT_A_NUMBER.match(match.group()):
            yield Traff(match.start(), match.end(), match.group(), "telefon")
