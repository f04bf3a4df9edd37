"""A month's rows of a unit with all below it, and what is open today: what the kvalitetsråd is told of.

Protected cases are in none of it, whoever asks: the pages are passed round.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from kvalitet_app.db.models import Atgard, Avvikelse, Avvikelsetyp, Enhet, Orsak, Synpunkt
from kvalitet_app.db.store.among import among
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.atgarder import AtgardUrval
from kvalitet_app.domain.avvikelser.steg import OPEN
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollRow, EgenkontrollStatus, EgenkontrollUrval
from kvalitet_app.domain.fragor import Noun, Sokfraga
from kvalitet_app.domain.kalender import first_after, idag, month_before, month_bounds, now
from kvalitet_app.domain.moten.kvalitetsrad import Rakning
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum
from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.rutiner.listor import RutinRow
from kvalitet_app.domain.synpunkter import SynpunktUrval
from kvalitet_app.services.access.organisation import read_trad
from kvalitet_app.services.access.rights import counted_avvikelser
from kvalitet_app.services.atgarder import find_atgarder
from kvalitet_app.services.avvikelser.arbetslistor import limit_view
from kvalitet_app.services.avvikelser.listor import UNKNOWN_TYPE
from kvalitet_app.services.counts.avvikelser import main_cause, newest_reports
from kvalitet_app.services.egenkontroller.tillfallen import egenkontroll_rows, find_egenkontroller
from kvalitet_app.services.rutiner import all_rutiner
from kvalitet_app.services.synpunkter.listor import find_synpunkter, visible_synpunkter


class Fall(NamedTuple):
    """A case as the month counts it. Days are since it was registered, or until it was closed."""

    id: int
    enhet: str
    typ: str
    lagrum: Lagrum
    brukarreferens: str
    dagar: int
    enhet_id: int
    typ_id: int


def asks(noun: Noun, ids: Iterable[int]) -> Rakning:
    """How many rows, and the question that names them one by one."""
    known = tuple(ids)
    return Rakning(len(known), Sokfraga(noun, ids=known) if known else None)


class Manad:
    """Everything that is read of a month. Each method is one question to the store."""

    def __init__(self, session: ReadSession, units: frozenset[int], ar: int, manad: int) -> None:
        self.session, self.units, self.ar, self.manad = session, units, ar, manad
        self.seen: ColumnElement[bool] = and_(counted_avvikelser(session, units), Avvikelse.skyddad.is_(False))

    def _happened(self, ar: int, manad: int) -> ColumnElement[bool]:
        return and_(self.seen, Avvikelse.handelse_ar == ar, Avvikelse.handelse_manad == manad)

    def happened(self) -> list[Fall]:
        """The events of the month."""
        return self._cases(self._happened(self.ar, self.manad))

    def happened_before(self) -> list[Fall]:
        """Those of the month before."""
        return self._cases(self._happened(*month_before(self.ar, self.manad)))

    def happened_last_year(self) -> list[Fall] | None:
        """Those of the same month last year; None where the register does not reach so far back."""
        query = select(func.min(Avvikelse.handelse_ar * 12 + Avvikelse.handelse_manad)).where(self.seen)
        first = self.session.scalar(query)
        if first is None or first > (self.ar - 1) * 12 + self.manad:
            return None
        return self._cases(self._happened(self.ar - 1, self.manad))

    def months(self, ar: int) -> tuple[int, ...]:
        """The events of each month of a year, up to this month of the year that is told of; empty where the register
        does not reach so far back."""
        keys = (Avvikelse.handelse_ar, Avvikelse.handelse_manad)
        query = select(*keys, func.count()).where(self.seen, Avvikelse.handelse_ar <= ar).group_by(*keys)
        found = {(year, month): int(n) for year, month, n in self.session.execute(query)}
        if ar != self.ar and not found:
            return ()
        return tuple(found.get((ar, month), 0) for month in range(1, (self.manad if ar == self.ar else 12) + 1))

    def open(self) -> list[Fall]:
        """What stands open today."""
        return self._cases(and_(self.seen, Avvikelse.status.in_(OPEN)))

    def stuck(self) -> Rakning:
        """Those of them that have stood too long in one step."""
        query = select(Avvikelse.id).where(self.seen, *limit_view(self.session, "fastnat"))
        return asks("avvikelser", self.session.scalars(query))

    def closed(self) -> list[Fall]:
        """The cases that were closed in the month, with the days it took."""
        first, after = month_bounds(self.ar, self.manad)
        return self._cases(and_(self.seen, Avvikelse.avslutad_vid >= first, Avvikelse.avslutad_vid < after))

    def _cases(self, which: ColumnElement[bool]) -> list[Fall]:
        query = (
            select(
                Avvikelse.id,
                func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn),
                func.coalesce(Avvikelsetyp.namn, UNKNOWN_TYPE),
                Avvikelse.lagrum,
                Avvikelse.brukarreferens,
                Avvikelse.registrerad_vid,
                Avvikelse.avslutad_vid,
                Avvikelse.enhet_id,
                Avvikelse.typ_id,
            )
            .join(Enhet, Enhet.id == Avvikelse.enhet_id)
            .outerjoin(Avvikelsetyp, Avvikelsetyp.id == Avvikelse.typ_id)
            .where(which)
        )
        moment = now()
        return [
            Fall(i, unit, typ, law, person, ((closed or moment) - registered).days, unit_id, typ_id or 0)
            for i, unit, typ, law, person, registered, closed, unit_id, typ_id in self.session.execute(query)
        ]

    def causes(self, cases: Sequence[Fall]) -> dict[str, list[int]]:
        """The cases of each main cause."""
        code, name, joined = main_cause(select(Orsak.avvikelse_id))
        query = joined.add_columns(name).where(
            among(Orsak.avvikelse_id, [one.id for one in cases]), Orsak.borttagen.is_(None)
        )
        found: dict[str, set[int]] = {}
        for case, word in self.session.execute(query.group_by(Orsak.avvikelse_id, code, name)):
            found.setdefault(word, set()).add(case)
        return {word: sorted(ids) for word, ids in found.items()}

    def actions(self, vy: str) -> list[int]:
        """Åtgärder of a view, without those of protected cases, which the person may see and the råd may not."""
        ids = find_atgarder(self.session, urval=AtgardUrval(vy=vy, enheter=self.units))
        hidden = select(Avvikelse.id).where(Avvikelse.skyddad)
        query = select(Atgard.id).where(
            among(Atgard.id, ids),
            Atgard.lex_sarah_arende_id.is_(None),
            or_(Atgard.avvikelse_id.is_(None), Atgard.avvikelse_id.not_in(hidden)),
        )
        kept = frozenset(self.session.scalars(query))
        return [one for one in ids if one in kept]

    def checks(self) -> list[EgenkontrollRow]:
        """The egenkontroller planned in the month; what was called off is not among them."""
        last = first_after(self.ar, self.manad) - timedelta(days=1)
        urval = EgenkontrollUrval(vy="alla", enheter=self.units, fran=date(self.ar, self.manad, 1), till=last)
        found = egenkontroll_rows(self.session, find_egenkontroller(self.session, urval=urval))
        return [row for row in found.values() if row.status is not EgenkontrollStatus.INSTALLD]

    def late_checks(self) -> Rakning:
        """Egenkontroller whose day has passed."""
        urval = EgenkontrollUrval(vy="forsenade", enheter=self.units)
        return asks("egenkontroller", find_egenkontroller(self.session, urval=urval))

    def late_views(self) -> Rakning:
        """Synpunkter that have waited longer than the target."""
        return asks("synpunkter", find_synpunkter(self.session, urval=SynpunktUrval("forsenade", self.units)))

    def views(self) -> Rakning:
        """Synpunkter that came in the month."""
        query = select(Synpunkt.id).where(
            visible_synpunkter(self.session, self.units),
            Synpunkt.mottagen_datum >= date(self.ar, self.manad, 1),
            Synpunkt.mottagen_datum < first_after(self.ar, self.manad),
        )
        return asks("synpunkter", self.session.scalars(query))

    def late_rutiner(self) -> list[RutinRow]:
        """Rutiner past their review."""
        return [row for row in all_rutiner(self.session, self.units) if row.lage is RutinLage.UTGANGEN]

    def silent(self, limit: int) -> list[tuple[int, str, int | None]]:
        """Units that are open and without a report for longer than a limit in days: id, name, days (None: never)."""
        newest: dict[int, Any] = newest_reports(self.session, self.seen)
        there = read_trad(self.session).existing(idag())
        query = select(Enhet.id, func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn)).where(
            Enhet.id.in_(self.units & there), Enhet.niva == EnhetNiva.ENHET, Enhet.borttagen.is_(None)
        )
        found = []
        for unit, name in self.session.execute(query.order_by(Enhet.namn_sort)):
            days = (now() - newest[unit]).days if unit in newest else None
            if days is None or days > limit:
                found.append((unit, name, days))
        return found
