"""The example's ej verkställda beslut."""

from __future__ import annotations

from collections import deque
from datetime import date, timedelta
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from kvalitet_app.db.models import EjVerkstalltBeslut
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.services.exempel.bygge import Bygge
from kvalitet_app.services.exempel.organisation import IFO

QUARTERS = ((2024, (9, 7, 6, 5)), (2025, (5, 4, 4, 3)), (2026, (4, 4, 6)))


INSATSER = (
    "Bostad med särskild service för vuxna, 9 § 9 LSS",
    "Daglig verksamhet, 9 § 10 LSS",
    "Kontaktperson, 9 § 4 LSS",
)


SKAL = ("Ingen lämplig bostad ledig", "Den enskilde har tackat nej till erbjudande", "Ingen lämplig kontaktperson")


def add_evb(b: Bygge, rng: Random) -> None:
    """Decisions such that those waiting over three months at each quarter's end are exactly the plan's number."""
    waiting: deque[dict[str, Any]] = deque()
    rows: list[dict[str, Any]] = []
    for ar, numbers in QUARTERS:
        for quarter, number in enumerate(numbers, 1):
            end = date(ar, quarter * 3, 1) + relativedelta(day=31)
            leaving = max(len(waiting) - number, min(2, len(waiting)))
            for _ in range(leaving):
                waiting.popleft()["verkstalld_datum"] = end - timedelta(days=rng.randrange(5, 60))
            while len(waiting) < number:
                row = {
                    "enhet_id": b.enheter[IFO],
                    "arendereferens": f"LSS-{ar}-{len(rows) + 11:03d}",
                    "lagrum": Lagrum.LSS,
                    "insats": rng.choice(INSATSER),
                    "beslut_datum": end - timedelta(days=rng.randrange(95, 150)),
                    "avbrott_datum": None,
                    "skal": rng.choice(SKAL),
                    "verkstalld_datum": None,
                }
                rows.append(row)
                waiting.append(row)
    b.add(EjVerkstalltBeslut, rows)
