"""The year's synpunkter counted for a report."""

from collections import Counter

from sqlalchemy import func, or_, select

from kvalitet_app.db.models import Synpunkt
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.jamforelse import Jamfort, Siffra, counted
from kvalitet_app.domain.berattelse.raknat import SynpunktFakta
from kvalitet_app.domain.synpunkter import SynpunktSlag
from kvalitet_app.services.counts.arskub import Omfang


def count_synpunkter(session: ReadSession, o: Omfang) -> SynpunktFakta | None:
    """Synpunkter of both years; None when there are none in either."""
    found = session.execute(
        select(Synpunkt.slag, Synpunkt.amne, Synpunkt.mottagen_datum, Synpunkt.besvarad_datum).where(
            Synpunkt.enhet_id.in_(o.enheter),
            Synpunkt.borttagen.is_(None),
            or_(o.within(Synpunkt.mottagen_datum, o.ar - 1), o.within(Synpunkt.mottagen_datum)),
        )
    ).all()
    if not found:
        return None
    this = [s for s in found if s.mottagen_datum.year == o.ar]
    first = session.scalar(select(func.min(Synpunkt.mottagen_datum)).where(Synpunkt.borttagen.is_(None)))
    forsta = first.year if first else None

    def kind(slag: SynpunktSlag) -> Jamfort:
        before = sum(s.slag is slag and s.mottagen_datum.year < o.ar for s in found)
        this_year = sum(s.slag is slag for s in this)
        ask = o.fraga("synpunktsrader").with_(slag=(slag,))
        return Jamfort(
            counted(this_year, o.ar, forsta=forsta, fraga=ask),
            counted(before, o.ar - 1, forsta=forsta, fraga=ask.with_(ar=o.ar - 1)),
        )

    days = sorted((s.besvarad_datum - s.mottagen_datum).days for s in this if s.besvarad_datum)
    subjects = Counter(s.amne for s in this if s.amne)
    return SynpunktFakta(
        kind(SynpunktSlag.KLAGOMAL),
        kind(SynpunktSlag.BEROM),
        kind(SynpunktSlag.FORSLAG),
        Siffra(len(days), o.fraga("synpunktsrader").with_(besvarad=True)),
        days[len(days) // 2] if days else None,
        tuple(subjects.most_common(8)),
    )
