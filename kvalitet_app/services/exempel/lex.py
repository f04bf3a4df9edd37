"""Lex Sarah and lex Maria of the example: each case filled in as far as it has come, with its circle and who was told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from kvalitet_app.db.models import ArendeKrets, Atgard, LexSarahArende, Underrattelse
from kvalitet_app.domain.atgarder import AtgardKalla, AtgardSlag, AtgardStatus, Effekt
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, LexStatus, Mottagarslag
from kvalitet_app.domain.lex.patient import Patientpunkt
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.services.exempel.bygge import IDAG, Bygge, moment
from kvalitet_app.services.exempel.organisation import LEX_UTREDARE, MAS, NAMND, SAS

S, G = LexStatus, LexGrad
LADDER = (
    (2025, 2, G.MISSFORHALLANDE, "Kaprifolen", 34),
    (2025, 3, G.INGET, "Torget", 18),
    (2025, 5, G.ALLVARLIGT, "Lönnvägen", 47),
    (2025, 6, G.MISSFORHALLANDE, "Verkstan", 29),
    (2025, 8, G.PATAGLIG_RISK, "Hamnplan", 41),
    (2025, 10, G.INGET, "Granliden", 16),
    (2025, 11, G.MISSFORHALLANDE, "Björkstigen", 38),
    (2026, 3, G.MISSFORHALLANDE, "Lindhaga", 33),
    (2026, 6, G.INGET, "Enbacken", 21),
    (2026, 10, None, "Tallåsen", 0),
    (2026, 11, None, "Kaprifolen", 0),
    (2024, 9, G.ALLVARLIGT, "Videt", 52),
)
"""Year and month of the report, what was decided, where, and after how many days."""

OVERDUE = timedelta(days=12)


class Utredning(NamedTuple):
    """What is told of a case, and what was done about each of its causes."""

    beskrivning: str
    forlopp: str
    konsekvens: str
    upprepning: str
    atgarder: dict[str, str]


TEXTER = (
    Utredning(
        "Hjälpen med kvällsmat och läggning uteblev två kvällar i rad.",
        "Schemat ändrades samma dag och ingen tog över uppgiften. Nattpersonalen upptäckte det.",
        "Gick hungrig till sängs och sov i kläderna. Var orolig flera dagar efteråt.",
        "Ja, så länge fördelningen görs muntligt.",
        {
            "Ändringar i schemat följs inte av en ny fördelning av uppgifterna": "Fördela om kvällens uppgifter skriftligt varje gång schemat ändras",
            "Kvällspersonalen har ingen gemensam överlämning till natten": "Inför tio minuters överlämning mellan kväll och natt",
        },
    ),
    Utredning(
        "En boende lämnades ensam i bilen medan personalen handlade.",
        "Personalen bedömde att det gick fort. Dörrarna var låsta i ungefär tio minuter.",
        "Var lugn när personalen kom tillbaka. Det kunde ha blivit varmt i bilen.",
        "Ja, utan rutin och samtal i arbetsgruppen.",
        {"Det fanns ingen rutin för ärenden på vägen": "Skriv en rutin för resor och ärenden tillsammans med boende"},
    ),
    Utredning(
        "Dörren till lägenheten hade låsts utifrån under natten.",
        "Nattpersonalen låste för att den boende inte skulle gå ut. Det finns inget beslut om det.",
        "Kunde inte lämna sin bostad och ropade på hjälp. Litar inte längre på nattpersonalen.",
        "Ja, om inte bemanning och kunskap ändras.",
        {
            "Ensamarbete på natten": "Två i tjänst varje natt tills tillsynen är ordnad på annat sätt",
            "Brist på kunskap om skydds- och begränsningsåtgärder": "Utbilda nattpersonalen i skydds- och begränsningsåtgärder",
        },
    ),
)
OF_AVVIKELSE = Utredning(
    "",
    "Det som rapporten beskriver hände på ett kvällspass med en vikarie och utan arbetsledning på plats.",
    "Blev rädd och ville inte ta emot hjälp av samma person igen.",
    "Ja, om inte introduktion och arbetsledning ordnas.",
    {
        "Introduktionen hann inte bli klar": "Ingen arbetar ensam förrän introduktionen är klar och signerad",
        "Arbetsledning saknades på kvällen": "En chef i beredskap kvällar och helger, med numret på varje enhet",
    },
)
MARIA = Utredning(
    "Fel styrka av ett läkemedel gavs under tre dagar.",
    "Dosen ändrades i journalen men inte på signeringslistan.",
    "Blev trött och föll. Inlagd ett dygn för observation.",
    "Nej, sedan signeringen blev digital.",
    {"Två listor fördes bredvid varandra": "Gå över till digital signering på alla enheter"},
)


def add_lex(b: Bygge, events: list[dict[str, Any]]) -> None:
    """Seven reports of 2025, four of 2026, one lex Maria of 2024."""
    linked = [e for e in events if e["protected"]]
    rows = [_case(b, linked, k) for k in range(len(LADDER))]
    circle, told, actions = [], [], []
    for k, (case_id, row) in enumerate(zip(b.add(LexSarahArende, rows), rows, strict=True)):
        belongs = {"arende_id": case_id, "enhet_id": row["enhet_id"]}
        circle += [belongs | {"person_id": who} for who in (_first(b, row), b.personer[LEX_UTREDARE])]
        actions += [belongs | action for action in _actions(b, row, k)]
        if row["beslut_datum"] is not None:
            told += [
                belongs | {"slag": slag, "vem": vem, "datum": row["beslut_datum"] + timedelta(days=3), "form": "samtal"}
                for slag, vem in ((Mottagarslag.ENSKILD, ""), (Mottagarslag.RAPPORTOR, ""))
            ]
    b.add(ArendeKrets, circle)
    b.add(Underrattelse, told)
    b.add(Atgard, [action | {"lex_sarah_arende_id": action.pop("arende_id")} for action in actions])


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
    told = _told(k, slag, of_case=case is not None)
    row = {
        "enhet_id": b.enheter[unit],
        "avvikelse_id": case["id"] if case else None,
        "slag": slag,
        "status": status,
        "lagrum": Lagrum.HSL if slag is LexSlag.LEX_MARIA else Lagrum.LSS,
        "rapporterad_datum": reported,
        "beteckning": f"{short} {ar}-{1 + sum(one[0] == ar for one in LADDER[:k]):02d}",
        "beskrivning": case["text"] if case else told.beskrivning,
        "skapad": moment(reported),
        "omedelbar_atgard": "Den enskilde är trygg och har fått stöd.",
        "handelse_datum": case["dag"] if case else reported - timedelta(days=1),
        "status_sedan": reported,
        "mottagen_datum": None,
        "beslut_datum": None,
        "grad": None,
        "anmald_ivo_datum": None,
    }
    informed = decided is not None and slag is LexSlag.LEX_MARIA
    row |= {"patient_punkter": "\n".join(Patientpunkt) if informed else "", "patient_journal": informed or None}
    if status is not S.RAPPORTERAD:
        row |= _received(b, row, slag) | _investigated(told)
    if decided:
        row |= _concluded(decided, told, grade) | _decided(decided, k, grade)
    return row


def _told(k: int, slag: LexSlag, *, of_case: bool) -> Utredning:
    return MARIA if slag is LexSlag.LEX_MARIA else OF_AVVIKELSE if of_case else TEXTER[k % len(TEXTER)]


def _received(b: Bygge, row: dict[str, Any], slag: LexSlag) -> dict[str, Any]:
    day = row["rapporterad_datum"]
    return {
        "mottagen_datum": day,
        "mottagen_av_id": b.personer[MAS if slag is LexSlag.LEX_MARIA else SAS],
        "omedelbar_datum": day,
        "forhandsbedomd_datum": day + timedelta(days=3),
        "utredare_id": b.personer[LEX_UTREDARE],
        "forhandsbedomning": "Det kan vara ett missförhållande och ska utredas.",
        "status_sedan": day + timedelta(days=3),
    }


def _investigated(told: Utredning) -> dict[str, Any]:
    return {
        "forlopp": told.forlopp,
        "orsaker": "\n".join(told.atgarder),
        "metod": "Samtal, genomgång av dokumentation och schema.",
        "horda": "Den enskilde, två i personalen, chefen.",
    }


def _concluded(decided: date, told: Utredning, grade: LexGrad | None) -> dict[str, Any]:
    return {
        "konsekvens": told.konsekvens,
        "upprepning": told.upprepning,
        "forslag_grad": grade,
        "liknande": "Inga rapporter om samma sak de senaste två åren.",
        "utredd_datum": decided - timedelta(days=7),
        "forslag": "Nämnden föreslås besluta enligt bedömningen och följa upp åtgärderna inom ett halvår.",
    }


def _actions(b: Bygge, row: dict[str, Any], k: int) -> Iterable[dict[str, Any]]:
    """One for each cause of a decided case; of the case that is being investigated the last cause has none yet."""
    decided = row["beslut_datum"]
    if row["status"] is S.RAPPORTERAD or row["grad"] is LexGrad.INGET:
        return
    told = _told(k, row["slag"], of_case=row["avvikelse_id"] is not None)
    for cause, text in list(told.atgarder.items())[: None if decided else -1]:
        yield {
            "kalla": AtgardKalla.LEX,
            "slag": AtgardSlag.FOREBYGGANDE,
            "mot_orsak": cause,
            "text": text,
            "ansvarig_id": b.personer[LEX_UTREDARE],
            "klart_senast": (decided or IDAG) + timedelta(days=30),
            "status": AtgardStatus.GENOMFORD if decided else AtgardStatus.PAGAR,
            "genomford_datum": decided + timedelta(days=28) if decided else None,
            "effekt": Effekt.GOD if decided else None,
            "effekt_datum": decided + timedelta(days=50) if decided else None,
            "effekt_metod": "Genomgång av tre månaders dokumentation" if decided else "",
        }


def _decided(decided: date, k: int, grade: LexGrad | None) -> dict[str, Any]:
    serious = grade is LexGrad.ALLVARLIGT
    return {
        "grad": grade,
        "beslut_datum": decided,
        "beslutsfattare": f"{NAMND} § {20 + k * 7}",
        "journalford": True,
        "beslut_skal": "Utredningen visar vad som brast och att åtgärderna svarar mot orsakerna.",
        "dnr": f"VON {decided.year}/{300 + k * 11}",
        "polisanmald": serious,
        "polisanmald_datum": decided - timedelta(days=10) if serious else None,
        "anmald_ivo_datum": decided if serious else None,
        "ivo_dnr": f"3.5.1-{10000 + k}/{decided.year}" if serious else "",
        "ivo_beslut": "IVO avslutar ärendet utan vidare åtgärd." if serious else "",
        "ivo_beslut_datum": decided + timedelta(days=90) if serious else None,
        "effekt": "Inga nya händelser av samma slag på tre månader.",
        "effekt_datum": decided + timedelta(days=50),
        "aterkopplad_datum": decided + timedelta(days=55),
        "aterkopplad_form": "APT",
        "avslutad_datum": decided + timedelta(days=60),
        "status_sedan": decided + timedelta(days=60),
    }
