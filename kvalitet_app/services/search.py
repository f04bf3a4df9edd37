"""Search over every kind of record, for Ctrl+K."""

from dataclasses import dataclass

from sqlalchemy import select

from kvalitet_app.db.models import Aktivitet, Avvikelse, Enhet, Rutin, Rutinversion
from kvalitet_app.db.search import Hit, find
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.avvikelser.arenden import case_number
from kvalitet_app.services.access.rights import visible_search

KINDS: dict[str, str] = {
    "avvikelse": "Avvikelse",
    "atgard": "Åtgärd",
    "rutin": "Rutin",
    "rutinversion": "Rutin",
    "process": "Process",
    "aktivitet": "Aktivitet",
    "mall": "Mall",
    "enhet": "Enhet",
    "person": "Person",
    "lex_sarah_arende": "Lex Sarah",
    "synpunkt": "Synpunkt",
}


@dataclass(frozen=True, slots=True)
class Traff:
    """A record that was found: its kind and id, what to show, and a second line."""

    slag: str
    rad_id: int
    titel: str
    undertext: str


def search(session: ReadSession, *, sok: str, limit: int = 30) -> tuple[Traff, ...]:
    """The newest records of every kind that match all words and that the person may see; a rutin only once."""
    hits = find(session, sok, visible=visible_search(session), limit=limit)
    units = {i: kort or namn for i, kort, namn in session.execute(select(Enhet.id, Enhet.kortnamn, Enhet.namn))}
    found: dict[tuple[str, int], Traff] = {}
    for hit in hits:
        kind, row_id = _target(session, hit)
        number = _number(session, hit)
        parts = [KINDS[hit.tabell], number, units.get(hit.enhet_id or 0, "")]
        line = " · ".join(part for part in parts if part)
        found.setdefault((kind, row_id), Traff(kind, row_id, hit.titel, line))
    return tuple(found.values())


def _target(session: ReadSession, hit: Hit) -> tuple[str, int]:
    """Some records are opened as the one they belong to."""
    if hit.tabell == "rutinversion":
        return "rutin", session.get_one(Rutinversion, hit.rad_id).rutin_id
    if hit.tabell == "aktivitet":
        return "process", session.get_one(Aktivitet, hit.rad_id).process_id
    return hit.tabell, hit.rad_id


def _number(session: ReadSession, hit: Hit) -> str:
    if hit.tabell == "avvikelse":
        case = session.get_one(Avvikelse, hit.rad_id)
        return case_number(case.ar, case.nr)
    if hit.tabell == "rutin":
        return f"nr {session.get_one(Rutin, hit.rad_id).nr}"
    return ""
