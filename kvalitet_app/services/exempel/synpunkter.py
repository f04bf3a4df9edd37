"""Synpunkter och klagomål of the example: numbered as they came, most of them answered."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from kvalitet_app.db.models import Synpunkt
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.synpunkter import SynpunktKalla, SynpunktSlag, SynpunktStatus
from kvalitet_app.services.exempel.bygge import IDAG, Bygge, moment
from kvalitet_app.services.exempel.organisation import VERKSAMHETER

AMNEN = ("Bemötande", "Mat och måltider", "Personalens kontinuitet", "Aktiviteter", "Information", "Lokaler")
COUNTS = ((2024, (19, 7, 5)), (2025, (22, 9, 7)), (2026, (17, 8, 6)))
CLOSED_AFTER = timedelta(days=14)
TEXTER: dict[str, tuple[str, str, str]] = {
    "Bemötande": (
        "Personalen pratade över huvudet på den boende under hela måltiden.",
        "Personalen har ett lugnt och vänligt sätt när det blir oroligt.",
        "Fråga den boende före varje besök om det passar.",
    ),
    "Mat och måltider": (
        "Maten är ofta kall när den serveras på kvällen.",
        "Roligt att de boende får vara med och laga mat.",
        "Låt de boende turas om att välja helgens middag.",
    ),
    "Personalens kontinuitet": (
        "Det har kommit ny personal nästan varje vecka i höst.",
        "Kontaktmannen har följt med i flera år. Det betyder mycket.",
        "Sätt upp bilder på vilka som arbetar i dag.",
    ),
    "Aktiviteter": (
        "Utflykten ställdes in för tredje gången utan att någon sa varför.",
        "Musikgruppen på torsdagar är veckans höjdpunkt.",
        "Ordna en promenadgrupp på förmiddagarna.",
    ),
    "Information": (
        "Vi närstående fick veta om läkarbesöket först efteråt.",
        "Månadsbrevet är bra och lätt att läsa.",
        "Skicka en påminnelse inför husmötet.",
    ),
    "Lokaler": (
        "Dörren till duschen går inte att låsa.",
        "Det nya vardagsrummet är ljust och fint.",
        "Flytta soffgruppen så att rullstolen kommer fram.",
    ),
}
SVAR = {
    SynpunktSlag.KLAGOMAL: "Vi har gått igenom vad som hände och berättat vad vi ändrar.",
    SynpunktSlag.BEROM: "Tack. Vi har berättat det för arbetsgruppen.",
    SynpunktSlag.FORSLAG: "Vi har tagit upp förslaget på APT och provar det.",
}
UTREDNING = "Genomgång med arbetsgruppen och den som lämnade synpunkten. Arbetssättet var inte känt av alla."
S = SynpunktStatus
WAITING = (
    ("Hasselgården", 25, S.UTREDS),
    ("Tallåsen", 12, S.BEKRAFTAD),
    ("Åkern", 5, S.MOTTAGEN),
    ("Tallåsen", 2, S.MOTTAGEN),
    ("Sälgen", 1, S.BEKRAFTAD),
)
KINDS = tuple(SynpunktSlag)


def add_synpunkter(b: Bygge, rng: Random) -> None:
    """Three years of them."""
    rows: list[dict[str, Any]] = []
    for ar, counts in COUNTS:
        for slag, number in zip(KINDS, counts, strict=True):
            for _ in range(number):
                day = date(ar, 1, 1) + timedelta(days=rng.randrange(320))
                answered = day + timedelta(days=rng.randrange(2, 24))
                subject = rng.choice(AMNEN)
                unit = rng.choice(list(VERKSAMHETER))
                source = rng.choice((SynpunktKalla.BRUKARE, SynpunktKalla.NARSTAENDE, SynpunktKalla.NARSTAENDE))
                rows.append(_row(b, unit, slag=slag, subject=subject, source=source, day=day, answered=answered))
    rows.sort(key=lambda row: row["mottagen_datum"])
    for row, (unit, ago, status) in zip(rows[-len(WAITING) :], WAITING, strict=True):
        row |= _waiting(b, unit, IDAG - timedelta(days=ago), status)
    numbers: dict[int, int] = {}
    for row in rows:
        row["nr"] = numbers[row["ar"]] = numbers.get(row["ar"], 0) + 1
    b.add(Synpunkt, rows)


def _waiting(b: Bygge, unit: str, day: date, status: SynpunktStatus) -> dict[str, Any]:
    """What has come in the last weeks and has no answer yet."""
    chief = b.chief(unit, day)
    return {
        "enhet_id": b.enheter[unit],
        "mottagen_datum": day,
        "skapad": moment(day),
        "status": status,
        "bekraftad_datum": None if status is S.MOTTAGEN else day + timedelta(days=1),
        "besvarad_datum": None,
        "avslutad_datum": None,
        "svar": "",
        "svar_form": "",
        "utredning": "",
        "rapportor_id": chief,
        "ansvarig_id": chief if status is S.UTREDS else None,
    }


def _row(
    b: Bygge, unit: str, *, slag: SynpunktSlag, subject: str, source: SynpunktKalla, day: date, answered: date
) -> dict[str, Any]:
    done = answered < IDAG
    closed = answered + CLOSED_AFTER if done and answered + CLOSED_AFTER < IDAG else None
    status = SynpunktStatus.AVSLUTAD if closed else SynpunktStatus.BESVARAD if done else SynpunktStatus.UTREDS
    return {
        "enhet_id": b.enheter[unit],
        "slag": slag,
        "amne": subject,
        "kalla": source,
        "text": TEXTER[subject][KINDS.index(slag)],
        "mottagen_datum": day,
        "ar": day.year,
        "skapad": moment(day),
        "bekraftad_datum": day + timedelta(days=1),
        "besvarad_datum": answered if done else None,
        "status": status,
        "avslutad_datum": closed,
        "svar": SVAR[slag] if done else "",
        "svar_form": "samtal" if done else "",
        "utredning": UTREDNING if done and slag is SynpunktSlag.KLAGOMAL else "",
        "lagrum": Lagrum.LSS,
        "ansvarig_id": b.chief(unit, day),
        "avsandare": "Närstående" if source is SynpunktKalla.NARSTAENDE else "Boende",
        "rapportor_id": b.chief(unit, day),
    }
