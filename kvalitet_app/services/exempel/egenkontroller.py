"""Plans, occurrences and answers of the example: 2025 planned 186, done 149, overdue 22, moved 15."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from sqlalchemy import select

from kvalitet_app.db.models import Atgard, Egenkontroll, Fraga, Mall, Plan, Svar
from kvalitet_app.domain.atgarder import AtgardKalla, AtgardSlag, AtgardStatus
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus, Svarsvarde, score
from kvalitet_app.domain.kalender import Upprepning, occurrence
from kvalitet_app.services.exempel.bygge import IDAG, Bygge
from kvalitet_app.services.exempel.organisation import MYNDIGHET, VERKSAMHETER

JA, DELVIS, NEJ, _ = Svarsvarde
PLANNED, DONE, MOVED = 186, 149, 15
# kod: (first day of 2025, recurrence), the same on every unit it fits.
CALENDAR: dict[str, tuple[date, Upprepning]] = {
    "T02": (date(2024, 2, 19), Upprepning.HALVAR),
    "T05": (date(2024, 3, 11), Upprepning.HALVAR),
    "T08": (date(2024, 4, 22), Upprepning.AR),
    "T06": (date(2024, 4, 15), Upprepning.AR),
    "T09": (date(2024, 5, 20), Upprepning.AR),
    "T10": (date(2024, 5, 27), Upprepning.AR),
    "T11": (date(2024, 10, 14), Upprepning.AR),
    "T12": (date(2024, 10, 28), Upprepning.AR),
    "T07": (date(2024, 9, 9), Upprepning.AR),
    "T03": (date(2024, 9, 23), Upprepning.AR),
    "T01": (date(2024, 3, 4), Upprepning.HALVAR),
    "T04": (date(2024, 11, 4), Upprepning.AR),
}
# From the end of November 2026 the tighter årshjul, on weekdays. Controls before that stay as they were counted.
ARSHJUL: dict[str, tuple[date, Upprepning]] = {
    "T04": (date(2026, 11, 24), Upprepning.MANAD),
    "T07": (date(2026, 11, 30), Upprepning.KVARTAL),
    "T05": (date(2027, 1, 11), Upprepning.KVARTAL),
}
HOMES_ONLY = frozenset({"T06", "T07", "T10"})
WORST, BEST = ("T02", "Sälgen"), ("T05", "Videt")
POPULATION, SAMPLE, SEED = 549, 165, 20251006
FILES = 5  # looked at each time, where nothing else is said
MOVE_REASONS = ("Sjukdom i personalgruppen", "Ny enhetschef, inskolning först", "Flytt till nya lokaler")


def add_egenkontroller(b: Bygge) -> None:
    """Add plans, their occurrences from 2024 to a year ahead, and the answers of those that are done."""
    rng = b.rng("egenkontroller")
    mallar = {m.kod: m for m in b.session.scalars(select(Mall))}
    questions: dict[int, list[int]] = {}
    for q in b.session.scalars(select(Fraga).order_by(Fraga.ordning)):
        questions.setdefault(q.mall_id, []).append(q.id)
    items = _exactly(b.rng("instalda"), _occurrences(b, mallar))
    _set_states(rng, items)
    rows = [_row(rng, item, len(questions[item["mall_id"]])) for item in items]
    ids: list[int] = []
    for start in range(0, len(rows), 500):
        ids += b.add(Egenkontroll, rows[start : start + 500])
    answers, actions = [], []
    for row_id, item in zip(ids, items, strict=True):
        for place, svar in enumerate(item.get("svar", ())):
            fraga = questions[item["mall_id"]][place % len(questions[item["mall_id"]])]
            akt = place // len(questions[item["mall_id"]]) + 1
            answers.append(
                {
                    "egenkontroll_id": row_id,
                    "enhet_id": item["enhet_id"],
                    "fraga_id": fraga,
                    "akt": akt,
                    "svar": svar,
                    "kommentar": "Skulle ha gjorts i augusti, kontaktman slutade." if svar is NEJ and akt == 1 else "",
                }
            )
            if svar is NEJ and akt == 1 and item["dag"].year >= 2025 and rng.random() < 0.25:
                actions.append(_action(b, rng, item, row_id, fraga))
    for start in range(0, len(answers), 2000):
        b.add(Svar, answers[start : start + 2000])
    b.add(Atgard, actions)


def _units_of(kod: str) -> list[str]:
    if kod in ("T01", "T04"):
        return [MYNDIGHET] if kod == "T01" else [MYNDIGHET, "Tallåsen", "Torget", "Verkstan"]
    if kod in HOMES_ONLY:
        return [
            name
            for name, unit in VERKSAMHETER.items()
            if unit.platser and unit.slag in ("Gruppbostad", "Servicebostad")
        ]
    return list(VERKSAMHETER)


def _occurrences(b: Bygge, mallar: dict[str, Mall]) -> list[dict[str, Any]]:
    plans, seeds = [], []
    spread_days = [(each, 10) for each in CALENDAR.items()] + [(each, 5) for each in ARSHJUL.items()]
    for (kod, (start, often)), days in spread_days:
        for place, name in enumerate(_units_of(kod)):
            shifted = start + timedelta(days=place % days)
            boss = b.chefer[name]
            plans.append(
                {
                    "mall_id": mallar[kod].id,
                    "enhet_id": b.enheter[name],
                    "start": shifted,
                    "slut": None,
                    "upprepning": often,
                    "ansvarig_id": boss,
                }
            )
            seeds.append((kod, name, shifted, often))
    items: list[dict[str, Any]] = []
    for plan_id, plan, (kod, name, start, often) in zip(b.add(Plan, plans), plans, seeds, strict=True):
        k = 0
        while (day := occurrence(start, often, k)) is not None and day <= date(2027, 6, 30):
            items.append(
                {
                    "plan_id": plan_id,
                    "k": k,
                    "mall_id": plan["mall_id"],
                    "enhet_id": plan["enhet_id"],
                    "kod": kod,
                    "enhet": name,
                    "dag": day,
                    "planerad": day,
                    "ansvarig_id": b.chief(name, day),
                    "status": EgenkontrollStatus.PLANERAD,
                }
            )
            k += 1
    return items


def _exactly(rng: Random, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of 2025 as many as the plan says: what is too much was called off, what is too little is an extra control."""
    of_2025 = [item for item in items if item["dag"].year == 2025]
    spare = [i for i in of_2025 if (i["kod"], i["enhet"]) not in (WORST, BEST) and i["kod"] != "T01"]
    rng.shuffle(spare)
    surplus = len(of_2025) - PLANNED
    for item in spare[: max(surplus, 0)]:
        item["status"] = EgenkontrollStatus.INSTALLD
    for item in spare[: max(-surplus, 0)]:
        day = item["dag"] + timedelta(days=45)
        items.append(item | {"plan_id": None, "k": None, "dag": day, "planerad": day})
    return items


def _set_states(rng: Random, items: list[dict[str, Any]]) -> None:
    waiting = [i for i in items if i["dag"].year == 2025 and i["status"] is EgenkontrollStatus.PLANERAD]
    fixed = [i for i in waiting if (i["kod"], i["enhet"]) in (WORST, BEST) or i["kod"] == "T01"]
    rest = [i for i in waiting if i not in fixed]
    rng.shuffle(rest)
    done = fixed + rest[: DONE - len(fixed)]
    moved = rest[DONE - len(fixed) : DONE - len(fixed) + MOVED]
    for item in moved:
        item["planerad"] = date(2026, 1, 12) + timedelta(days=rng.randrange(40))
    for item in (i for i in items if i["dag"].year == 2024 and rng.random() < 0.72):
        done.append(item)
    for item in (i for i in items if date(2026, 1, 1) <= i["dag"] < IDAG and rng.random() < 0.84):
        done.append(item)
    for item in done + [m for m in moved if rng.random() < 0.8]:
        item["status"] = EgenkontrollStatus.GENOMFORD if item in done else EgenkontrollStatus.PLANERAD


def _row(rng: Random, item: dict[str, Any], questions: int) -> dict[str, Any]:
    done = item["status"] is EgenkontrollStatus.GENOMFORD
    t01 = item["kod"] == "T01"
    when = min(item["planerad"] + timedelta(days=rng.randrange(0, 6)), IDAG) if done else None
    if done and when is not None and item["dag"].year == 2025:
        when = min(when, date(2025, 12, 30))
    if done:
        item["svar"] = _answers(rng, item, questions) * (SAMPLE // FILES if t01 else 1)
    found: Fraction | None = score(item.get("svar", ()))
    return {
        "plan_id": item["plan_id"],
        "k": item["k"],
        "mall_id": item["mall_id"],
        "enhet_id": item["enhet_id"],
        "planerad_datum": item["planerad"],
        "ursprungligt_datum": item["dag"],
        "flytt_skal": "" if item["planerad"] == item["dag"] else MOVE_REASONS[item["dag"].day % len(MOVE_REASONS)],
        "status": item["status"],
        "genomford_datum": when,
        "ansvarig_id": item["ansvarig_id"],
        "genomford_av_id": item["ansvarig_id"] if done else None,
        "poang": float(found) if found is not None else None,
        "sammanfattning": "",
        "population": POPULATION if t01 else None,
        "urval": SAMPLE if t01 else len(item["svar"]) // questions if done else None,
        "urval_fro": SEED if t01 else None,
    }


def _answers(rng: Random, item: dict[str, Any], questions: int) -> list[Svarsvarde]:
    where = (item["kod"], item["enhet"])
    if where == WORST and item["dag"].year == 2025:
        return _share(rng, questions * 6, 29)  # 29 of 54 files' answers: 54 %
    if where == BEST and item["dag"].year == 2025:
        return _share(rng, questions * 7, 48)  # 48 of 49: 98 %
    good = rng.choice((0.96, 0.95, 0.93, 0.91, 0.91, 0.88, 0.84, 0.8, 0.74, 0.63))
    return _share(rng, questions * FILES, round(questions * FILES * good))


def _share(rng: Random, number: int, yes: int) -> list[Svarsvarde]:
    found = [JA] * yes + [rng.choice((DELVIS, NEJ)) for _ in range(number - yes)]
    rng.shuffle(found)
    return found


def _action(b: Bygge, rng: Random, item: dict[str, Any], row_id: int, fraga: int) -> dict[str, Any]:
    due = item["planerad"] + timedelta(days=rng.randrange(20, 60))
    done = due < IDAG and rng.random() < 0.85
    return {
        "enhet_id": item["enhet_id"],
        "kalla": AtgardKalla.EGENKONTROLL,
        "egenkontroll_id": row_id,
        "fraga_id": fraga,
        "slag": AtgardSlag.FOREBYGGANDE,
        "text": "Boka det som är försenat och gå igenom med kontaktman",
        "ansvarig_id": item["ansvarig_id"],
        "klart_senast": due,
        "status": AtgardStatus.GENOMFORD if done else AtgardStatus.PLANERAD,
        "genomford_datum": due if done else None,
        "effekt": None,
        "effekt_datum": None,
        "effekt_metod": "",
    }
