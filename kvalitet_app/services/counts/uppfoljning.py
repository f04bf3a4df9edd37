"""Follow-ups of utförare counted for a report."""

from sqlalchemy import ColumnElement, func, select

from kvalitet_app.db.base import Post
from kvalitet_app.db.models import Brist, Uppfoljning, Verksamhetsadress
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.jamforelse import Siffra
from kvalitet_app.domain.berattelse.raknat import UtforareFakta
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.services.counts.arskub import Omfang


def _count(session: ReadSession, kind: type[Post], *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(kind).where(kind.borttagen.is_(None), *conditions)) or 0


def count_providers(session: ReadSession, o: Omfang) -> UtforareFakta:
    """Addresses, how many were followed up in the year, and the faults found then."""
    followed = session.execute(
        select(Uppfoljning.id, Uppfoljning.verksamhetsadress_id)
        .join(Verksamhetsadress, Verksamhetsadress.id == Uppfoljning.verksamhetsadress_id)
        .where(
            Verksamhetsadress.enhet_id.in_(o.enheter),
            Verksamhetsadress.borttagen.is_(None),
            Uppfoljning.borttagen.is_(None),
            o.within(Uppfoljning.datum),
        )
    ).all()
    faults = session.execute(
        select(Brist.rattad_datum).where(Brist.uppfoljning_id.in_([u.id for u in followed]), Brist.borttagen.is_(None))
    ).all()
    return UtforareFakta(
        Siffra(_count(session, Verksamhetsadress, Verksamhetsadress.enhet_id.in_(o.enheter)), Sokfraga("adresser")),
        Siffra(len({u.verksamhetsadress_id for u in followed}), o.fraga("uppfoljda")),
        Siffra(len(faults), o.fraga("brister")),
        Siffra(sum(f.rattad_datum is not None for f in faults), o.fraga("brister").with_(rattad=True)),
    )
