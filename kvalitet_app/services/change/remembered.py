"""What is worked out once and shared between transactions, for as long as the journal ends with the same line."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.trail.journal import head

T = TypeVar("T")


def remembered(session: ReadSession, kind: type[T], work_out: Callable[[], T], *, of: Hashable = None) -> T:
    """The only value of its kind in this transaction, from an earlier one if nothing was written in between.

    Only for what cannot change without a line in the journal; `of` tells apart what differs for other reasons.
    A transaction that writes leaves nothing for others: it may be rolled back after it has changed what was read.
    """
    mine: dict[type, Any] = session.info.setdefault("remembered", {})
    if kind not in mine:
        shared: dict[type, tuple[Hashable, Any]] = session.info.get("known", {})
        key = (of, _newest_line(session))
        known, value = shared.get(kind, (None, None))
        mine[kind] = value if known == key else work_out()
        if "actor" not in session.info:
            shared[kind] = (key, mine[kind])
    found: T = mine[kind]
    return found


def forget(session: ReadSession, kind: type) -> None:
    """Work it out anew from here: this transaction has changed what it was made of."""
    session.info.get("remembered", {}).pop(kind, None)


def _newest_line(session: ReadSession) -> Hashable:
    """Asked once a transaction that only reads; each time in one that writes, whose own lines count."""
    if "actor" in session.info:
        return head(session)
    if "head" not in session.info:
        session.info["head"] = head(session)
    found: Hashable = session.info["head"]
    return found
