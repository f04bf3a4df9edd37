"""The year's egenkontroller counted for the kvalitetsberättelse: planned against done, by unit and by template."""

from collections import Counter, defaultdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from kvalitet_app.db.models import Egenkontroll, Enhet, Mall
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.jamforelse import Siffra
from kvalitet_app.domain.berattelse.raknat import EgenkontrollEnhet, EgenkontrollFakta, EgenkontrollMall
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus, Lage, light
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.counts.arskub import Omfang
from kvalitet_app.services.register.granser import read_grans


class _Kontroll(NamedTuple):
    """One egenkontroll of the year, with what its template says of it."""

    enhet_id: int
    enhet: str
    mall_id: int
    kod: str
    mall: str
    status: EgenkontrollStatus
    planerad: date
    ursprunglig: date
    poang: float | None
    grans_gron: int
    grans_gul: int

    @property
    def gjord(self) -> bool:
        """Whether it was carried out."""
        return self.status is EgenkontrollStatus.GENOMFORD


def count_checks(session: ReadSession, o: Omfang) -> EgenkontrollFakta:
    """Egenkontroller planned for the year against what was done, by unit and by template."""
    everything = _checks_of(session, o)
    units: dict[str, list[_Kontroll]] = defaultdict(list)
    templates: dict[str, list[_Kontroll]] = defaultdict(list)
    for one in everything:
        units[one.enhet].append(one)
        templates[one.kod].append(one)
    done = sum(one.gjord for one in everything)
    moved = sum(one.planerad > o.till for one in everything)
    late = sum(not one.gjord and one.planerad <= o.till and one.ursprunglig < idag() for one in everything)
    ask = o.fraga("egenkontroller")
    return EgenkontrollFakta(
        planerade=Siffra(len(everything), ask.with_(vy="alla")),
        gjorda=Siffra(done, ask.with_(vy="genomforda")),
        forsenade=Siffra(late, o.fraga("sena")),
        flyttade=Siffra(moved, o.fraga("flyttade")),
        mal_procent=read_grans(session, "mal_egenkontroll"),
        enheter=tuple(_unit_checks(name, rows, ask) for name, rows in units.items()),
        mallar=tuple(_template_checks(kod, rows, ask) for kod, rows in sorted(templates.items())),
    )


def _checks_of(session: ReadSession, o: Omfang) -> list[_Kontroll]:
    """What was planned within the scope and not called off, by unit and template."""
    query = (
        select(
            Egenkontroll.enhet_id,
            func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn),
            Mall.id,
            Mall.kod,
            Mall.namn,
            Egenkontroll.status,
            Egenkontroll.planerad_datum,
            Egenkontroll.ursprungligt_datum,
            Egenkontroll.poang,
            Mall.grans_gron,
            Mall.grans_gul,
        )
        .join(Mall, Mall.id == Egenkontroll.mall_id)
        .join(Enhet, Enhet.id == Egenkontroll.enhet_id)
        .where(
            Egenkontroll.enhet_id.in_(o.enheter),
            Egenkontroll.borttagen.is_(None),
            Egenkontroll.status != EgenkontrollStatus.INSTALLD,
            o.within(Egenkontroll.ursprungligt_datum),
        )
        .order_by(Enhet.namn_sort, Mall.kod)
    )
    return [_Kontroll._make(row) for row in session.execute(query)]


def _unit_checks(name: str, rows: list[_Kontroll], ask: Sokfraga) -> EgenkontrollEnhet:
    done = [one for one in rows if one.gjord]
    lights = Counter(light(one.poang, grans_gron=one.grans_gron, grans_gul=one.grans_gul) for one in done)
    points = [one.poang for one in done if one.poang is not None]
    return EgenkontrollEnhet(
        name,
        len(rows),
        len(done),
        lights[Lage.GRON],
        lights[Lage.GUL],
        lights[Lage.ROD],
        sum(points) / len(points) if points else None,
        ask.with_(enhet=rows[0].enhet_id),
    )


def _template_checks(kod: str, rows: list[_Kontroll], ask: Sokfraga) -> EgenkontrollMall:
    done = [(one.poang, one.enhet) for one in rows if one.gjord and one.poang is not None]
    lowest = min(done, default=(None, ""))
    return EgenkontrollMall(
        kod,
        rows[0].mall,
        len(rows),
        sum(one.gjord for one in rows),
        sum(p for p, _ in done) / len(done) if done else None,
        lowest[0],
        lowest[1],
        ask.with_(mall=rows[0].mall_id),
    )
