"""What is worked out once and shared between transactions, for as long as the journal ends with the same line."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.trail.journal import head
from kvalitet_app.domain.kalender import now

ANSWERS = 24
T = TypeVar("T")


class _Answers(dict[Hashable, Any]):
    """The answers given since the newest line of the journal, by who asked what, and in which hour."""


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


def answered(session: ReadSession, work_out: Callable[[], T], *, of: Hashable) -> T:
    """What a page counts, from an earlier reading of the same person's if nothing was written in between.

    `of` is the whole question. An answer lasts for the hour, since cases grow old without a line in the journal.
    A transaction that writes counts for itself. Whoever gets an answer shares it and must not change it.
    """
    if "actor" in session.info or "known" not in session.info:
        return work_out()
    newest, known = _newest_line(session), session.info["known"]
    line, answers = known.get(_Answers, (None, None))
    if line != newest or len(answers) >= ANSWERS:
        answers = _Answers()
        known[_Answers] = (newest, answers)
    question = (session.info.get("person_id"), now().replace(minute=0, second=0, microsecond=0), of)
    if question not in answers:
        answers[question] = work_out()
    found: T = answers[question]
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
