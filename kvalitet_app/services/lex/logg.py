"""The history of a case under lex Sarah or lex Maria: every change and every reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select

from kvalitet_app.db.models import ArendeKrets, Atgard, Bilaga, Lasloggrad, LexSarahArende, Underrattelse
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.trail.journal import Rad, lines_of
from kvalitet_app.domain.avvikelser.detalj import LoggRow
from kvalitet_app.domain.kalender import local
from kvalitet_app.domain.lex.ord import LexStatus
from kvalitet_app.domain.verb import verb_past
from kvalitet_app.services.change.historik import names_of


def lex_history(session: ReadSession, case: LexSarahArende, *, untold: int | None = None) -> tuple[LoggRow, ...]:
    """Who did what with the case and who has read it, newest first: one line a step, one a reader and day.

    `untold` is the reporter whose name is not told.
    """
    names = names_of(session, untold=untold)
    found: dict[str, LoggRow] = {}
    for line in _lines(session, case):
        moment = datetime.fromisoformat(line.tid).astimezone(UTC)
        who = names.get(line.person_id or 0, "Programmet")
        key, to = line.steg or str(line.nr), _to(line)
        if key not in found or to:  # a step is several lines: the one that says where to tells most
            found[key] = LoggRow(line.nr, moment, who, to or verb_past(line.verb))
    everything = [*found.values(), *_readings(session, case, names)]
    return tuple(sorted(everything, key=lambda row: (row.tid, row.nr), reverse=True))


def _lines(session: ReadSession, case: LexSarahArende) -> Iterator[Rad]:
    yield from lines_of(session, "lex_sarah_arende", case.id)
    for kind, column in (
        (ArendeKrets, ArendeKrets.arende_id),
        (Underrattelse, Underrattelse.arende_id),
        (Atgard, Atgard.lex_sarah_arende_id),
        (Bilaga, Bilaga.lex_sarah_arende_id),
    ):
        for row_id in session.scalars(select(kind.id).where(column == case.id)):
            yield from lines_of(session, kind.__tablename__, row_id)


def _to(line: Rad) -> str:
    """That the case was reported, or to which state it went; nothing of other lines."""
    if line.tabell != "lex_sarah_arende":
        return ""
    if line.op == "insert":
        return "rapporterade"
    status = line.efter.get("status")
    return f"{verb_past(line.verb)}: {LexStatus(status).word.lower()}" if status else ""


def _readings(session: ReadSession, case: LexSarahArende, names: dict[int, str]) -> Iterator[LoggRow]:
    query = (
        select(Lasloggrad.person_id, Lasloggrad.tid)
        .where(Lasloggrad.tabell == "lex_sarah_arende", Lasloggrad.rad_id == case.id)
        .order_by(Lasloggrad.tid)
    )
    seen: set[tuple[int, object]] = set()
    for who, moment in session.execute(query):
        key = (who, local(moment).date())
        if key not in seen:
            seen.add(key)
            yield LoggRow(0, moment, names.get(who, "Okänd"), "läste ärendet")
