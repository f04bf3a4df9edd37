"""A number's question as the list that answers it: "avvikelser?ar=2025&lagrum=sol+lss&typ=3"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

from kvalitet_app.domain.organisation.enheter import Lagrum

LISTS = ("avvikelser", "egenkontroller", "rutiner", "atgarder", "synpunkter")


def _days(text: str) -> tuple[int, int | None]:
    least, _, most = text.partition("-")
    return int(least), int(most) if most else None


READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "lagrum": ("lagrum", lambda text: frozenset(Lagrum(law) for law in text.split("+"))),
    "typ": ("typer", lambda text: frozenset(int(one) for one in text.split("+"))),
    "mall": ("mallar", lambda text: frozenset({int(text)})),
    "ids": ("ids", lambda text: frozenset(int(one) for one in text.split("+"))),
    "enhet": ("enheter", lambda text: frozenset({int(text)})),
    "orsak": ("orsak", unquote),
    "ref": ("brukarreferens", unquote),
    "utan": ("utan_brukarreferens", unquote),
    "dagar": ("dagar", _days),
    "oskyddat": ("oskyddat", lambda text: text == "1"),
}


def query_of(fraga: str, units: frozenset[int] | None) -> tuple[str, dict[str, Any]] | None:
    """The page and the selection that a figure's question stands for; None when no list answers it.

    `units` hold where the question names none. A month needs its year.
    """
    page, _, rest = fraga.partition("?")
    if page not in LISTS:
        return None
    parts = dict(part.split("=", 1) for part in rest.split("&") if "=" in part)
    query: dict[str, Any] = {"vy": parts.get("vy", "alla"), "enheter": units}
    if page == "avvikelser":
        query["raknas"] = True
        if "ar" not in parts:
            query["ar"] = None  # a question without a year is about every year
    if page == "egenkontroller" and "ids" not in parts:
        query["ursprunglig"] = True
    if page in ("avvikelser", "egenkontroller") and "ar" in parts:
        ar = int(parts["ar"])
        first, _, last = parts.get("manad", "1-12").partition("-")
        until = int(last or first)
        query |= {"fran": date(ar, int(first), 1), "till": date(ar, until, monthrange(ar, until)[1])}
    if page == "atgarder" and "ar" in parts:
        query["ar"] = int(parts["ar"])
    for name, text in parts.items():
        if name in READERS:
            key, read = READERS[name]
            query[key] = read(text)
    return page, query
