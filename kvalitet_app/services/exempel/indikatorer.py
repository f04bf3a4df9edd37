"""The example's indicators."""

from __future__ import annotations

from kvalitet_app.db.models import Indikator, Matvarde
from kvalitet_app.domain.indikatorer import Riktning
from kvalitet_app.services.exempel.bygge import Bygge
from kvalitet_app.services.exempel.organisation import FUNKTIONSSTOD

INDIKATORER: tuple[tuple[str, str, float | None, dict[int, tuple[float, float]], Riktning], ...] = (
    ("brukarundersokning", "Svar i brukarundersökningen", 0.7, {2024: (88, 168), 2025: (96, 171)}, Riktning.HOGRE),
    (
        "individuppfoljning",
        "Insatser som följts upp under året",
        0.9,
        {2024: (104, 196), 2025: (118, 200)},
        Riktning.HOGRE,
    ),
    (
        "genomforandeplaner",
        "Brukare med giltig genomförandeplan",
        0.95,
        {2024: (139, 170), 2025: (151, 173)},
        Riktning.HOGRE,
    ),
    ("domar", "Domar enligt nämndens förslag", 0.85, {2024: (24, 28), 2025: (27, 29)}, Riktning.HOGRE),
)


def add_measures(b: Bygge) -> None:
    """Four indicators with their values of 2024 and 2025."""
    top = b.enheter[FUNKTIONSSTOD]
    rows = [
        {"kod": kod, "namn": namn, "enhet_id": top, "riktning": way, "mal": goal, "kalla": "Egen mätning"}
        for kod, namn, goal, _, way in INDIKATORER
    ]
    values = [
        {"indikator_id": row_id, "enhet_id": top, "ar": ar, "taljare": n, "namnare": of}
        for row_id, (_, _, _, years, _) in zip(b.add(Indikator, rows), INDIKATORER, strict=True)
        for ar, (n, of) in years.items()
    ]
    b.add(Matvarde, values)
