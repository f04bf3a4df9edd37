"""The other registers of the example: synpunkter, ej verkställda beslut, risks, reviews, indicators, providers."""

from __future__ import annotations

from collections import deque
from datetime import date, timedelta
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from kvalitet_app.db.models import (
    Atgard,
    Bedomningsrad,
    Brist,
    EjVerkstalltBeslut,
    Granskning,
    Indikator,
    Matvarde,
    Rekommendation,
    Risk,
    Riskanalys,
    Uppfoljning,
    Utforare,
    Verksamhetsadress,
)
from kvalitet_app.domain.arende import Farg, RekommendationStatus, Riktning
from kvalitet_app.domain.atgarder import AtgardKalla, AtgardSlag, AtgardStatus
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.services.exempel.bygge import Bygge
from kvalitet_app.services.exempel.organisation import CHEF_IFO, FUNKTIONSSTOD, IFO, JAG, NAMND
from kvalitet_app.services.exempel.synpunkter import add_synpunkter

KLAR, PAGAR = RekommendationStatus.KLAR, RekommendationStatus.PAGAR
QUARTERS = ((2024, (9, 7, 6, 5)), (2025, (5, 4, 4, 3)), (2026, (4, 4, 6)))
INSATSER = (
    "Bostad med särskild service för vuxna, 9 § 9 LSS",
    "Daglig verksamhet, 9 § 10 LSS",
    "Kontaktperson, 9 § 4 LSS",
)
SKAL = ("Ingen lämplig bostad ledig", "Den enskilde har tackat nej till erbjudande", "Ingen lämplig kontaktperson")
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
KRAMFORS = (
    ("3.1.1", "Ta fram checklistor och lathundar för handläggningen", KLAR),
    ("3.1.1", "Införa IBIC fullt ut i utredningarna", PAGAR),
    ("3.1.1", "Se över myndighetens organisation och sårbarhet", KLAR),
    ("3.1.1", "Ta fram rutiner och verktyg för barnkonventionen", PAGAR),
    ("3.2.3", "Uppdatera kvalitetsledningssystemet och dess strukturer", KLAR),
    ("3.2.3", "Ta fram en åtgärdsplan för utbildning", PAGAR),
    ("3.2.3", "Säkerställ en systematisk kvalitetsuppföljning", PAGAR),
    ("3.2.3", "Fortsätt arbetet med avvikelser", KLAR),
    ("3.2.3", "Skapa förutsättningar att verkställa beslut i tid", PAGAR),
)
OMRADEN: tuple[tuple[str, Farg], ...] = (
    ("Kompetens", Farg.GRON),
    ("Stöd från ledning", Farg.GRON),
    ("Mötesstruktur", Farg.GRON),
    ("Akternas struktur och tydlighet", Farg.GRON),
    ("Individuppföljningar enligt riktlinje", Farg.GUL),
    ("Våld i nära relationer", Farg.GUL),
    ("Barnperspektiv", Farg.GUL),
    ("AKK och delaktighet", Farg.GUL),
    ("Mötet med medborgare", Farg.GUL),
    ("Samordning inom och mellan förvaltningar", Farg.ROD),
    ("Samtycke inhämtas och dokumenteras", Farg.ROD),
    ("Genomförandeplan inkommer och stäms av", Farg.ROD),
    ("Rutin för ensamarbete och hembesök", Farg.ROD),
    ("Egenkontroll det senaste året", Farg.ROD),
    ("Lokal rutin för lex Sarah är känd", Farg.ROD),
    ("Information om hur man klagar", Farg.GUL),
)
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


def add_uppfoljning(b: Bygge) -> None:
    """Everything beside avvikelser and egenkontroller."""
    rng = b.rng("uppfoljning")
    add_synpunkter(b, rng)
    _add_evb(b, rng)
    _add_risks(b, rng)
    _add_reviews(b)
    _add_measures(b)
    _add_providers(b, rng)


def _add_evb(b: Bygge, rng: Random) -> None:
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


def _add_risks(b: Bygge, rng: Random) -> None:
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


def _add_reviews(b: Bygge) -> None:
    rows = [
        {
            "enhet_id": b.enheter[NAMND],
            "namn": "Granskning av LSS",
            "granskare": "Kommunens revisorer",
            "datum": date(2025, 5, 8),
            "dnr": "REV 2025/12",
            "svar_senast": date(2025, 9, 4),
            "svar_beslutat": date(2025, 8, 28),
        },
        {
            "enhet_id": b.enheter[IFO],
            "namn": "Kvalitetsgranskning av myndighet LSS",
            "granskare": "Kvalitetsledning",
            "datum": date(2025, 11, 3),
            "dnr": "2025/VN 0069",
            "svar_senast": None,
            "svar_beslutat": None,
        },
    ]
    audit, own = b.add(Granskning, rows)
    late = iter((date(2025, 11, 30), date(2025, 12, 15)))
    b.add(
        Rekommendation,
        [
            {
                "granskning_id": audit,
                "paragraf": paragraf,
                "text": text,
                "status": status,
                "klart_senast": date(2025, 10, 31) if status is KLAR else next(late, date(2027, 3, 31)),
                "ansvarig_id": b.personer[CHEF_IFO],
            }
            for paragraf, text, status in KRAMFORS
        ],
    )
    b.add(
        Bedomningsrad,
        [
            {
                "granskning_id": own,
                "omrade": omrade,
                "farg": farg,
                "text": "",
                "ansvarig_id": b.personer[CHEF_IFO],
                "klart_senast": date(2026, 6, 30) if farg is not Farg.GRON else None,
            }
            for omrade, farg in OMRADEN
        ],
    )


def _add_measures(b: Bygge) -> None:
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


def _add_providers(b: Bygge, rng: Random) -> None:
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
