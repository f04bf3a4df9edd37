"""The tree of units through time: which units there were on a day, and what lay where.

The only place that answers either, for every scope, count, list, offer, plan and alarm. A unit that has closed keeps
its last place, and one that had not begun its first: what happened there is still counted where it belonged.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

ALWAYS, FOR_EVER = date.min, date.max


class Stracka(NamedTuple):
    """The days, first and last, during which a unit lay below another (None: at the top).

    `fran` None is since before the register, `till` None is still. A unit has one for each place that it has had.
    """

    enhet_id: int
    foralder_id: int | None
    fran: date | None = None
    till: date | None = None

    @property
    def first(self) -> date:
        """The first day."""
        return self.fran or ALWAYS

    @property
    def last(self) -> date:
        """The last day."""
        return self.till or FOR_EVER


class Trad:
    """All the units one is told of, with every place that they have had."""

    def __init__(self, strackor: Iterable[Stracka]) -> None:
        self._own: dict[int, list[Stracka]] = {}
        for one in sorted(strackor, key=lambda one: (one.enhet_id, one.first)):
            self._own.setdefault(one.enhet_id, []).append(one)
        self._below: dict[int | None, list[Stracka]] = {}
        for own in self._own.values():
            for place in _without_gaps(own):
                self._below.setdefault(place.foralder_id, []).append(place)

    def existed(self, enhet_id: int, fran: date, till: date | None = None) -> bool:
        """Whether there was such a unit on the day, or on any day up to and with `till`."""
        return any(one.first <= (till or fran) and fran <= one.last for one in self._own.get(enhet_id, ()))

    def existing(self, fran: date, till: date | None = None) -> frozenset[int]:
        """Every unit that there was on the day, or on any day up to and with `till`."""
        return frozenset(one for one in self._own if self.existed(one, fran, till))

    def last_day(self, enhet_id: int) -> date | None:
        """The day that a unit closes or closed; None when it has no end."""
        own = self._own.get(enhet_id)
        return own[-1].till if own else None

    def under(self, enhet_id: int, fran: date, till: date | None = None) -> frozenset[int]:
        """The unit and what lay below it on the day, or on any day up to and with `till`, closed units too."""
        found: set[int] = {enhet_id}
        self._gather(enhet_id, fran, till or fran, found, frozenset())
        return frozenset(found)

    def _gather(self, enhet_id: int, fran: date, till: date, found: set[int], over: frozenset[int]) -> None:
        over |= {enhet_id}
        for one in self._below.get(enhet_id, ()):
            first, last = max(fran, one.first), min(till, one.last)
            if first <= last and one.enhet_id not in over:  # a register may be wrong: round and round is not below
                found.add(one.enhet_id)
                self._gather(one.enhet_id, first, last, found, over)

    def over(self, enheter: Iterable[int], day: date) -> frozenset[int]:
        """The units and everything that lay above them on the day."""
        found: set[int] = set()
        for unit in enheter:
            above: int | None = unit
            while above is not None and above not in found:
                found.add(above)
                above = self.place(above, day)
        return frozenset(found)

    def place(self, enhet_id: int, day: date) -> int | None:
        """The unit that a unit lay directly below on the day; None at the top, and of a unit nobody has told of."""
        for one in _without_gaps(self._own.get(enhet_id, [])):
            if one.first <= day <= one.last:
                return one.foralder_id
        return None


def _without_gaps(own: list[Stracka]) -> list[Stracka]:
    """The places of a unit, each kept until the next begins, the first held always and the last for ever."""
    begins = [ALWAYS, *(one.first for one in own[1:])]
    ends = [*(after - timedelta(days=1) for after in begins[1:]), FOR_EVER]
    return [one._replace(fran=first, till=last) for one, first, last in zip(own, begins, ends, strict=True) if own]
