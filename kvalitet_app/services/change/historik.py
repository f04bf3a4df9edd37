"""Who did what with a record, read from the journal."""

from collections.abc import Container
from datetime import UTC, datetime

from sqlalchemy import select

from kvalitet_app.db.models import Person
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.trail.journal import lines_of
from kvalitet_app.domain.avvikelser.detalj import LoggRow
from kvalitet_app.domain.verb import verb_past

REPORTER = "Rapportören"
UNTOLD = "Visas bara för den som handlägger"
"""What stands for the reporter's name in a history, and as a fact, where it is not told."""


def names_of(session: ReadSession, *, untold: int | None = None) -> dict[int, str]:
    """The names of everybody, but for the reporter whose name is not for the person at work."""
    names = dict(session.execute(select(Person.id, Person.namn)).all())
    return names | ({untold: REPORTER} if untold is not None else {})


def history(
    session: ReadSession, tabell: str, rad_id: int, *, untold: int | None = None, without: Container[str] = ()
) -> tuple[LoggRow, ...]:
    """Who did what with a record, newest first, one line a step; `untold` is the reporter whose name is not told.

    `without` are the verbs that are told of elsewhere.
    """
    names = names_of(session, untold=untold)
    found: dict[str, LoggRow] = {}
    for line in lines_of(session, tabell, rad_id):
        if line.verb in without:
            continue
        moment = datetime.fromisoformat(line.tid).astimezone(UTC)
        who = names.get(line.person_id or 0, "Programmet")
        found.setdefault(line.steg or str(line.nr), LoggRow(line.nr, moment, who, verb_past(line.verb)))
    return tuple(reversed(found.values()))
