"""Which unit a name means, as people write and read it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.organisation.trad import Stracka, Trad
from kvalitet_app.domain.tal import listed
from kvalitet_app.domain.text import name_key

_PATH = re.compile(r"\s*(?:[/›>]|\s-\s)\s*")


@dataclass(frozen=True, slots=True)
class NamngivenEnhet:
    """A unit as a file or a command may call it; `under` is the name of the unit above it, "" at the top."""

    id: int
    namn: str
    kortnamn: str
    under: str
    lagrum: Lagrum | None = None
    giltig_fran: date | None = None
    giltig_till: date | None = None

    @property
    def plats(self) -> str:
        """Where in the tree it stands: the unit above it and its own name."""
        return f"{self.under} / {self.namn}" if self.under else self.namn


class Enhetsnamn:
    """Units by name: their own names first, then their short ones, then "the unit above / its name"."""

    def __init__(self, units: Iterable[NamngivenEnhet]) -> None:
        self._ways: tuple[dict[str, list[NamngivenEnhet]], ...] = ({}, {}, {})
        known = tuple(units)
        self._trad = Trad(Stracka(unit.id, None, unit.giltig_fran, unit.giltig_till) for unit in known)
        for unit in known:
            for way, said in zip(self._ways, (unit.namn, unit.kortnamn, unit.plats), strict=True):
                if key := name_key(said):
                    way.setdefault(key, []).append(unit)

    def find(self, said: str, day: date | None = None) -> tuple[NamngivenEnhet, ...]:
        """The units that a name can mean: none, one, or several that have to be told apart.

        Of several those count that were there on the day, if any was.
        """
        path = " / ".join(part for part in _PATH.split(said) if part)
        for way, key in zip(self._ways, (name_key(said), name_key(said), name_key(path)), strict=True):
            if found := way.get(key):
                there = [unit for unit in found if day is None or self._trad.existed(unit.id, day)]
                return tuple(there or found)
        return ()


def told_apart(said: str, found: Iterable[NamngivenEnhet]) -> str:
    """What to do when a name stands in several places of the tree."""
    places = [f"”{unit.plats}”" for unit in found]
    return f"Enheten {said} finns på {len(places)} ställen. Skriv vilken: {listed(places, 'eller')}"
