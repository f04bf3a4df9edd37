"""The lex Sarah compass: who receives a report of a unit, its own rutin, and what happens then."""

from sqlalchemy import select

from kvalitet_app.db.models import Enhet, Person
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.kompass import Kompass
from kvalitet_app.domain.lex.ord import LexSlag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.amnen import RAPPORTERA
from kvalitet_app.domain.register.laghanvisningar import of_days
from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.services.access.rights import require
from kvalitet_app.services.change.changing import load
from kvalitet_app.services.lex.listor import targets
from kvalitet_app.services.lex.rapportering import receivers
from kvalitet_app.services.register.laghanvisningar import list_laghanvisningar
from kvalitet_app.services.rutiner import all_rutiner

NAMED = "lex sarah"
IN_FORCE = (RutinLage.GALLER, RutinLage.SNART, RutinLage.UTGANGEN)


def lex_compass(session: ReadSession, *, enhet_id: int) -> Kompass:
    """What the people of a unit need to know to report. Raises AccessError: the person may not read the unit."""
    require(session, Ratt.LASA, enhet_id)
    unit = load(session, Enhet, enhet_id)
    who = receivers(session, unit.id, LexSlag.LEX_SARAH)
    names = session.scalars(select(Person.namn).where(Person.id.in_(who)).order_by(Person.namn_sort))
    own = [
        (row.id, f"Rutin {row.nr} {row.titel}")
        for row in all_rutiner(session, frozenset({unit.id}))
        if NAMED in row.titel.casefold() and row.lage in IN_FORCE
    ]
    law = unit.lagrum if unit.lagrum in (Lagrum.SOL, Lagrum.LSS) else Lagrum.LSS
    rules = of_days(list_laghanvisningar(session), law, (idag(),))
    told = tuple(one.text for one in rules if one.amne == RAPPORTERA)
    return Kompass(unit.namn, tuple(names), tuple(own), targets(session), told)
