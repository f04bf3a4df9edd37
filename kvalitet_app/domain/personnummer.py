"""Finds in free text what may point out a person: personnummer, samordningsnummer, phone numbers and e-mail.

A hit is a question, never a verdict: one time stamp in ten passes the check digit. So callers warn and ask; they
do not block. Forms after folkbokföringslagen (1991:481) 18 § and 18 a §, and the T-numbers that IVO has the
municipalities give to persons without a personnummer. Every pattern starts at a boundary and repeats a bounded
number of times, so that the time grows with the length of the text and no faster.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

PERSONNUMMER = "personnummer"
SAMORDNINGSNUMMER = "samordningsnummer"
TELEFON = "telefon"
E_POST = "e-post"
NAMN = "namn"
MOJLIGT_NAMN = "möjligt namn"

_SPACE = "[ \u00a0\u202f]"
_BLANK = r"\s{0,3}"  # what may stand beside the sign: spaces, a tab, a new line
_HYPHEN = "-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # a soft hyphen and its like, which no reader sees
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d/)(?<!\d[{_HYPHEN}])(?:(18|19|20){_SPACE}?)?(\d\d)([{_HYPHEN}./]?)(\d\d)\3(\d\d)"
    rf"{_BLANK}[{_HYPHEN}+]?{_BLANK}(\d{{4}}|[Tt](?:[Ff]\d\d|\d{{3}}))(?!\d|/\d|[{_HYPHEN}]\d)"
)
_PHONE = re.compile(
    rf"(?<![\d/:+])(?<!\d[{_HYPHEN}])(?:(?:\+|00)46{_SPACE}?[{_HYPHEN}]?{_SPACE}?(?:\(0\){_SPACE}?)?|0)\d{{1,3}}"
    rf"{_SPACE}?[{_HYPHEN}/]?{_SPACE}?(?:\d{{5,8}}|\d{{2,3}}(?:{_SPACE}\d{{2,3}}){{1,3}})(?![\d/]|[{_HYPHEN}:]\d)"
)
_PHONE_DIGITS = range(8, 11)  # with the leading 0 of the area code
_E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


@dataclass(frozen=True, slots=True)
class Traff:
    """A place in a text: `kind` is personnummer, samordningsnummer, telefon, e-post, namn or möjligt namn."""

    start: int
    end: int
    text: str
    kind: str

    @property
    def shown(self) -> str:
        """The text on one line, as a sentence quotes it."""
        return " ".join(_UNSEEN.sub("", self.text).split())


def find_numbers(text: str) -> tuple[Traff, ...]:
    """Everything in the text that may point out a person, in order and without overlap."""
    seen, places = _as_seen(text)
    found: list[Traff] = []
    for hit in sorted((*_personnummer(seen), *_contacts(seen)), key=lambda hit: hit.start):
        if found and hit.start < found[-1].end:
            if hit.kind not in (PERSONNUMMER, SAMORDNINGSNUMMER):
                continue
            found.pop()
        found.append(hit)
    if seen is text:
        return tuple(found)
    spans = ((places[hit.start], places[hit.end - 1] + 1, hit.kind) for hit in found)
    return tuple(Traff(start, end, text[start:end], kind) for start, end, kind in spans)


def _as_seen(text: str) -> tuple[str, Sequence[int]]:
    """The text without the signs that no reader sees, and where each sign that is left stood."""
    if not _UNSEEN.search(text):
        return text, range(len(text))
    places = [at for at, sign in enumerate(text) if not _UNSEEN.match(sign)]
    return "".join(text[at] for at in places), places


def find_names(text: str, names: Iterable[str]) -> tuple[Traff, ...]:
    """Whole names of known persons in the text, in any case of the letters and with the genitive's s.

    First names alone are not looked for: they are words of the everyday too often (Björn, Vide, Linda).
    """
    known = sorted({" ".join(name.split()) for name in names if " " in name.strip()}, key=lambda name: -len(name))
    if not known:
        return ()
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in known)
    found = re.compile(rf"(?<!\w)(?:{either})(?=s?(?!\w))", re.IGNORECASE)
    return tuple(Traff(m.start(), m.end(), m.group(), NAMN) for m in found.finditer(text))


def _personnummer(text: str) -> Iterator[Traff]:
    for match in _NUMBER.finditer(text):
        century, year, _, month, day, serial = match.groups()
        coordinated = int(day) > 60
        born = int(day) - 60 if coordinated else int(day)
        if not _is_date(century, int(year), int(month), born):
            continue
        if serial[0] in "Tt":
            if century:
                yield Traff(match.start(), match.end(), match.group(), PERSONNUMMER)
        elif luhn(year + month + day + serial):
            kind = SAMORDNINGSNUMMER if coordinated else PERSONNUMMER
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
    for match in _E_MAIL.finditer(text):
        yield Traff(match.start(), match.end(), match.group(), E_POST)
    for match in _PHONE.finditer(text):
        if _national_digits(match.group()) in _PHONE_DIGITS:
            yield Traff(match.start(), match.end(), match.group(), TELEFON)


def _national_digits(phone: str) -> int:
    """How many digits the number has when it is dialled within Sweden."""
    digits = "".join(ch for ch in phone.replace("(0)", "") if ch.isdecimal())
    if phone.startswith("+"):
        return len(digits) - 1
    return len(digits) - 3 if digits.startswith("0046") else len(digits)
