"""Lex Sarah and lex Maria of the example: each case filled in as far as it has come, with its circle and who was told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kvalitet_app.db.models import ArendeKrets, LexSarahArende, Underrattelse
from kvalitet_app.domain.arende import LexGrad, LexSlag, LexStatus, Mottagarslag
from kvalitet_app.domain.avvikelse import case_number
from kvalitet_app.domain.organisation import Lagrum
from kvalitet_app.services.exempel.bygge import IDAG, Bygge, moment
from kvalitet_app.services.exempel.organisation import LEX_UTREDARE, MAS, NAMND, SAS

S, G = LexStatus, LexGrad
LADDER = (
    (2025, 2, G.MISSFORHALLANDE, "Kaprifolen", 34), (2025, 3, G.INGET, "Torget", 18),
    (2025, 5, G.ALLVARLIGT, "Lönnvägen", 47), (2025, 6, G.MISSFORHALLANDE, "Verkstan", 29),
    (2025, 8, G.PATAGLIG_RISK, "Hamnplan", 41), (2025, 10, G.INGET, "Granliden", 16),
    (2025, 11, G.MISSFORHALLANDE, "Björkstigen", 38), (2026, 3, G.MISSFORHALLANDE, "Lindhaga", 33),
    (2026, 6, G.INGET, "Enbacken", 21), (2026, 10, None, "Tallåsen", 0), (2026, 11, None, "Kaprifolen", 0),
    (2024, 9, G.ALLVARLIGT, "Videt", 52),
)  # fmt: skip
"""Year and month of the report, what was decided, where, and after how many days."""

OVERDUE = timedelta(days=12)
TEXTER = (
    ("Hjälpen med kvällsmat och läggning uteblev två kvällar i rad.",
     "Schemat ändrades samma dag och ingen tog över uppgiften. Nattpersonalen upptäckte det.",
     "Gick hungrig till sängs och sov i kläderna. Var orolig flera dagar efteråt.",
     "Ändringar i schemat följs inte av en ny fördelning av uppgifterna.",
     "Ja, så länge fördelningen görs muntligt."),
    ("En boende lämnades ensam i bilen medan personalen handlade.",
     "Personalen bedömde att det gick fort. Dörrarna var låsta i ungefär tio minuter.",
     "Var lugn när personalen kom tillbaka. Det kunde ha blivit varmt i bilen.",
     "Det fanns ingen rutin för ärenden på vägen.",
     "Ja, utan rutin och samtal i arbetsgruppen."),
    ("Dörren till lägenheten hade låsts utifrån under natten.",
     "Nattpersonalen låste för att den boende inte skulle gå ut. Det finns inget beslut om det.",
     "Kunde inte lämna sin bostad och ropade på hjälp. Litar inte längre på nattpersonalen.",
     "Ensamarbete på natten och brist på kunskap om skydds- och begränsningsåtgärder.",
     "Ja, om inte bemanning och kunskap ändras."),
)  # fmt: skip
OF_AVVIKELSE = ("",
                "Det som rapporten beskriver hände på ett kvällspass med en vikarie och utan arbetsledning på plats.",
                "Blev rädd och ville inte ta emot hjälp av samma person igen.",
                "Introduktionen hann inte bli klar och arbetsledning saknades på kvällen.",
                "Ja, om inte introduktion och arbetsledning ordnas.")  # fmt: skip
MARIA = ("Fel styrka av ett läkemedel gavs under tre dagar.",
         "Dosen ändrades i journalen men inte på signeringslistan.",
         "Blev trött och föll. Inlagd ett dygn för observation.",
         "Två listor fördes bredvid varandra.",
         "Nej, sedan signeringen blev digital.")  # fmt: skip


def add_lex(b: Bygge, events: list[dict[str, Any]]) -> None:
    """Seven reports of 2025, four of 2026, one lex Maria of 2024."""
    linked = [e for e in events if e["protected"]]
    rows = [_case(b, linked, k) for k in range(len(LADDER))]
    circle, told = [], []
    for case_id, row in zip(b.add(LexSarahArende, rows), rows, strict=True):
        belongs = {"arende_id": case_id, "enhet_id": row["enhet_id"]}
        circle += [belongs | {"person_id": who} for who in (_first(b, row), b.personer[LEX_UTREDARE])]
        if row["beslut_datum"] is not None:
            told += [
                belongs | {"slag": slag, "vem": vem, "datum": row["beslut_datum"] + timedelta(days=3), "form": "samtal"}
                for slag, vem in ((Mottagarslag.ENSKILD, ""), (Mottagarslag.RAPPORTOR, ""))
            ]
    b.add(ArendeKrets, circle)
    b.add(Underrattelse, told)


def _first(b: Bygge, row: dict[str, Any]) -> int:
    return b.personer[MAS if row["slag"] is LexSlag.LEX_MARIA else SAS]


def _case(b: Bygge, linked: list[dict[str, Any]], k: int) -> dict[str, Any]:
    ar, month, grade, unit, days = LADDER[k]
    slag = LexSlag.LEX_MARIA if ar == 2024 else LexSlag.LEX_SARAH
    case = next((e for e in linked if e["dag"].year == ar and e["enhet"] == unit and e["dag"].month == month), None)
    reported = IDAG - OVERDUE if (ar, month) == (2026, 11) else case["dag"] if case else date(ar, month, 11)
    decided = reported + timedelta(days=days) if grade else None
    status = S.AVSLUTAD if decided else S.UTREDS if month == 10 else S.RAPPORTERAD
    short = "LM" if slag is LexSlag.LEX_MARIA else "LS"
    texts = MARIA if slag is LexSlag.LEX_MARIA else OF_AVVIKELSE if case else TEXTER[k % len(TEXTER)]
    row = {
        "enhet_id": b.enheter[unit], "avvikelse_id": case["id"] if case else None, "slag": slag, "status": status,
        "lagrum": Lagrum.HSL if slag is LexSlag.LEX_MARIA else Lagrum.LSS, "rapporterad_datum": reported,
        "beteckning": f"{short} {case_number(case['dag'].year, case['nr'])}" if case else f"{short} {ar}-{k + 1:02d}",
        "beskrivning": case["text"] if case else texts[0], "skapad": moment(reported),
        "omedelbar_atgard": "Den enskilde är trygg och har fått stöd.",
        "handelse_datum": case["dag"] if case else reported - timedelta(days=1), "status_sedan": reported,
        "mottagen_datum": None, "beslut_datum": None, "grad": None, "anmald_ivo_datum": None,
    }  # fmt: skip
    if status is not S.RAPPORTERAD:
        row |= _received(b, row, slag)
    if decided:
        row |= _investigated(decided, texts, grade) | _decided(decided, k, grade)
    return row


def _received(b: Bygge, row: dict[str, Any], slag: LexSlag) -> dict[str, Any]:
    day = row["rapporterad_datum"]
    return {
        "mottagen_datum": day, "mottagen_av_id": b.personer[MAS if slag is LexSlag.LEX_MARIA else SAS],
        "omedelbar_datum": day, "forhandsbedomd_datum": day + timedelta(days=3), "utredare_id": b.personer[LEX_UTREDARE],
        "forhandsbedomning": "Det kan vara ett missförhållande och ska utredas.", "status_sedan": day + timedelta(days=3),
    }  # fmt: skip


def _investigated(decided: date, texts: tuple[str, ...], grade: LexGrad | None) -> dict[str, Any]:
    return {
        "forlopp": texts[1], "konsekvens": texts[2], "orsaker": texts[3], "upprepning": texts[4],
        "liknande": "Inga rapporter om samma sak de senaste två åren.", "horda": "Den enskilde, två i personalen, chefen.",
        "metod": "Samtal, genomgång av dokumentation och schema.", "forslag_grad": grade,
        "forslag": "Nämnden föreslås besluta enligt bedömningen och följa upp åtgärderna inom ett halvår.",
        "utredd_datum": decided - timedelta(days=7),
    }  # fmt: skip


def _decided(decided: date, k: int, grade: LexGrad | None) -> dict[str, Any]:
    serious = grade is LexGrad.ALLVARLIGT
    return {
        "grad": grade, "beslut_datum": decided, "beslutsfattare": f"{NAMND} § {20 + k * 7}", "journalford": True,
        "beslut_skal": "Utredningen visar vad som brast och att åtgärderna svarar mot orsakerna.",
        "dnr": f"VON {decided.year}/{300 + k * 11}", "polisanmald": serious,
        "polisanmald_datum": decided - timedelta(days=10) if serious else None,
        "anmald_ivo_datum": decided if serious else None, "ivo_dnr": f"3.5.1-{10000 + k}/{decided.year}" if serious else "",
        "ivo_beslut": "IVO avslutar ärendet utan vidare åtgärd." if serious else "",
        "ivo_beslut_datum": decided + timedelta(days=90) if serious else None,
        "effekt": "Inga nya händelser av samma slag på tre månader.", "effekt_datum": decided + timedelta(days=50),
        "aterkopplad_datum": decided + timedelta(days=55), "aterkopplad_form": "APT",
        "avslutad_datum": decided + timedelta(days=60), "status_sedan": decided + timedelta(days=60),
    }  # fmt: skip
