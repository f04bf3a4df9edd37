"""A line in the read log whenever protected content leaves many cases at a time: one a way out, naming how many."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from kvalitet_app.db.models import Atgard, Avvikelse, Lasloggrad, LexSarahArende, Person
from kvalitet_app.db.store.among import among
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.atgarder import AtgardUrval
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.lex.arenden import LexUrval
from kvalitet_app.domain.organisation.behorighet import Behorighetsandring, Ratt
from kvalitet_app.domain.tal import count
from kvalitet_app.domain.utbyte.vagar import VagUt
from kvalitet_app.services.access.rights import may_at_top, note_read, person_id, sees_protected, top_units

SHOWN = 200


def note_way_out(session: ReadSession, vag: VagUt, *, urval: object = None, ids: Sequence[int] = ()) -> int:
    """Leave the line where any of the rows of a list (without `urval`: of the whole register) is protected.

    Answers how many are. The line's number of a row is then how many, and its table the way.
    """
    found = _of_all(session) if urval is None else _of_rows(session, urval, ids)
    if found:
        note_read(session, vag.value, found)
    return found


def _of_all(session: ReadSession) -> int:
    cases = select(func.count()).select_from(Avvikelse).where(Avvikelse.skyddad, Avvikelse.borttagen.is_(None))
    alone = select(func.count()).where(LexSarahArende.avvikelse_id.is_(None), LexSarahArende.borttagen.is_(None))
    return (session.scalar(cases) or 0) + (session.scalar(alone) or 0)


def _of_rows(session: ReadSession, urval: object, ids: Sequence[int]) -> int:
    """How many rows of a list are of a case that only its circle sees."""
    if isinstance(urval, LexUrval):
        return len(ids)
    if isinstance(urval, AvvikelseUrval):
        query = select(func.count()).select_from(Avvikelse).where(among(Avvikelse.id, ids), Avvikelse.skyddad)
    elif isinstance(urval, AtgardUrval):
        query = (
            select(func.count())
            .select_from(Atgard)
            .outerjoin(Avvikelse, Avvikelse.id == Atgard.avvikelse_id)
            .where(among(Atgard.id, ids), or_(Atgard.lex_sarah_arende_id.is_not(None), Avvikelse.skyddad))
        )
    else:
        return 0
    return session.scalar(query) or 0


def list_ways_out(session: ReadSession) -> tuple[Behorighetsandring, ...]:
    """Who has taken protected content out and how many cases, newest first.

    For whoever sees them all, or looks after the register; for others nothing.
    """
    if not (sees_protected(session, top_units(session)) or may_at_top(session, Ratt.JOURNAL)):
        return ()
    words = {vag.value: vag.word for vag in VagUt}
    query = (
        select(Lasloggrad.id, Lasloggrad.tid, Person.namn, Lasloggrad.person_id, Lasloggrad.tabell, Lasloggrad.rad_id)
        .join(Person, Person.id == Lasloggrad.person_id)
        .where(Lasloggrad.tabell.in_(words))
        .order_by(Lasloggrad.id.desc())
        .limit(SHOWN)
    )
    return tuple(
        Behorighetsandring(
            -i, tid, who, who_id, who_id, None, f"{words[way]}: {count(n, 'skyddat ärende', 'skyddade ärenden')}", False
        )
        for i, tid, who, who_id, way, n in session.execute(query)
    )


def note_copied(session: ReadSession, *, urval: object, ids: Sequence[int]) -> int:
    """That rows of a list were put on the clipboard; answers how many of them are protected."""
    person_id(session)
    return note_way_out(session, VagUt.URKLIPP, urval=urval, ids=ids)
