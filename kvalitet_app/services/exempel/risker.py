"""The example's risk analyses and what they led to."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from kvalitet_app.db.models import Atgard, Risk, Riskanalys
from kvalitet_app.domain.atgarder import AtgardKalla, AtgardSlag, AtgardStatus
from kvalitet_app.services.exempel.bygge import Bygge
from kvalitet_app.services.exempel.organisation import FUNKTIONSSTOD, IFO, JAG

RISKER = (
    ("Semesterperiod 2025", date(2025, 5, 12), "Sommarvikarier på alla enheter"),
    ("Vakans LSS-handläggare", date(2025, 2, 3), "En av två tjänster är vakant"),
    ("Nytt verksamhetssystem", date(2025, 9, 1), "Byte av journalsystem i november"),
    ("Självskada på individnivå", date(2025, 6, 16), "Återkommande självskada hos en brukare"),
    ("Sammanslagning av två gruppbostäder", date(2026, 3, 9), "Förslag i budget 2027"),
    ("Sommarvikarier och läkemedel", date(2026, 5, 18), "Delegeringar till nya vikarier"),
    ("Ny socialtjänstlag 2025", date(2025, 4, 7), "Nya paragrafer i mallar och beslut"),
    ("Brand Hamnplan", date(2025, 10, 20), "Tillbud i trapphuset"),
)


RISKTEXTER = (
    "Någon skadas för att ingen vet vem som ansvarar",
    "Uppgifter går förlorade vid överlämning",
    "Den enskilde får inte sin insats i tid",
)


RISKS_EACH = len(RISKTEXTER)


RISKATGARDER: dict[str, tuple[str, str]] = {
    "Semesterperiod 2025": ("Utse en ansvarig per pass i sommarschemat", "Överlämna skriftligt mellan varje pass"),
    "Vakans LSS-handläggare": (
        "Anlita en konsult tills tjänsten är tillsatt",
        "Gå igenom pågående ärenden varje vecka",
    ),
    "Nytt verksamhetssystem": ("Kontrollera överförda uppgifter i varje akt", "Utbilda en systemstödjare per enhet"),
    "Självskada på individnivå": (
        "Skriv förslag till rutin om självskada och suicidrisk",
        "Kalla till samordnad individuell plan",
    ),
    "Sommarvikarier och läkemedel": ("Kontrollera delegeringar före första passet", "Ha sjuksköterska i tjänst i juli"),
    "Brand Hamnplan": ("Gå brandrond varje månad", "Öva utrymning på alla pass"),
}


def add_risks(b: Bygge, rng: Random) -> None:
    """Eight analyses with three risks each, and the åtgärder that answer to them."""
    where = {"Självskada på individnivå": "Tallåsen", "Brand Hamnplan": "Hamnplan", "Vakans LSS-handläggare": IFO}
    rows = [
        {
            "enhet_id": b.enheter[where.get(name, FUNKTIONSSTOD)],
            "namn": name,
            "anledning": why,
            "datum": day,
            "ansvarig_id": b.personer[JAG],
        }
        for name, day, why in RISKER
    ]
    risks: list[dict[str, Any]] = []
    for row_id, row in zip(b.add(Riskanalys, rows), rows, strict=True):
        for text in RISKTEXTER:
            s, a = rng.randrange(1, 5), rng.randrange(1, 5)
            risks.append(
                {
                    "riskanalys_id": row_id,
                    "enhet_id": row["enhet_id"],
                    "text": text,
                    "sannolikhet": s,
                    "allvarlighetsgrad": a,
                    "sannolikhet_efter": max(1, s - 1),
                    "allvarlighetsgrad_efter": a,
                }
            )
    _add_risk_actions(b, b.rng("riskatgarder"), rows, b.add(Risk, risks))


def _add_risk_actions(b: Bygge, rng: Random, analyses: list[dict[str, Any]], risk_ids: list[int]) -> None:
    """Two åtgärder for each analysis but the one that nobody has answered yet."""
    actions = []
    for place, analysis in enumerate(analyses):
        for number, text in enumerate(RISKATGARDER.get(analysis["namn"], ())):
            due = analysis["datum"] + timedelta(days=rng.randrange(21, 70))
            actions.append(
                {
                    "enhet_id": analysis["enhet_id"],
                    "kalla": AtgardKalla.RISKANALYS,
                    "risk_id": risk_ids[place * RISKS_EACH + number],
                    "slag": AtgardSlag.FOREBYGGANDE,
                    "text": text,
                    "ansvarig_id": b.personer[JAG],
                    "klart_senast": due,
                    "status": AtgardStatus.GENOMFORD,
                    "genomford_datum": due - timedelta(days=rng.randrange(1, 8)),
                    "effekt": None,
                    "effekt_datum": None,
                    "effekt_metod": "",
                }
            )
    b.add(Atgard, actions)
