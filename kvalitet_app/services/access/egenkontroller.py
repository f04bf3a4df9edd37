"""Whose an egenkontroll is to see and to perform: the unit's, and whoever is named ansvarig for that very one."""

from sqlalchemy import ColumnElement, and_, or_, true

from kvalitet_app.db.models import Egenkontroll
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.errors import AccessError
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.services.access.rights import may, person_id, readable_units, require

NOT_YOURS = "Bara den som är ansvarig för egenkontrollen, eller utför egenkontroller på enheten, får göra det."


def visible_egenkontroller(session: ReadSession, asked: frozenset[int] | None = None) -> ColumnElement[bool]:
    """Egenkontroller of the units one may read: what is counted."""
    units = readable_units(session, asked)
    in_units = true() if units is None else Egenkontroll.enhet_id.in_(units)
    return and_(in_units, Egenkontroll.borttagen.is_(None))


def seen_egenkontroller(session: ReadSession, asked: frozenset[int] | None = None) -> ColumnElement[bool]:
    """Those, and the ones that a colleague from elsewhere is asked to perform: what is listed and opened."""
    mine = [Egenkontroll.ansvarig_id == person_id(session), Egenkontroll.borttagen.is_(None)]
    if asked is not None:
        mine.append(Egenkontroll.enhet_id.in_(asked))
    return or_(visible_egenkontroller(session, asked), and_(*mine))


def may_perform(session: ReadSession, *, enhet_id: int, ansvarig_id: int | None) -> bool:
    """Whether the person at work may perform it: by the right on its unit, or because she is named ansvarig."""
    return ansvarig_id == person_id(session) or may(session, Ratt.EGENKONTROLL, enhet_id)


def require_performing(session: ReadSession, item: Egenkontroll) -> None:
    """Raises AccessError unless the person at work may perform it."""
    if item.ansvarig_id is None:
        require(session, Ratt.EGENKONTROLL, item.enhet_id)
    elif not may_perform(session, enhet_id=item.enhet_id, ansvarig_id=item.ansvarig_id):
        raise AccessError(NOT_YOURS)
