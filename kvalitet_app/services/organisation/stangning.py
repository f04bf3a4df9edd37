"""A unit gets a last day, another one or none: what follows with it, and what is told to be left."""

from datetime import date, timedelta

from sqlalchemy import select

from kvalitet_app.db.models import Egenkontroll, Enhet
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.organisation.kvar import said_left
from kvalitet_app.domain.tal import count, listed_some
from kvalitet_app.services.access.organisation import read_trad
from kvalitet_app.services.organisation.kvar import left_on_unit

SHOWN_NAMES = 5


def close_unit(session: WriteSession, unit: Enhet, last: date | None) -> str:
    """Set, move or take away a unit's last day; answers what that did.

    Raises:
        RuleError: it is the top, it would end before it began, or units below it would still be open.
    """
    _refuse_closing(session, unit, last)
    back = _call_back(session, unit, last)
    unit.giltig_till = last
    session.flush()
    off = _call_off(session, unit, last) if last is not None else 0
    said = [f"{unit.namn} stänger {last}" if last is not None else f"{unit.namn} är öppen igen"]
    said += [f"{count(off, 'egenkontroll', 'egenkontroller')} efter den dagen är inställda"] if off else []
    said += [f"{count(back, 'egenkontroll', 'egenkontroller')} är planerade igen"] if back else []
    left = said_left(left_on_unit(session, enhet_id=unit.id)) if last is not None else ""
    said += [f"Kvar: {left}"] if left else []
    return ". ".join(said)


def _refuse_closing(session: ReadSession, unit: Enhet, last: date | None) -> None:
    """Raises RuleError where a unit may not end on that day."""
    if last is None:
        return
    if unit.foralder_id is None:
        raise RuleError("Den översta enheten kan inte stängas: allt annat ligger under den.", field="giltig_till")
    if unit.giltig_fran is not None and last < unit.giltig_fran:
        raise RuleError(f"Enheten började {unit.giltig_fran}. Den kan inte upphöra före det.", field="giltig_till")
    trad = read_trad(session)
    after = last + timedelta(days=1)
    later = (trad.under(unit.id, after) & trad.existing(after, date.max)) - {unit.id}
    if later:
        query = select(Enhet.namn).where(Enhet.id.in_(later), Enhet.borttagen.is_(None)).order_by(Enhet.namn_sort)
        names = session.scalars(query).all()
        shown = listed_some(names, SHOWN_NAMES)
        raise RuleError(f"Stäng först det som ligger under: {shown}.", field="giltig_till")


def _closed_words(last: date) -> str:
    return f"Inställd: enheten stängdes {last}"


def _call_off(session: WriteSession, unit: Enhet, last: date) -> int:
    """What is planned after the last day is called off with a sentence that names it; answers how many."""
    planned = select(Egenkontroll).where(
        Egenkontroll.enhet_id == unit.id,
        Egenkontroll.status == EgenkontrollStatus.PLANERAD,
        Egenkontroll.planerad_datum > last,
        Egenkontroll.borttagen.is_(None),
    )
    rows = session.scalars(planned).all()
    for one in rows:
        one.status, one.sammanfattning = EgenkontrollStatus.INSTALLD, _closed_words(last)
    return len(rows)


def _call_back(session: WriteSession, unit: Enhet, last: date | None) -> int:
    """What was called off because the unit would close is planned again, up to a new last day; answers how many."""
    if unit.giltig_till is None:
        return 0
    query = select(Egenkontroll).where(
        Egenkontroll.enhet_id == unit.id,
        Egenkontroll.status == EgenkontrollStatus.INSTALLD,
        Egenkontroll.sammanfattning == _closed_words(unit.giltig_till),
        Egenkontroll.borttagen.is_(None),
    )
    rows = session.scalars(query).all()
    for one in rows:
        one.status, one.sammanfattning = EgenkontrollStatus.PLANERAD, ""
    session.flush()
    return sum(last is None or one.planerad_datum <= last for one in rows)
