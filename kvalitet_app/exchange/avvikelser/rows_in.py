"""Understands another system's table of avvikelser: which column is what, and what each row says."""

import re
from collections.abc import Sequence
from datetime import time
from typing import Any

from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.kalender import to_utc
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.text import clean
from kvalitet_app.domain.utbyte.importrad import Importrad, Inlasning
from kvalitet_app.exchange.avvikelser.days_in import (
    EPOCH,
    EPOCH_1904,
    DayOrder,
    UncertainDayError,
    has_half,
    order_of,
    parse_clock,
    parse_day,
)
from kvalitet_app.exchange.avvikelser.headings_in import guess_columns
from kvalitet_app.exchange.avvikelser.words_in import foljd_of, status_of
from kvalitet_app.exchange.table_in import Table, row_numbers, said

REQUIRED = {"datum": "datum", "enhet": "enhet", "beskrivning": "beskrivning"}
MOST_SIGNS = {
    "enhet": ("enhetens namn", 200),
    "typ": ("typens namn", 200),
    "externt_nummer": ("ärendenumret", 120),
    "brukarreferens": ("brukarreferensen", 200),
}
EVENT = ("beskrivning", "omedelbar_atgard", "brukarreferens", "typ")
SUM = re.compile(r"(?:del|total)?summa\b.*|total(?:t|er)?\b.*|antal\b.*")
NOON = time(12, 0)


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
    columns = _needed(table, guess_columns(table.headers, mapping), exact=False) if columns is None else columns
    _needed(table, columns, exact=True)
    order = _order(table, columns, day_first)
    rows: list[Importrad] = []
    faults: list[tuple[int, str]] = list(table.faults)
    sums: list[int] = []
    uncertain = ""
    for number, cells in table.rows:
        values = {field: cells[at] for field, at in columns.items()}
        try:
            if _is_sum(cells, values):
                sums.append(number)
            else:
                rows.append(_row(number, values, order))
        except ValueError as error:
            faults.append((number, str(error)))
            uncertain = uncertain or (error.text if isinstance(error, UncertainDayError) else "")
    return Inlasning(
        {f: table.headers[at] for f, at in columns.items()},
        tuple(rows),
        tuple(f"rad {number}: {fault}" for number, fault in sorted(faults)),
        _unused(table, columns),
        rubriker=table.headers,
        tvetydig_dag=uncertain,
        besked=(*table.notes, *([f"Summeringar läses inte in: {row_numbers(sums)}."] if sums else [])),
    )


def _unused(table: Table, columns: dict[str, int]) -> tuple[str, ...]:
    """The headings of columns that hold something and are not read."""
    left = set(range(len(table.headers))) - set(columns.values())
    return tuple(table.headers[at] for at in sorted(left) if any(said(row[at]) for _, row in table.rows))


def _needed(table: Table, columns: dict[str, int], *, exact: bool) -> dict[str, int]:
    """The columns, where those that must be there are."""
    for field, word in REQUIRED.items():
        if field in columns:
            continue
        if exact:
            raise InputError(f"Välj vilken kolumn som är {word}.")
        heads = ", ".join(table.headers[:12])
        raise InputError(
            f"Ingen kolumn för {word} hittades. Ange den med --kolumner, till exempel ”Deras rubrik={field}”. "
            f"Filens rubriker: {heads}."
        )
    return columns


def _is_sum(cells: Sequence[Any], values: dict[str, Any]) -> bool:
    """Whether a line sums up those above it: it says so first, and tells of no event."""
    first = next((str(cell).strip().casefold() for cell in cells if said(cell)), "")
    return SUM.fullmatch(first) is not None and not any(said(values[field]) for field in EVENT if field in values)


def _order(table: Table, columns: dict[str, int], answer: bool | None) -> DayOrder:
    day, clock = columns["datum"], columns.get("tid")
    cells = ((row[day], None if clock is None else row[clock]) for _, row in table.rows)
    return order_of(cells, answer=answer, epoch=EPOCH_1904 if table.since_1904 else EPOCH)


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
