"""Who did what with a record, read from the journal."""

from datetime import UTC, datetime

from sqlalchemy import select

from kvalitet_app.db.models import Person
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.trail.journal import lines_of
from kvalitet_app.domain.avvikelser.detalj import LoggRow
from kvalitet_app.domain.verb import verb_past


def history(session: ReadSession, tabell: str, rad_id: int) -> tuple[LoggRow, ...]:
    """Who did what with a record, newest first, one line a step."""
    names = {person.id: person.namn for person in session.scalars(select(Person))}
    found: dict[str, LoggRow] = {}
    for line in lines_of(session, tabell, rad_id):
        moment = datetime.fromisoformat(line.tid).astimezone(UTC)
        who = names.get(line.person_id or 0, "Programmet")
        found.setdefault(line.steg or str(line.nr), LoggRow(line.nr, moment, who, verb_past(line.verb)))
    return tuple(reversed(found.values()))
