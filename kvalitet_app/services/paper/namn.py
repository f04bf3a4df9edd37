"""The lists of common names that ship with the program, and what the register itself knows of names."""

import re
from dataclasses import replace
from functools import cache

from sqlalchemy import select

from kvalitet_app.db.models import Enhet, Person
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.namn import Namnlistor, read_list
from kvalitet_app.machine.files import resource

FORNAMN, EFTERNAMN = ("namn/fornamn.txt", "namn/smeknamn.txt"), ("namn/efternamn.txt",)
_WORD = re.compile(r"[^\W\d_]+")


@cache
def shipped_names() -> Namnlistor:
    """The lists of resources/namn, which say where they come from."""
    first, last = (
        frozenset().union(*(read_list(resource(name).read_text(encoding="utf-8")) for name in names))
        for names in (FORNAMN, EFTERNAMN)
    )
    return Namnlistor(first, last)


def namnlistor(session: ReadSession) -> Namnlistor:
    """The lists, without what a unit of the house is called."""
    names = session.execute(select(Enhet.namn, Enhet.kortnamn).where(Enhet.borttagen.is_(None)))
    words = frozenset(word.casefold() for row in names for name in row if name for word in _WORD.findall(name))
    return replace(shipped_names(), husets=words)


def staff_names(session: ReadSession) -> tuple[str, ...]:
    """The names of the person register; whoever has left is named in old texts too."""
    return tuple(name for name in session.scalars(select(Person.namn)) if name)
