"""Who has given and taken rights, read from the journal: a log that everybody at work may read.

What opens or closes the way to protected cases is told to those who stand around them: to take a role oneself, to
give or end a role that receives reports, to change another's account.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from kvalitet_app.db.models import ArendeKrets, Enhet, LexSarahArende, Person, Uppdrag
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.trail.journal import Rad, newest_lines
from kvalitet_app.domain.kalender import now
from kvalitet_app.domain.lex.steg import CLOSED
from kvalitet_app.domain.organisation.behorighet import Behorighetsandring, Ratt
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.services.access.organisation import subtree
from kvalitet_app.services.access.rights import behorighet, person_id, require_somewhere
from kvalitet_app.services.access.ways_out import list_ways_out

LEX_ROLES = frozenset({Roll.SAS, Roll.MAS, Roll.MAR})
"""Who receives reports under lex Sarah and lex Maria, and so sees the cases."""
BEGINNINGS = frozenset({"create_organisation", "create_exempel"})
SHOWN = 500
TOLD_FOR = timedelta(days=30)
NOBODY = "Programmet"


def list_behorighetsandringar(session: ReadSession) -> tuple[Behorighetsandring, ...]:
    """Every change of a role or an account, newest first; accounts themselves are not told.

    Beside them the ways on which protected content has left, for whoever is to know.

    Raises:
        AccessError: the person has no uppdrag at all.
    """
    require_somewhere(session, Ratt.LASA)
    changes = _read(session, newest_lines(session, ("uppdrag", "person"), most=SHOWN))
    return tuple(sorted((*changes, *list_ways_out(session)), key=lambda row: row.tid, reverse=True))


def told_changes(session: ReadSession) -> tuple[Behorighetsandring, ...]:
    """The changes of the last month that the person at work is to be told of.

    Those on units where she receives reports or is in the circle of an open case, and those of her own roles and
    account; never what she did herself.
    """
    me = person_id(session)
    since = now() - TOLD_FOR
    lines = newest_lines(session, ("uppdrag", "person"), most=SHOWN)
    found = [one for one in _read(session, lines) if one.viktig and one.tid >= since and one.av_id != me]
    if not found:
        return ()
    mine, cases = _my_units(session, me), _my_cases(session, me)
    return tuple(
        one
        for one in found
        if one.person_id == me or mine & _reached(session, one) or cases & _circles(session, one.person_id)
    )


def _my_units(session: ReadSession, me: int) -> frozenset[int]:
    """Where I receive reports, or am in the circle of an open case."""
    circle = (
        select(LexSarahArende.enhet_id)
        .join(ArendeKrets, ArendeKrets.arende_id == LexSarahArende.id)
        .where(ArendeKrets.person_id == me, ArendeKrets.borttagen.is_(None), LexSarahArende.status.not_in(CLOSED))
    )
    return behorighet(session).units_of(LEX_ROLES) | frozenset(session.scalars(circle))


def _my_cases(session: ReadSession, me: int) -> frozenset[int]:
    return _circles(session, me)


def _circles(session: ReadSession, who: int) -> frozenset[int]:
    """The cases in whose circle somebody is."""
    query = select(ArendeKrets.arende_id).where(ArendeKrets.person_id == who, ArendeKrets.borttagen.is_(None))
    return frozenset(session.scalars(query))


def _reached(session: ReadSession, one: Behorighetsandring) -> frozenset[int]:
    """The units that a change is about: those of the role, or, of an account, of every role that the person holds."""
    if one.enhet_id is not None:
        return subtree(session, one.enhet_id)
    held = select(Uppdrag.enhet_id).where(Uppdrag.person_id == one.person_id, Uppdrag.borttagen.is_(None))
    return frozenset().union(*(subtree(session, unit) for unit in session.scalars(held).unique()))


def _read(session: ReadSession, lines: Iterable[Rad]) -> Iterator[Behorighetsandring]:
    names = dict(session.execute(select(Person.id, Person.namn)).all())
    units = dict(session.execute(select(Enhet.id, Enhet.namn)).all())
    for line in lines:
        if line.verb in BEGINNINGS:
            continue
        found = _of_uppdrag(session, line) if line.tabell == "uppdrag" else _of_person(line)
        if found is None:
            continue
        what, about, enhet_id, weighty = found
        own = about == line.person_id
        words = what.format(
            namn="sig själv" if own else names.get(about, "någon"), enhet=units.get(enhet_id or 0, "en enhet")
        )
        moment = datetime.fromisoformat(line.tid).astimezone(UTC)
        who = names.get(line.person_id or 0, NOBODY)
        yield Behorighetsandring(line.nr, moment, who, line.person_id, about, enhet_id, words, weighty)


Told = tuple[str, int, int | None, bool]
"""The words with places for names, about whom, on which unit, and whether the circle is told."""


def _of_uppdrag(session: ReadSession, line: Rad) -> Told | None:
    row = session.get(Uppdrag, line.rad_id)
    if row is None or not (line.op == "insert" or {"giltig_till", "borttagen", "enhet_id", "roll"} & set(line.efter)):
        return None
    own, lex = row.person_id == line.person_id, row.roll in LEX_ROLES
    role = row.roll.word.lower() if row.roll not in LEX_ROLES else row.roll.word
    if line.op == "insert":
        return f"gav {{namn}} uppdraget {role} för {{enhet}}", row.person_id, row.enhet_id, own or lex
    ended = "återtog" if _came_back(line) else "avslutade"
    words = f"{ended} uppdraget {role} för {{enhet}} som {{namn}} har"
    if ended == "avslutade":
        words = f"{ended} uppdraget {role} för {{enhet}} för {{namn}}"
    return words, row.person_id, row.enhet_id, lex or (own and ended == "återtog")


def _came_back(line: Rad) -> bool:
    """Whether an end of a role was itself taken back."""
    return any(line.efter[name] is None for name in ("giltig_till", "borttagen") if name in line.efter)


def _of_person(line: Rad) -> Told | None:
    own = line.rad_id == line.person_id
    if line.op == "insert":
        return ("lade till {namn}" + (" med ett konto" if line.efter.get("konto") else ""), line.rad_id, None, False)
    said = [
        word
        for column, word in (("konto", "bytte konto för {namn}"), ("namn", "ändrade namnet på {namn}"))
        if column in line.efter
    ]
    if "aktiv" in line.efter:
        said.append("angav att {namn} arbetar kvar" if line.efter["aktiv"] else "angav att {namn} har slutat")
    weighty = not own and bool({"konto", "aktiv"} & set(line.efter))
    return (" och ".join(said), line.rad_id, None, weighty) if said else None
