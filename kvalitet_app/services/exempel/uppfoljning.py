"""The example's utförare, followed up."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from kvalitet_app.db.models import Brist, Uppfoljning, Utforare, Verksamhetsadress
from kvalitet_app.domain.granskning.bedomningar import Farg
from kvalitet_app.services.exempel.beslut import INSATSER
from kvalitet_app.services.exempel.bygge import Bygge
from kvalitet_app.services.exempel.organisation import NAMND


def add_providers(b: Bygge, rng: Random) -> None:
    """35 companies with 100 addresses; the largest has 10."""
    rows = [{"namn": f"Utförare {n:02d} AB", "regiform": "LOV" if n % 3 else "Entreprenad"} for n in range(1, 36)]
    ids = b.add(Utforare, rows)
    owners = [ids[0]] * 10 + ids[1:] + rng.choices(ids[1:], k=100 - 10 - 34)
    addresses = b.add(
        Verksamhetsadress,
        [
            {
                "utforare_id": owner,
                "enhet_id": b.enheter[NAMND],
                "namn": f"Adress {n:03d}",
                "insats": rng.choice(INSATSER),
                "anteckning": "",
            }
            for n, owner in enumerate(owners, 1)
        ],
    )
    visits: list[dict[str, Any]] = [
        {
            "verksamhetsadress_id": address,
            "datum": date(ar, 9, 1) + timedelta(days=rng.randrange(100)),
            "metod": rng.choice(("Platsbesök", "Digitalt besök", "Enkät")),
            "resultat": rng.choice(tuple(Farg)),
        }
        for ar, part in ((2024, addresses[:31]), (2025, addresses[31:65]), (2026, addresses[65:80]))
        for address in part
    ]
    faults = [
        {
            "uppfoljning_id": row_id,
            "text": "Genomförandeplaner saknas eller är inaktuella",
            "klart_senast": visit["datum"] + timedelta(days=60),
            "rattad_datum": visit["datum"] + timedelta(days=50) if rng.random() < 0.7 else None,
        }
        for row_id, visit in zip(b.add(Uppfoljning, visits), visits, strict=True)
        if visit["resultat"] is Farg.ROD
    ]
    b.add(Brist, faults)
