"""What every part of the example stands on: fixed chance, fixed stamps, rows in bulk and their ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, insert, select

from kvalitet_app.db.base import Base
from kvalitet_app.db.store.session import WriteSession
from kvalitet_app.domain.kalender import STOCKHOLM

SEED = 20260109
IDAG = date(2026, 11, 23)
BORJAN = date(2024, 1, 1)
STAND_IN = ("Tallåsen", "Karin Ekdahl", date(2026, 9, 1))
T = TypeVar("T")


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A Swedish day and time of day in UTC."""
    return datetime.combine(day, time(hour, minute), STOCKHOLM).astimezone(UTC)


def spread(rng: Random, shares: dict[T, int]) -> list[T]:
    """Each key as many times as its number says, in a shuffled order."""
    found = [key for key, number in shares.items() for _ in range(number)]
    rng.shuffle(found)
    return found


@dataclass
class Bygge:
    """The database under construction. Names lead to ids, so that the parts can refer to each other."""

    session: WriteSession
    enheter: dict[str, int] = field(default_factory=dict)
    personer: dict[str, int] = field(default_factory=dict)
    chefer: dict[str, int] = field(default_factory=dict)
    rapportorer: dict[str, int] = field(default_factory=dict)
    rutiner: dict[int, int] = field(default_factory=dict)
    orsaker: dict[int, int] = field(default_factory=dict)
    processer: dict[str, int] = field(default_factory=dict)
    _names: Random = field(default_factory=lambda: Random(SEED))

    def chief(self, enhet: str, day: date) -> int:
        """Who leads a unit on a day: the person at the screen stands in at Tallåsen from September 2026."""
        return self.personer[STAND_IN[1]] if enhet == STAND_IN[0] and day >= STAND_IN[2] else self.chefer[enhet]

    def rng(self, part: str) -> Random:
        """Chance of its own for each part: a change in one leaves the others as they were."""
        return Random(f"{SEED}-{part}")

    def add(self, kind: type[Base], rows: Sequence[dict[str, Any]]) -> list[int]:
        """Insert rows in bulk and answer their ids in the same order."""
        if not rows:
            return []
        table: Any = kind
        last = self.session.scalar(select(func.max(table.id))) or 0
        for row in rows:
            self._stamp(row)
        self.session.execute(insert(kind), rows)
        found = self.session.execute(select(table.uuid, table.id).where(table.id > last)).all()
        ids: dict[str, int] = dict(found)
        return [ids[row["uuid"]] for row in rows]

    def _stamp(self, row: dict[str, Any]) -> None:
        row.setdefault("uuid", str(UUID(int=self._names.getrandbits(128), version=4)))
        row.setdefault("skapad", moment(BORJAN))
        row.setdefault("andrad", row["skapad"])
