"""Finds the line of headings in another system's list, and which column is what.

Above the headings stand titles, dates of printing, what was searched for; or nothing, or no headings at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.text import clean
from kvalitet_app.exchange.avvikelser.days_in import begins_with_day
from kvalitet_app.exchange.table_in import said

Line = tuple[int, tuple[Any, ...]]
LOOKED_AT = 40
ENOUGH = 2
FIELD_WORDS: dict[str, tuple[str, ...]] = {
    "datum": (
        "händelsedatum",
        "datum",
        "inträffat",
        "inträffade",
        "datum för händelsen",
        "händelsetidpunkt",
        "när",
        "tidpunkt",
        "avvikelsedatum",
        "datum och tid",
        "rapportdatum",
        "registreringsdatum",
        "registrerad",
        "skapad",
    ),
    "tid": ("tid", "klockslag", "kl", "klockan", "händelsetid", "tid för händelsen"),
    "enhet": ("enhet", "arbetsplats", "verksamhet", "boende", "enhetsnamn", "plats", "avdelning", "gruppbostad", "var"),
    "beskrivning": (
        "beskrivning",
        "vad hände",
        "vad hände?",
        "händelse",
        "händelsebeskrivning",
        "beskriv händelsen",
        "händelseförlopp",
        "beskriv vad som hände",
        "vad har hänt",
        "avvikelse",
        "text",
        "rubrik",
    ),
    "typ": (
        "typ",
        "avvikelsetyp",
        "kategori",
        "typ av avvikelse",
        "typ av händelse",
        "händelsetyp",
        "ärendetyp",
        "område",
    ),
    "lagrum": ("lagrum", "lag", "lagstiftning"),
    "omedelbar_atgard": (
        "omedelbar åtgärd",
        "åtgärd",
        "vidtagna åtgärder",
        "akut åtgärd",
        "direkt åtgärd",
        "vad gjorde du genast",
    ),
    "brukarreferens": ("brukarreferens", "brukare", "referens", "brukar-id", "brukarens id", "ref"),
    "externt_nummer": (
        "ärendenummer",
        "ärendenr",
        "diarienummer",
        "dnr",
        "nummer",
        "nr",
        "id",
        "avvikelsenummer",
        "ärende-id",
    ),
    "status": ("status", "läge", "ärendestatus"),
    "foljd": ("följd", "följd för brukaren", "följder", "konsekvens", "konsekvenser", "skada", "skadegrad", "utfall"),
}


@dataclass(frozen=True, slots=True)
class Headings:
    """The numbers of the lines of headings: one, two or none; `sure` where nobody needs to be asked."""

    rows: tuple[int, ...]
    sure: bool


def find_headings(lines: Sequence[Line]) -> Headings:
    """The line that names most of what a list of avvikelser has; without one, the last line before the first day."""
    looked = [line for line in lines[:LOOKED_AT] if not _has_day(line[1])]
    best = max(looked, key=lambda line: _fields(line[1]), default=None)
    if best is not None and _fields(best[1]) >= ENOUGH:
        pair = _pair(looked, best)
        rivals = {_plain_cells(line[1]) for line in looked if _fields(line[1]) >= _fields(best[1])}
        return Headings(pair, sure=len(rivals) == 1)
    return _by_shape(lines[:LOOKED_AT])


def _by_shape(looked: Sequence[Line]) -> Headings:
    """Where no words are known: headings stand right above the first line with a day, and name most of its cells."""
    most = max(_filled(cells) for _, cells in looked)
    dated = (at for at, (_, cells) in enumerate(looked) if _has_day(cells) and 2 * _filled(cells) >= most)
    first_day = next(dated, None)
    if first_day == 0:
        return Headings((), sure=False)
    if first_day is None:
        widest = max(looked, key=lambda line: _filled(line[1]))
        return Headings(widest[:1], sure=widest is looked[0])
    above = looked[first_day - 1]
    fits = 2 * _filled(above[1]) >= _filled(looked[first_day][1])
    return Headings(above[:1] if fits else (), sure=fits and first_day == 1)


def _pair(looked: Sequence[Line], best: Line) -> tuple[int, ...]:
    """The best line, with the one above or below where the two together name more."""
    at = looked.index(best)
    pairs = [(looked[n], looked[n + 1]) for n in (at - 1, at) if 0 <= n < len(looked) - 1]
    for upper, lower in pairs:
        both = [low if said(low) else up for up, low in zip(upper[1], lower[1], strict=False)]
        if lower[0] == upper[0] + 1 and _fields(both) > _fields(best[1]):
            return upper[0], lower[0]
    return best[:1]


def _fields(cells: Sequence[Any]) -> int:
    """How many of our fields the cells name word for word."""
    named = set(_plain_cells(cells))
    return sum(any(word.strip("?") in named for word in words) for words in FIELD_WORDS.values())


def _plain_cells(cells: Sequence[Any]) -> tuple[str, ...]:
    return tuple(_plain(cell) for cell in cells if isinstance(cell, str) and said(cell))


def _plain(heading: str) -> str:
    return " ".join(clean(heading).split()).casefold().strip(" :?*")


def _filled(cells: Sequence[Any]) -> int:
    return sum(said(cell) for cell in cells)


def _has_day(cells: Sequence[Any]) -> bool:
    return any(isinstance(cell, date) or (isinstance(cell, str) and begins_with_day(cell)) for cell in cells)


def parse_mapping(text: str) -> dict[str, str]:
    """`Deras rubrik=falt;…` as a dictionary from heading to field.

    Raises:
        InputError: a part is not of that form, or names no field of ours.
    """
    found: dict[str, str] = {}
    for part in filter(None, (p.strip() for p in text.split(";"))):
        heading, sign, field = (x.strip() for x in part.rpartition("="))
        if not sign or field not in FIELD_WORDS:
            known = ", ".join(FIELD_WORDS)
            raise InputError(f"”{part}” går inte att tolka. Skriv Deras rubrik=fält, där fält är {known}.")
        found[heading.casefold()] = field
    return found


def guess_columns(headers: tuple[str, ...], mapping: dict[str, str] | None = None) -> dict[str, int]:
    """From field to column number: by the mapping first, then by exact headings, then by their beginning."""
    given = mapping or {}
    plain = [_plain(header) for header in headers]
    found: dict[str, int] = {}
    for at, name in enumerate(plain):
        if name in given:
            found.setdefault(given[name], at)
    missing = [name for name in given if name not in plain]
    if missing:
        raise InputError(f"Filen har ingen kolumn med rubriken ”{missing[0]}”.")
    for exact in (True, False):
        for field, words in FIELD_WORDS.items():
            for word in words:
                if field in found:
                    break
                for at, name in enumerate(plain):
                    begins = len(word) > 3 and name.startswith(word) and not name.endswith(" av")
                    fits = name == word.strip("?") if exact else begins
                    if fits and at not in found.values():
                        found[field] = at
                        break
    return found
