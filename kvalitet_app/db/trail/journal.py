"""The hash-chained journal: SQLite's functions for it, who is at work, and the check of the chain."""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select, text

from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.trail.tables import Handelse
from kvalitet_app.domain.text import visible

CONTEXT = "kvalitet"


@dataclass(slots=True)
class Actor:
    """Who does what in the running transaction: written on every line of the journal."""

    person_id: int | None = None
    verb: str | None = None
    steg: str | None = None


def sha256(*parts: str) -> str:
    """The hash over the parts, one a line; bytes that are no text stay what they are."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def commitment(salt: str, fore: str | None, efter: str | None) -> str:
    """What stands for the content in the chain, so that the content can be erased."""
    return sha256(salt, fore or "", efter or "")


def link(previous: str | None, *fields: object) -> str:
    """The hash of a line over the one before it."""
    return sha256(previous or "", *("" if f is None else str(f) for f in fields))


def difference(this: str, other: str) -> str:
    """Of two JSON objects with the same keys, the part of the first that differs."""
    a, b = json.loads(this), json.loads(other)
    return json.dumps({k: v for k, v in a.items() if v != b.get(k)}, ensure_ascii=False, separators=(",", ":"))


def register_functions(connection: sqlite3.Connection, actor: Actor) -> None:
    """Give a SQLite connection what the triggers call. `actor` is read anew at every call."""
    salts: dict[int, str] = {}

    def salt(nr: int) -> str:
        if nr not in salts:
            salts.clear()
            salts[nr] = secrets.token_hex(16)
        return salts[nr]

    create = connection.create_function
    create("kvalitet_person", 0, lambda: actor.person_id)
    create("kvalitet_verb", 0, lambda: actor.verb)
    create("kvalitet_steg", 0, lambda: actor.steg)
    create("kvalitet_salt", 1, salt)
    create("kvalitet_atagande", 3, commitment, deterministic=True)
    create("kvalitet_kedja", -1, link, deterministic=True)
    create("kvalitet_skillnad", 2, difference, deterministic=True)
    create("kvalitet_synlig", 1, lambda words: words and visible(words), deterministic=True)


def announce(connection: Connection, actor: Actor) -> None:
    """Tell the store who is at work in this transaction."""
    if connection.dialect.name == "sqlite":
        ours: Actor = connection.info[CONTEXT]
        ours.person_id, ours.verb, ours.steg = actor.person_id, actor.verb, actor.steg
        return
    connection.execute(
        text(
            "SELECT set_config('kvalitet.person', :p, true), set_config('kvalitet.verb', :v, true), "
            "set_config('kvalitet.steg', :s, true)"
        ),
        {"p": "" if actor.person_id is None else str(actor.person_id), "v": actor.verb or "", "s": actor.steg or ""},
    )


def chain_faults(connection: Connection, *, anchor: tuple[int, str] | None = None) -> Iterator[str]:
    """Sentences about every fault in the chain; none when it is whole.

    `anchor` is a line number and its hash as printed on paper: with it a chain that was recomputed from end to end
    is found too.
    """
    previous: str | None = None
    expected = 1
    query = select(Handelse.__table__).order_by(Handelse.nr)
    lines = connection.execute(query, execution_options={"yield_per": 2000})
    for row in lines:
        if row.nr != expected:
            yield f"Journalens rad {expected} saknas."
            expected = row.nr
        erased = row.salt is None and row.fore is None and row.efter is None
        if not erased and commitment(row.salt or "", row.fore, row.efter) != row.atagande:
            yield f"Innehållet i journalens rad {row.nr} har ändrats."
        fields = (row.nr, row.tid, row.person_id, row.verb, row.steg, row.tabell, row.rad_id, row.op, row.atagande)
        if link(previous, *fields) != row.hash:
            yield f"Kedjan i journalen är bruten vid rad {row.nr}."
        if anchor is not None and row.nr == anchor[0] and row.hash != anchor[1]:
            yield f"Journalens rad {row.nr} stämmer inte med den utskrivna kontrollsumman."
        previous, expected = row.hash, row.nr + 1
    if anchor is not None and anchor[0] >= expected:
        yield f"Journalen slutar före rad {anchor[0]}, som finns på papper."


def head(session: ReadSession) -> tuple[int, str]:
    """The number and hash of the newest line: the anchor that a printed report carries."""
    row = session.connection().exec_driver_sql("SELECT nr, hash FROM handelse ORDER BY nr DESC LIMIT 1").first()
    return (row[0], row[1] or "") if row else (0, "")


class Rad(NamedTuple):
    """A line as services read it: `fore` and `efter` as dictionaries, empty where there is nothing or it is erased."""

    nr: int
    tid: str
    person_id: int | None
    verb: str | None
    steg: str | None
    tabell: str
    rad_id: int
    op: str
    fore: dict[str, Any]
    efter: dict[str, Any]


def lines_of(session: ReadSession, tabell: str, rad_id: int) -> list[Rad]:
    """The lines about one row, oldest first."""
    return _lines(session, Handelse.tabell == tabell, Handelse.rad_id == rad_id)


def lines_of_step(session: ReadSession, steg: str) -> list[Rad]:
    """The lines of one transaction, newest first."""
    return _lines(session, Handelse.steg == steg)[::-1]


def made_with(session: ReadSession, tabell: str, rad_id: int, of: str) -> list[int]:
    """The ids of the rows of the table `of` that were made in the same step as a row."""
    step = select(Handelse.steg).where(Handelse.tabell == tabell, Handelse.rad_id == rad_id, Handelse.op == "insert")
    query = select(Handelse.rad_id).where(
        Handelse.steg == step.scalar_subquery(), Handelse.tabell == of, Handelse.op == "insert"
    )
    return list(session.scalars(query.order_by(Handelse.rad_id)))


def newest_lines(session: ReadSession, tabeller: Collection[str], *, most: int) -> list[Rad]:
    """The newest lines about some tables, newest first."""
    h = Handelse
    numbers = select(h.nr).where(h.tabell.in_(tabeller)).order_by(h.nr.desc()).limit(most)
    return _lines(session, h.nr.in_(list(session.scalars(numbers))))[::-1]


def _lines(session: ReadSession, *where: ColumnElement[bool]) -> list[Rad]:
    h = Handelse
    columns = (h.nr, h.tid, h.person_id, h.verb, h.steg, h.tabell, h.rad_id, h.op, h.fore, h.efter)
    rows = session.execute(select(*columns).where(*where).order_by(h.nr))
    return [Rad._make((*row[:8], json.loads(row.fore or "{}"), json.loads(row.efter or "{}"))) for row in rows]
