"""Every figure of a report opens as many rows as it says: for the whole, an area and a unit, a year and parts of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from kvalitet_app.domain.atgarder import AtgardUrval
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.berattelse.jamforelse import Siffra
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.rutiner.listor import RutinUrval
from kvalitet_app.domain.synpunkter import SynpunktUrval
from kvalitet_app.domain.tid import Tid
from kvalitet_app.services.access.organisation import report_units
from kvalitet_app.services.atgarder import find_atgarder
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.counts.underlag import rows_behind
from kvalitet_app.services.egenkontroller.tillfallen import find_egenkontroller
from kvalitet_app.services.organisation.enheter import unit_named
from kvalitet_app.services.rutiner import find_rutiner
from kvalitet_app.services.synpunkter.listor import find_synpunkter
from kvalitet_app.ui.page.queries import query_of

LISTS: dict[str, tuple[Callable[..., Sequence[int]], type[Any]]] = {
    "avvikelser": (find_avvikelser, AvvikelseUrval),
    "egenkontroller": (find_egenkontroller, EgenkontrollUrval),
    "rutiner": (find_rutiner, RutinUrval),
    "atgarder": (find_atgarder, AtgardUrval),
    "synpunkter": (find_synpunkter, SynpunktUrval),
}
PARTS: dict[str, tuple[int, int, str] | None] = {
    "year": None,
    "quarter": (1, 3, "kvartal 1"),
    "half": (1, 6, "första halvåret"),
}


def figures(told: object, place: str = "") -> Iterator[tuple[str, Siffra]]:
    """Every figure in what was counted, with where it stands."""
    if isinstance(told, Siffra):
        yield place, told
    elif is_dataclass(told):
        for one in fields(told):
            yield from figures(getattr(told, one.name), f"{place}.{one.name}")
    elif isinstance(told, tuple):
        for at, one in enumerate(told):
            yield from figures(one, f"{place}[{at}]")


def opened(session: Any, place: str, fraga: Sokfraga, *, ar: int, enhet: int | None) -> float | None:
    """How much stands in the rows that a figure opens; None where nothing opens."""
    rows = rows_behind(session, fraga=fraga, ar=ar, enhet_id=enhet)
    if rows is not None and fraga.noun == "matt":
        column = next(n for n, head in enumerate(rows.kolumner) if head == ("Antal" if "taljare" in place else "Av"))
        return sum(float(row[column].replace(",", ".")) for row in rows.rader)
    if rows is not None:
        return len(rows.rader)
    where = query_of(fraga, report_units(session, enhet))
    if where is None:
        return None
    find, kind = LISTS[where[0]]
    return len(find(session, urval=kind(**where[1])))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("namn", ["", "Funktionsstöd", "Tallåsen"])
@pytest.mark.parametrize("ar", [2025, 2026])
def test_every_figure_opens_as_many_rows_as_it_says(exempel, ar, namn, part):
    months = PARTS[part]
    tid = None if months is None else Tid(ar, *months)
    with exempel.read() as session:
        enhet = unit_named(session, namn) if namn else None
        data = gather(session, ar=ar, enhet_id=enhet, tid=tid)
        told = [(place, one) for place, one in figures(data) if one.fraga is not None and one.varde is not None]
        wrong = {
            place: (one.varde, found)
            for place, one in told
            if one.fraga is not None and (found := opened(session, place, one.fraga, ar=ar, enhet=enhet)) != one.varde
        }
    assert wrong == {}
    assert len(told) >= 50
