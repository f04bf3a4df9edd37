"""The two kinds of session: one that only reads, whose type cannot write, and one that writes and so may also read.

Reading a protected record leaves a trace, and is reading all the same: `leave_trace` is the one narrow door through
which a session that only reads tells of it, and the store writes the trace when the reading is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar, overload

from sqlalchemy import event
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeVarTuple

    from sqlalchemy import Connection, Engine, Executable, Result, ScalarResult
    from sqlalchemy.orm import ORMExecuteState
    from sqlalchemy.sql.selectable import TypedReturnsRows

    Ts = TypeVarTuple("Ts")
    One = Mapping[str, Any] | None
    Many = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None

T = TypeVar("T")
ONLY_READS = "a session that only reads was asked to write"
TRACES = "reads"


class ReadSession(Protocol):
    """What a reading service asks of its session; one that writes has it all too."""

    @property
    def info(self) -> dict[Any, Any]:
        """What the transaction knows: who is at work, and what was worked out for it."""

    @overload
    def execute(self, statement: TypedReturnsRows[*Ts], params: Many = None) -> Result[*Ts]: ...

    @overload
    def execute(self, statement: Executable, params: Many = None) -> Result[*tuple[Any, ...]]: ...

    @overload
    def scalar(self, statement: TypedReturnsRows[T], params: One = None) -> T | None: ...

    @overload
    def scalar(self, statement: Executable, params: One = None) -> Any: ...  # noqa: ANN401 - the statement does not say

    @overload
    def scalars(self, statement: TypedReturnsRows[T], params: One = None) -> ScalarResult[T]: ...

    @overload
    def scalars(self, statement: Executable, params: One = None) -> ScalarResult[Any]: ...

    def get(self, entity: type[T], ident: object) -> T | None:
        """A row by its key, or None."""

    def get_one(self, entity: type[T], ident: object) -> T:
        """A row by its key. Raises NoResultFound."""

    def connection(self) -> Connection:
        """The connection of the transaction, for questions that need no mapped rows."""

    def get_bind(self) -> Engine | Connection:
        """What the session is bound to."""

    def leave_trace(self, person_id: int, tabell: str, rad_id: int) -> None:
        """Remember that a protected record was opened; the store logs it when the transaction is over."""


class Traced(Session):
    """A session of the store: who has opened what in it stays with it until the store writes it down."""

    def leave_trace(self, person_id: int, tabell: str, rad_id: int) -> None:
        """Remember that a protected record was opened; the store logs it when the transaction is over."""
        self.info.setdefault(TRACES, []).append((person_id, tabell, rad_id))


class WriteSession(Traced):
    """A session that may write; whatever reads takes it too. It is handed out by `Store.write` alone."""


class Reading(Traced):
    """The session behind a ReadSession: whoever gets past its type is refused when it runs."""

    def add(self, *_given: object, **_more: object) -> NoReturn:
        """Raises RuntimeError."""
        _refuse()

    add_all = delete = merge = flush = commit = add

    def require_unchanged(self) -> None:
        """Raises RuntimeError where a row that was only to be read has been changed in memory."""
        if self.dirty:
            _refuse()


@event.listens_for(Reading, "do_orm_execute")
def _only_questions(asked: ORMExecuteState) -> None:
    """Raises RuntimeError where the statement would change the store."""
    if asked.is_insert or asked.is_update or asked.is_delete:
        _refuse()


def _refuse() -> NoReturn:
    raise RuntimeError(ONLY_READS)
