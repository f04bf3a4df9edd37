"""Full text search over every kind of record: one port, two implementations.

Three characters and more: SQLite FTS5 trigram or PostgreSQL pg_trgm, which find inside compounds. Fewer: the
beginning of a title. The user's text is always quoted, so no character has a meaning of its own.
"""

from dataclasses import dataclass
from typing import Any
from typing import cast as as_type

from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, literal, literal_column, or_, select, table, text
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import TextClause

from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.trail.tables import Sokpost
from kvalitet_app.domain.avvikelser.arenden import stored_number
from kvalitet_app.domain.text import clean, visible

SHORTEST = 3
_SOK = table("sok")
_ROWS = (
    "{} IN (SELECT rad_id FROM sokpost WHERE tabell = :sok_tabell AND id IN "
    "(SELECT rowid FROM sok WHERE sok MATCH :sok_ord))"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that search found."""

    tabell: str
    rad_id: int
    titel: str
    enhet_id: int | None


def words_of(typed: str) -> list[str]:
    """The words of a search, cleaned; a phrase in "…" counts as one word."""
    parts = clean(visible(stored_number(typed))).strip().split('"')
    words: list[str] = []
    for number, part in enumerate(parts):
        words += [part.strip()] if number % 2 else part.split()
    return [word for word in words if word]


def matching(session: ReadSession, typed: str) -> ColumnElement[bool]:
    """A condition on Sokpost: every word stands somewhere in its text."""
    words = words_of(typed)
    if session.get_bind().dialect.name != "sqlite":
        return and_(*(_like(word, Sokpost.text) for word in words))
    long = [word for word in words if len(word) >= SHORTEST]
    short = [word for word in words if len(word) < SHORTEST]
    conditions: list[ColumnElement[bool]] = []
    if long:
        quoted = _quoted(long)
        hits: Select[*tuple[Any, ...]] = (
            select(literal_column("rowid")).select_from(_SOK).where(text("sok MATCH :quoted").bindparams(quoted=quoted))
        )
        conditions.append(Sokpost.id.in_(hits))
    conditions += [_begins(word) for word in short]
    return and_(*conditions)


def _quoted(words: list[str]) -> str:
    return " AND ".join('"' + word.replace('"', '""') + '"' for word in words)


def _like(word: str, column: ColumnElement[str] | object) -> ColumnElement[bool]:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return cast(column, Text).ilike(literal(f"%{escaped}%"), escape="\\")


def _begins(word: str) -> ColumnElement[bool]:
    """A title that begins with the word, or has a word that does; both cases of its first letter."""
    variants = {word, word.lower(), word.capitalize(), word.upper()}
    starts = [func.instr(" " + Sokpost.text, f" {variant}") > 0 for variant in sorted(variants)]
    return or_(*starts)


def ids_matching(session: ReadSession, typed: str, tabell: str) -> Select[int]:
    """The ids of a table's rows that match, as a subquery."""
    return select(Sokpost.rad_id).where(Sokpost.tabell == tabell, matching(session, typed))


def matches(session: ReadSession, column: InstrumentedAttribute[int], typed: str) -> ColumnElement[bool]:
    """Whether the row with this key matches: for a list, in as few parts as can be, since it is asked at every key."""
    values = match_values(session, typed)
    if values is None:
        return column.in_(ids_matching(session, typed, column.class_.__tablename__))
    return as_type("ColumnElement[bool]", as_type(TextClause, matches_later(column)).bindparams(**values))


def match_values(session: ReadSession, typed: str) -> dict[str, str] | None:
    """What `matches_later` needs of these words, or None where they have to be asked for in another way."""
    words = words_of(typed)
    if session.get_bind().dialect.name != "sqlite" or any(len(word) < SHORTEST for word in words):
        return None
    return {"sok_ord": _quoted(words)} if words else {}


def matches_later(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """As `matches`, for a question that is kept: its words are given when it is asked, by `match_values`."""
    table = column.class_.__tablename__
    found = text(_ROWS.format(f"{table}.{column.key}")).bindparams(sok_tabell=table)
    return as_type("ColumnElement[bool]", found)


def find(session: ReadSession, typed: str, *, visible: ColumnElement[bool], limit: int = 50) -> list[Hit]:
    """The newest records of every kind that match and that `visible` lets through."""
    if not words_of(typed):
        return []
    query = (
        select(Sokpost.tabell, Sokpost.rad_id, Sokpost.titel, Sokpost.enhet_id)
        .where(matching(session, typed), visible)
        .order_by(Sokpost.id.desc())
        .limit(limit)
    )
    return [Hit(*row) for row in session.execute(query)]
