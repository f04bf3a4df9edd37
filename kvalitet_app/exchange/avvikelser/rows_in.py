"""Understands another system's table of avvikelser: which column is what, and what each row says."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.kalender import local, to_utc
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.text import clean
from kvalitet_app.domain.utbyte.importrad import Importrad, Inlasning
from kvalitet_app.exchange.avvikelser.words_in import foljd_of, status_of
from kvalitet_app.exchange.table_in import Table

SYNONYMS: dict[str, tuple[str, ...]] = {
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
REQUIRED = {"datum": "datum", "enhet": "enhet", "beskrivning": "beskrivning"}
MOST_SIGNS = {
    "enhet": ("enhetens namn", 200),
    "typ": ("typens namn", 200),
    "externt_nummer": ("ärendenumret", 120),
    "brukarreferens": ("brukarreferensen", 200),
}
NOON = time(12, 0)
EXCEL_EPOCH = date(1899, 12, 30)


def parse_mapping(text: str) -> dict[str, str]:
    """`Deras rubrik=falt;…` as a dictionary from heading to field.

    Raises:
        InputError: a part is not of that form, or names no field of ours.
    """
    found: dict[str, str] = {}
    for part in filter(None, (p.strip() for p in text.split(";"))):
        heading, sign, field = (x.strip() for x in part.rpartition("="))
        if not sign or field not in SYNONYMS:
            known = ", ".join(SYNONYMS)
            raise InputError(f"”{part}” går inte att tolka. Skriv Deras rubrik=fält, där fält är {known}.")
        found[heading.casefold()] = field
    return found


def guess_columns(headers: tuple[str, ...], mapping: dict[str, str] | None = None) -> dict[str, int]:
    """From field to column number: by the mapping first, then by exact headings, then by their beginning."""
    given = mapping or {}
    plain = [clean(header).casefold().strip(" :?*") for header in headers]
    found: dict[str, int] = {given[name]: at for at, name in enumerate(plain) if name in given}
    missing = [name for name in given if name not in plain]
    if missing:
        raise InputError(f"Filen har ingen kolumn med rubriken ”{missing[0]}”.")
    for exact in (True, False):
        for field, words in SYNONYMS.items():
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


def read_avvikelser(
    table: Table, mapping: dict[str, str] | None = None, columns: dict[str, int] | None = None
) -> Inlasning:
    """Every row as an Importrad, or as a sentence `rad 5: …` about what is wrong with it.

    `columns` from field to column number is taken as it is; without it headings are guessed, by `mapping` first.

    Raises:
        InputError: a column that must be there cannot be found.
    """
    exact = columns is not None
    columns = guess_columns(table.headers, mapping) if columns is None else columns
    for field, word in REQUIRED.items():
        if field not in columns:
            if exact:
                raise InputError(f"Välj vilken kolumn som är {word}.")
            heads = ", ".join(table.headers[:12])
            raise InputError(
                f"Ingen kolumn för {word} hittades. Ange den med --kolumner, till exempel ”Deras rubrik={field}”. "
                f"Filens rubriker: {heads}."
            )
    rows: list[Importrad] = []
    faults: list[str] = []
    for number, cells in table.rows:
        values = {field: cells[at] for field, at in columns.items()}
        try:
            rows.append(_row(number, values))
        except ValueError as error:
            faults.append(f"rad {number}: {error}")
    unused = tuple(h for at, h in enumerate(table.headers) if at not in columns.values() and h)
    return Inlasning(
        {f: table.headers[at] for f, at in columns.items()}, tuple(rows), tuple(faults), unused, rubriker=table.headers
    )


def _row(number: int, values: dict[str, Any]) -> Importrad:
    def text(field: str) -> str:
        value = values.get(field)
        return "" if value is None else clean(str(value)).strip()

    if not text("enhet"):
        raise ValueError("enhet saknas")
    if not text("beskrivning"):
        raise ValueError("beskrivning saknas")
    for field, (name, most) in MOST_SIGNS.items():
        if len(text(field)) > most:
            raise ValueError(f"{name} är längre än {most} tecken")
    day, clock = parse_day(values.get("datum"))
    known = parse_clock(values.get("tid")) or clock
    clock = known or NOON
    return Importrad(
        number,
        to_utc(day, clock.hour, clock.minute, fold=clock.fold),
        text("enhet"),
        text("beskrivning"),
        typ=text("typ"),
        lagrum=_law(text("lagrum")),
        omedelbar_atgard=text("omedelbar_atgard"),
        brukarreferens=text("brukarreferens"),
        externt_nummer=text("externt_nummer"),
        utan_klockslag=known is None,
        filens_status=text("status"),
        status=status_of(text("status")),
        filens_foljd=text("foljd"),
        foljd=foljd_of(text("foljd")),
    )


_DATES = (
    (re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})"), (0, 1, 2)),
    (re.compile(r"^(\d{4})(\d{2})(\d{2})(?!\d)"), (0, 1, 2)),
    (re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})"), (0, 1, 2)),
    (re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.-](\d{4})"), (2, 1, 0)),
)


def parse_day(value: Any) -> tuple[date, time | None]:  # noqa: ANN401 - whatever a cell holds
    """A date, and a time if the cell holds one too. Raises ValueError with the sentence."""
    if isinstance(value, datetime):
        clock = value.time()
        return _sane(value.date()), clock if clock != time() else None
    if isinstance(value, date):
        return _sane(value), None
    if isinstance(value, (int, float)) and 20_000 < value < 80_000:
        whole = int(value)
        seconds = round((value - whole) * 86_400)
        moment = datetime.combine(EXCEL_EPOCH, time()) + timedelta(days=whole, seconds=seconds)
        return _sane(moment.date()), moment.time() if seconds else None
    text = "" if value is None else str(value).strip()
    if not text:
        raise ValueError("datum saknas")
    if abroad := _with_offset(text):
        return abroad.date(), abroad.time()
    for pattern, order in _DATES:
        if match := pattern.match(text):
            parts = [int(match.group(i + 1)) for i in order]
            try:
                day = date(*parts)
            except ValueError as error:
                raise ValueError(f"{text} är inget datum i kalendern") from error
            return _sane(day), parse_clock(text[match.end() :].strip(" T,kl."))
    raise ValueError(f"datumet {text[:40]} går inte att läsa")


def _with_offset(text: str) -> datetime | None:
    """The Swedish time of a moment written with its distance from UTC, as 2026-03-09T13:05:00Z."""
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


def parse_clock(value: Any) -> time | None:  # noqa: ANN401 - whatever a cell holds
    """A time of day, or None when the cell holds none."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    if isinstance(value, (int, float)) and 0 <= value < 1:
        minutes = round(value * 1440) % 1440
        return time(minutes // 60, minutes % 60)
    text = "" if value is None else str(value).strip()
    match = re.match(r"^(\d{1,2})[:.](\d{2})", text)
    if match is None:
        return None
    try:
        return time(int(match[1]), int(match[2]), fold=int("vintertid" in text.casefold()))
    except ValueError as error:
        raise ValueError(f"tiden {match[0]} finns inte") from error


def _law(text: str) -> Lagrum | None:
    folded = text.casefold()
    return next((law for law in Lagrum if law.value in folded), None)
