"""What every changing service does in the same way: open the right version, and tell what was done."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import func, insert, select

from kvalitet_app.db.base import Base, Post
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.db.store.store import CLASH
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import ClashError, RuleError
from kvalitet_app.domain.personnummer import PERSONNUMMER, SAMORDNINGSNUMMER, find_numbers
from kvalitet_app.domain.text import plain_name
from kvalitet_app.domain.verb import VERBS

P = TypeVar("P", bound=Post)
GONE = "Posten finns inte, eller så får du inte se den."
FILE_GONE = "Filen finns inte längre, eller så får du inte se den."


def load(session: ReadSession, kind: type[P], row_id: int, version: int | None = None) -> P:
    """The row to change, in the version the person saw.

    Raises:
        RuleError: it is gone.
        ClashError: it was changed since; `theirs` holds what stands there now.
    """
    row = session.get(kind, row_id)
    if row is None or row.borttagen is not None:
        raise RuleError(GONE)
    if version is not None and row.version != version:
        raise ClashError(CLASH, theirs=plain(row))
    return row


@contextmanager
def told_alike(sentence: str = GONE) -> Iterator[None]:
    """While a record is looked for: what is missing and what is not for this person get the same sentence."""
    try:
        yield
    except RuleError as error:
        raise RuleError(sentence) from error


def plain(row: Post) -> dict[str, Any]:
    """The columns of a row as a dictionary."""
    table: Any = type(row).__table__  # type: ignore[attr-defined]
    return {column.name: getattr(row, column.name) for column in table.columns}


def changed(session: WriteSession, text: str, *tables: type[Base], row_id: int | None = None) -> Change:
    """The answer of a changing service; flushes, so that a clash is found here."""
    session.flush()
    verb = VERBS[session.info["actor"].verb]
    names = frozenset(table.__tablename__ for table in tables)
    return Change(text, verb.menu, names, row_id, "" if verb.lasting else session.info["steg"])


def required(value: str, sentence: str, *, field: str) -> str:
    """The text without spaces around it; raises RuleError when nothing is left."""
    stripped = value.strip()
    if not stripped:
        raise RuleError(sentence, field=field)
    return stripped


def required_name(value: str, sentence: str, *, field: str) -> str:
    """A name as it is kept (`plain_name`); raises RuleError when nothing is seen of it."""
    return required(plain_name(value), sentence, field=field)


def insert_row(session: WriteSession, kind: type[P], values: dict[str, Any]) -> int:
    """A new row that nothing else in the transaction waits for, straight to the store; answers its id."""
    table: Any = kind.__table__  # type: ignore[attr-defined]
    made: Any = session.connection().execute(insert(table), values).inserted_primary_key
    return int(made[0])


def one_numbers_at_a_time(session: WriteSession) -> None:
    """Whoever gives a number waits for the one before: SQLite's writers do in any case."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(4712)))


def next_number(session: WriteSession, column: Any, *conditions: Any) -> int:  # noqa: ANN401 - any mapped column
    """The highest number in use plus one. Writers wait for each other, so no two get the same."""
    one_numbers_at_a_time(session)
    return int(session.scalar(select(func.coalesce(func.max(column), 0)).where(*conditions)) or 0) + 1


def refuse_numbers(allowed: Iterable[str], **texts: str) -> None:
    """Raises RuleError when a text holds a possible personnummer that nobody has said is something else."""
    known = {"".join(ch for ch in number if ch.isdecimal()) for number in allowed}
    for field, text in texts.items():
        for hit in find_numbers(text):
            digits = "".join(ch for ch in hit.text if ch.isdecimal())
            if hit.kind in (PERSONNUMMER, SAMORDNINGSNUMMER) and digits not in known:
                raise RuleError(
                    f"{hit.shown} ser ut som ett personnummer. Skriv brukarreferensen i stället, "
                    "eller ange att det inte är ett personnummer.",
                    field=field,
                )
