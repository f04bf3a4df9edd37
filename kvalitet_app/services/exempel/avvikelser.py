"""The avvikelser of the example, exactly as many as the plan says, with their causes, åtgärder and lex Sarah cases."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from kvalitet_app.db.models import Atgard, Avvikelse, Avvikelsetyp, Orsak
from kvalitet_app.domain.atgarder import AtgardKalla, AtgardSlag, AtgardStatus, Effekt
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, Foljd
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.text import short_title
from kvalitet_app.services.avvikelser.registrering import local_parts
from kvalitet_app.services.exempel.bygge import IDAG, Bygge, moment
from kvalitet_app.services.exempel.handelsetexter import ATGARDER, EFFEKTER, GENAST, NATT, PLATSER, TEXTER, TIDER
from kvalitet_app.services.exempel.lex import add_lex
from kvalitet_app.services.exempel.organisation import VERKSAMHETER
from kvalitet_app.services.exempel.plan import ATEROPPNADE, HOG_RISK, HSL, KLUSTER, OPPNA_31_DECEMBER, ORSAKER, SOL_LSS

S = AvvikelseStatus
STEPS = (S.REGISTRERAD, S.MOTTAGEN, S.UTREDS, S.ATGARDAS, S.UPPFOLJD)
LAST_DAY = {2026: IDAG}
LOW_RISKS = ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (1, 3), (2, 3), (3, 2))
PROCESSER = {
    "rattssakerhet": "P4.1",
    "samverkan": "P3.1",
    "hsl_information": "P5.1",
    "miljo": "S1.2",
    "bemotande": "P6.2",
    "hot_vald_brukare": "P6.2",
    "hot_vald_personal": "P6.2",
}
"""Where in the map each type happens; the others happen in daily life."""
HIGH_RISKS = ((3, 3), (4, 2), (2, 4), (4, 3))


def add_avvikelser(b: Bygge) -> None:
    """Add every event of the plan in the order it was registered."""
    rng = b.rng("avvikelser")
    typer = {t.kod: (t.id, t.lagrum) for t in b.session.scalars(select(Avvikelsetyp))}
    events = sorted((*_planned(rng), *_hsl(rng)), key=lambda e: (e["dag"], e["typ"], e["enhet"], e["lott"]))
    numbers: dict[int, int] = {}
    for event in events:
        ar = event["dag"].year
        event["nr"] = numbers[ar] = numbers.get(ar, 0) + 1
    _set_states(rng, events)
    _set_risks(rng, events)
    rows = [_row(b, rng, event, typer) for event in events]
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        for row_id, event in zip(b.add(Avvikelse, part), events[start : start + 500], strict=True):
            event["id"] = row_id
    _add_causes_and_actions(b, rng, events)
    add_lex(b, events)


def _day(rng: Random, ar: int, month: int) -> date:
    last = LAST_DAY.get(ar, date(ar, 12, 31))
    first = date(ar, month, 1)
    end = min(last, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    return first + timedelta(days=rng.randrange((end - first).days + 1))


def _event(rng: Random, typ: str, enhet: str, day: date) -> dict[str, Any]:
    return {"typ": typ, "enhet": enhet, "dag": day, "lott": rng.random()}


def _planned(rng: Random) -> list[dict[str, Any]]:
    found = []
    for plan in SOL_LSS:
        units = [unit for unit, number in plan.enheter.items() for _ in range(number)]
        rng.shuffle(units)
        months = [month for month, number in enumerate(plan.manader, 1) for _ in range(number)]
        found += [_event(rng, plan.typ, u, _day(rng, plan.ar, m)) for u, m in zip(units, months, strict=True)]
    return found


def _hsl(rng: Random) -> list[dict[str, Any]]:
    names = [name for name, unit in VERKSAMHETER.items() if unit.platser]
    weights = [VERKSAMHETER[name].platser or 1 for name in names]
    found = []
    for ar, counts in HSL.items():
        days = (LAST_DAY.get(ar, date(ar, 12, 31)) - date(ar, 1, 1)).days + 1
        for typ, number in counts.items():
            found += [
                _event(rng, typ, unit, date(ar, 1, 1) + timedelta(days=rng.randrange(days)))
                for unit in rng.choices(names, weights, k=number)
            ]
    return found


def _set_states(rng: Random, events: list[dict[str, Any]]) -> None:
    """Most are closed; of 2025 as many are open or reopened as the plan says, and the newest of 2026 are under way."""
    for event in events:
        event["status"], event["ater"] = S.AVSLUTAD, False
    of_2025 = [e for e in events if e["dag"].year == 2025 and e["dag"] < date(2025, 12, 1)]
    hand_overs = sorted(of_2025, key=lambda e: (not _is_hsl(e), e["lott"]))
    for event in hand_overs[:OPPNA_31_DECEMBER]:
        event["status"] = S.AVSLUTAD
        event["stangd_efter"] = date(2026, 1, 15) + timedelta(days=rng.randrange(60))
    for event in rng.sample(of_2025, ATEROPPNADE):
        event["ater"] = True
    for event in events:
        age = (IDAG - event["dag"]).days
        if event["dag"].year == 2026 and age < 75 and rng.random() < (0.9 if age < 12 else 0.5 if age < 40 else 0.12):
            event["status"] = rng.choice(STEPS[:2] if age < 6 else STEPS[1:4] if age < 25 else STEPS[2:])


def _is_hsl(event: dict[str, Any]) -> bool:
    return event["typ"] in HSL[2025]


def _set_risks(rng: Random, events: list[dict[str, Any]]) -> None:
    for event in events:
        judged = event["status"] is not S.REGISTRERAD
        event["risk"] = rng.choice(LOW_RISKS) if judged else (None, None)
    for ar, number in HOG_RISK.items():
        fitting = [
            e
            for e in events
            if e["dag"].year == ar
            and e["risk"][0]
            and e["typ"]
            in ("sjalvskada", "lm_fel_dos", "hot_vald_brukare", "lm_fel_person", "hot_vald_personal", "fall_skada")
        ]
        for event in rng.sample(fitting, number):
            event["risk"] = rng.choice(HIGH_RISKS)


def _hour(rng: Random, typ: str) -> tuple[int, int]:
    if typ == "sjalvskada":
        return rng.choice((19, 20, 21, 22, 23, 0, 1, 2, 3)), rng.randrange(0, 60, 5)
    return rng.choice((7, 8, 9, 11, 12, 14, 16, 18, 20)), rng.randrange(0, 60, 5)


def _row(b: Bygge, rng: Random, e: dict[str, Any], typer: dict[str, tuple[int, Lagrum]]) -> dict[str, Any]:
    cluster = e["typ"] == "sjalvskada"
    happened = moment(e["dag"], *_hour(rng, e["typ"]))
    now_ = moment(IDAG, 12)
    happened = min(happened, now_ - timedelta(hours=2))
    registered = min(happened + timedelta(hours=rng.randrange(1, 20)), now_ - timedelta(hours=1))
    text = rng.choice(TEXTER[e["typ"]]).format(tid=rng.choice(NATT if cluster else TIDER), plats=rng.choice(PLATSER))
    typ_id, law = typer[e["typ"]]
    protected = e["typ"] == "hot_vald_personal" and e["dag"].year >= 2025
    e["protected"], e["text"], e["registered"] = protected, text, registered
    received = registered + timedelta(days=rng.randrange(1, 5)) if e["status"] is not S.REGISTRERAD else None
    closed = _closed(rng, e, registered)
    since = closed or min(registered + timedelta(days=rng.randrange(1, 20)), now_ - timedelta(minutes=30))
    number = 2 if cluster else rng.randrange(1, 7)
    prefix = f"GB{list(VERKSAMHETER).index(e['enhet']) + 1:02d}" if e["enhet"] in VERKSAMHETER else "MY"
    return {
        "enhet_id": b.enheter[e["enhet"]],
        "ar": e["dag"].year,
        "nr": e["nr"],
        "rubrik": short_title(text),
        "beskrivning": text,
        "omedelbar_atgard": rng.choice(GENAST),
        "handelse_vid": happened,
        "registrerad_vid": registered,
        "rapportor_id": b.rapportorer[e["enhet"]],
        "typ_id": typ_id,
        "lagrum": law if law is Lagrum.HSL else Lagrum.LSS,
        "brukarreferens": KLUSTER if cluster else f"{prefix}-{number + (2 if prefix == 'GB11' else 0):02d}",
        "foljd": rng.choice((Foljd.INGEN, Foljd.OBEHAG, Foljd.OBEHAG, Foljd.SKADA if cluster else Foljd.VET_INTE)),
        "berort_barn": e["enhet"] in ("Pärlan", "Myran"),
        "status": e["status"],
        "status_sedan": since,
        "skyddad": protected,
        "misstanke": None if e["status"] is S.REGISTRERAD and not protected else protected,
        "misstanke_skal": "Våld av personal mot boende." if protected else "",
        **_handled(b, rng, e, received, closed),
        "skapad": registered,
        "andrad": since,
        **local_parts(happened),
    }


def _handled(
    b: Bygge, rng: Random, e: dict[str, Any], received: datetime | None, closed: datetime | None
) -> dict[str, Any]:
    """What the one in charge of the unit has written about an event so far."""
    s, a = e["risk"]
    chief = b.chief(e["enhet"], e["dag"])
    return {
        "sannolikhet": s,
        "allvarlighetsgrad": a,
        "risk": s * a if s else None,
        "mottagen_av_id": chief if received else None,
        "mottagen_vid": received,
        "ansvarig_id": chief if e["status"] in (*STEPS[2:], S.AVSLUTAD) else None,
        "utredning": "Samtal med dem som arbetade och genomgång av dokumentationen." if closed else "",
        "uppfoljning": rng.choice(EFFEKTER) if closed or e["status"] is S.UPPFOLJD else "",
        "aterkopplad_datum": closed.date() if closed else None,
        "aterkopplad_form": "APT" if closed else "",
        "process_id": b.processer[PROCESSER.get(e["typ"], "P6.1")],
        "avslutad_vid": closed,
    }


def _closed(rng: Random, e: dict[str, Any], registered: datetime) -> datetime | None:
    if e["status"] is not S.AVSLUTAD:
        return None
    late = e.get("stangd_efter")
    day = moment(late, 10) if late else registered + timedelta(days=rng.randrange(6, 29))
    return min(day, moment(IDAG, 9))


def _add_causes_and_actions(b: Bygge, rng: Random, events: list[dict[str, Any]]) -> None:
    chosen = [e for e in events if e["status"] in (*STEPS[2:], S.AVSLUTAD)]
    plain = [e for e in chosen if e["typ"] != "sjalvskada"]
    pool = [code for code, percent in ORSAKER.items() for _ in range(round(len(plain) * percent / 100) + 1)]
    rng.shuffle(pool)
    causes = {id(e): "individ" for e in chosen if e["typ"] == "sjalvskada"} | {
        id(e): code for e, code in zip(plain, pool, strict=False)
    }
    rows = [
        {"avvikelse_id": e["id"], "enhet_id": b.enheter[e["enhet"]], "kategori": causes[id(e)], "text": ""}
        for e in chosen
    ]
    ids = dict(zip((id(e) for e in chosen), b.add(Orsak, rows), strict=True))
    acting = [e for e in chosen if e["typ"] != "sjalvskada" and (e["status"] is not S.UTREDS or rng.random() < 0.5)]
    acting += [e for e in chosen if e["typ"] == "sjalvskada"][::6]
    b.add(Atgard, [_action(b, rng, e, causes[id(e)], ids[id(e)]) for e in acting])


def _action(b: Bygge, rng: Random, e: dict[str, Any], cause: str, cause_id: int) -> dict[str, Any]:
    due = e["dag"] + timedelta(days=rng.randrange(14, 45))
    done = e["status"] in (S.AVSLUTAD, S.UPPFOLJD)
    finished = min(due - timedelta(days=rng.randrange(0, 8)), IDAG) if done else None
    texts = ATGARDER.get(cause, ("Uppdatera genomförandeplanen och gå igenom den med alla på enheten",))
    return {
        "enhet_id": b.enheter[e["enhet"]],
        "kalla": AtgardKalla.AVVIKELSE,
        "avvikelse_id": e["id"],
        "orsak_id": cause_id,
        "slag": AtgardSlag.REVIDERA_RUTIN if cause == "rutin" and rng.random() < 0.3 else AtgardSlag.FOREBYGGANDE,
        "text": rng.choice(texts),
        "ansvarig_id": b.chief(e["enhet"], e["dag"]),
        "klart_senast": due,
        "status": AtgardStatus.GENOMFORD if done else rng.choice((AtgardStatus.PLANERAD, AtgardStatus.PAGAR)),
        "genomford_datum": finished,
        "effekt": rng.choice((Effekt.GOD, Effekt.GOD, Effekt.DELVIS)) if done else None,
        "effekt_datum": finished,
        "effekt_metod": rng.choice(EFFEKTER) if done else "",
    }
