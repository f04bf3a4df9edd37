"""The year's lex cases for a report."""

from sqlalchemy import func, select

from kvalitet_app.db.models import Enhet, LexSarahArende
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.raknat import LexRad
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.services.access.rights import visible_lex
from kvalitet_app.services.counts.arskub import Omfang


def count_lex(session: ReadSession, o: Omfang) -> tuple[LexRad, ...]:
    """The year's lex cases that the person may see: a number alone would tell of the others."""
    query = (
        select(LexSarahArende, func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn))
        .join(Enhet, Enhet.id == LexSarahArende.enhet_id)
        .where(
            LexSarahArende.enhet_id.in_(o.enheter),
            visible_lex(session),
            o.within(LexSarahArende.rapporterad_datum),
        )
        .order_by(LexSarahArende.rapporterad_datum)
    )
    return tuple(
        LexRad(
            c.slag,
            c.lagrum,
            enhet,
            c.rapporterad_datum,
            c.status,
            c.grad,
            (c.beslut_datum - c.rapporterad_datum).days if c.beslut_datum else None,
            c.anmald_ivo_datum,
            c.ivo_beslut_datum,
            Sokfraga("lex", id=c.id),
        )
        for c, enhet in session.execute(query)
    )
