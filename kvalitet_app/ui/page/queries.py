"""A question to the register as the page and the selection that answer it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from kvalitet_app.domain.fragor import Sokfraga

LISTS = ("avvikelser", "egenkontroller", "rutiner", "atgarder", "synpunkter")


def query_of(fraga: Sokfraga | None, units: frozenset[int] | None) -> tuple[str, dict[str, Any]] | None:
    """The page and the selection that a figure's question stands for; None when no list answers it.

    `units` hold where the question names none. A month needs its year.
    """
    if fraga is None or fraga.noun not in LISTS:
        return None
    query: dict[str, Any] = {"vy": fraga.vy or "alla", "enheter": units}
    if fraga.noun == "avvikelser":
        query["raknas"] = True
        if fraga.ar is None:
            query["ar"] = None  # a question without a year is about every year
    elif fraga.noun == "atgarder" and fraga.ar is not None:
        query["ar"] = fraga.ar
    elif fraga.noun == "egenkontroller" and fraga.ar is not None:
        query["ursprunglig"] = True
    if fraga.noun in ("avvikelser", "egenkontroller") and fraga.ar is not None:
        first, last = fraga.manader
        query["fran"], query["till"] = date(fraga.ar, first, 1), date(fraga.ar, last, monthrange(fraga.ar, last)[1])
    return fraga.noun, query | _limits(fraga)


def _limits(fraga: Sokfraga) -> dict[str, Any]:
    """What else is asked, by the names of the lists."""
    given: dict[str, Any] = {
        "lagrum": frozenset(fraga.lagrum) or None,
        "typer": frozenset(fraga.typ) or None,
        "mallar": None if fraga.mall is None else frozenset({fraga.mall}),
        "ids": frozenset(fraga.ids) or None,
        "enheter": None if fraga.enhet is None else frozenset({fraga.enhet}),
        "orsak": fraga.orsak,
        "brukarreferens": fraga.ref,
        "utan_brukarreferens": fraga.utan,
        "dagar": fraga.dagar,
        "oskyddat": fraga.oskyddat or None,
    }
    return {name: value for name, value in given.items() if value is not None}
