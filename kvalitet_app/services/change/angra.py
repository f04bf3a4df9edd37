"""Undo: the last step is taken back by a new one. Nothing is erased from the journal."""

from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Boolean, Column, Date

from kvalitet_app.db.base import Base, Post, UtcDateTime
from kvalitet_app.db.models import Avvikelsetyp, Enhet, Person, Uppdrag
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.db.trail.journal import Rad, lines_of_step
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import now
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.verb import VERBS, verb, verb_label
from kvalitet_app.services.access.rights import person_id, require, require_at_top, require_somewhere
from kvalitet_app.services.change.changing import changed
from kvalitet_app.services.change.usage import in_use

EVERYBODYS = frozenset(
    {"save_typ", "save_katalogvarde", "save_foljdfraga", "save_laghanvisning", "save_mall", "save_grans"}
)
NAMED = frozenset({Enhet, Avvikelsetyp, Person})  # what others write their rows on
READ = "laslogg"  # that something was read is not taken back
BOOKKEEPING = frozenset({"id", "uuid", "skapad", "andrad", "version"})


@verb("undo_step")
def undo_step(session: WriteSession, *, steg: str) -> Change:
    """Take back everything that one step of the person at work did.

    Raises:
        RuleError: the step is somebody else's, cannot be undone, or a row has changed since.
    """
    lines = [line for line in lines_of_step(session, steg) if not (_followed(line) or line.tabell == READ)]
    if not lines:
        raise RuleError("Det finns inget att ångra.")
    if any(line.person_id != person_id(session) for line in lines) or _is_lasting(lines[0].verb):
        raise RuleError("Ändringen kan inte ångras.")
    if any(line.tabell == "lex_sarah_arende" and line.op == "insert" for line in lines):
        raise RuleError("En rapport enligt lex Sarah kan inte ångras. Den som tar emot den kan skriva av den.")
    _refuse_lost_rights(session, lines)
    kinds = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    newest = {(line.tabell, line.rad_id): line for line in reversed(lines)}
    for (tabell, rad_id), line in newest.items():
        _refuse_changed(session.get_one(kinds[tabell], rad_id), line)
    for line in lines:
        _take_back(session.get_one(kinds[line.tabell], line.rad_id), line)
    session.flush()
    for (tabell, rad_id), line in newest.items():
        if line.op == "insert" and kinds[tabell] in NAMED and in_use(session, session.get_one(kinds[tabell], rad_id)):
            raise RuleError("Det som lades till används redan av annat och kan inte ångras.")
    label = verb_label(lines[0].verb or "")
    tables = {kinds[line.tabell] for line in lines}
    return changed(session, f"Ångrade: {label}", *tables)


def _refuse_lost_rights(session: ReadSession, lines: list[Rad]) -> None:
    """Taking back asks for what doing asked for: whoever has lost a right cannot undo herself into it again."""
    for line in lines:
        if line.tabell == "uppdrag":
            require(session, Ratt.ORGANISATION, session.get_one(Uppdrag, line.rad_id).enhet_id)
        elif line.tabell == "person":
            require_at_top(session, Ratt.ORGANISATION)
        elif line.verb in EVERYBODYS:
            require_at_top(session, Ratt.KATALOG)
        else:
            require_somewhere(session, Ratt.LASA)


def _is_lasting(key: str | None) -> bool:
    return key in VERBS and VERBS[key].lasting


def _followed(line: Rad) -> bool:
    """Whether the store itself changed the row, because the one it belongs to moved: it moves back with it."""
    return line.op == "update" and "version" not in line.efter


def _refuse_changed(row: Post, line: Rad) -> None:
    if row.version != line.efter.get("version"):
        raise RuleError("Posten har ändrats sedan dess och kan inte ångras.")


def _take_back(row: Post, line: Rad) -> None:
    if line.op == "insert":
        row.take_back(now())
        return
    columns: dict[str, Column[Any]] = {c.name: c for c in type(row).__table__.columns}  # type: ignore[attr-defined]
    for name, value in line.fore.items():
        if name not in BOOKKEEPING:
            setattr(row, name, stored_value(columns[name], value))


def stored_value(column: Column[Any], value: Any) -> Any:  # noqa: ANN401 - whatever the column holds
    """A value of the journal's JSON as the column's own kind."""
    if value is None:
        return None
    kind = column.type
    if isinstance(kind, UtcDateTime):
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Boolean):
        return bool(value)
    enum = getattr(kind, "enum_class", None)
    return enum(value) if isinstance(enum, type) and issubclass(enum, Enum) else value
