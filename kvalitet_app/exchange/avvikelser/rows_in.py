"""Understands another system's table of avvikelser: which column is what, and what each row says."""

from datetime import time
from typing import Any

from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.kalender import to_utc
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.text import clean
from kvalitet_app.domain.utbyte.importrad import Importrad, Inlasning
from kvalitet_app.exchange.avvikelser.days_in import (
    DayOrder,
    UncertainDayError,
    has_half,
    order_of,
    parse_clock,
    parse_day,
)
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
    table: Table,
    mapping: dict[str, str] | None = None,
    columns: dict[str, int] | None = None,
    *,
    day_first: bool | None = None,
) -> Inlasning:
    """Every row as an Importrad, or as a sentence `rad 5: …` about what is wrong with it.

    `columns` from field to column number is taken as it is; without it headings are guessed, by `mapping` first.
    `day_first` answers what 3/4/2026 is, where the file does not tell.

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
    order = _order(table, columns, day_first)
    rows: list[Importrad] = []
    faults: list[str] = []
    uncertain = ""
    for number, cells in table.rows:
        values = {field: cells[at] for field, at in columns.items()}
        try:
            rows.append(_row(number, values, order))
        except ValueError as error:
            faults.append(f"rad {number}: {error}")
            uncertain = uncertain or (error.text if isinstance(error, UncertainDayError) else "")
    unused = tuple(h for at, h in enumerate(table.headers) if at not in columns.values() and h)
    return Inlasning(
        {f: table.headers[at] for f, at in columns.items()},
        tuple(rows),
        tuple(faults),
        unused,
        rubriker=table.headers,
        tvetydig_dag=uncertain,
    )


def _order(table: Table, columns: dict[str, int], answer: bool | None) -> DayOrder:
    day, clock = columns["datum"], columns.get("tid")
    cells = ((row[day], None if clock is None else row[clock]) for _, row in table.rows)
    return order_of(cells, answer=answer)


def _row(number: int, values: dict[str, Any], order: DayOrder) -> Importrad:
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
    day, clock = parse_day(values.get("datum"), order, half=has_half(values.get("tid")))
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


def _law(text: str) -> Lagrum | None:
    folded = text.casefold()
    return next((law for law in Lagrum if law.value in folded), None)
