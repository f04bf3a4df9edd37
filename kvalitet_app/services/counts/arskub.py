"""The year's avvikelser read once: one grouped pass over an index, from which every table of the report is summed."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, case, func, select, true

from kvalitet_app.db.models import Avvikelse, Enhet
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.avvikelser.steg import OPEN
from kvalitet_app.domain.fragor import Noun, Sokfraga
from kvalitet_app.domain.kalender import now
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.tid import Tid
from kvalitet_app.services.access.rights import counted_avvikelser

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Omfang:
    """The year and the units that are counted."""

    ar: int
    enheter: frozenset[int]
    tid: Tid | None = None  # the part of the year that is counted, in both years; None for all of it

    @property
    def _manader(self) -> tuple[int, int] | None:
        return None if self.tid is None else (self.tid.forsta_manad, self.tid.sista_manad)

    @property
    def fran(self) -> date:
        """The first day that is counted."""
        return self.tid.fran if self.tid is not None else date(self.ar, 1, 1)

    @property
    def till(self) -> date:
        """The last day that is counted."""
        return self.tid.till if self.tid is not None else date(self.ar, 12, 31)

    def within(self, column: Any, ar: int | None = None) -> ColumnElement[bool]:  # noqa: ANN401 - a mapped column
        """Whether a day lies in the time that is counted, of this year or another."""
        tid = self.tid or Tid(self.ar)
        of_year = Tid(ar or self.ar, tid.forsta_manad, tid.sista_manad)
        inside: ColumnElement[bool] = column.between(of_year.fran, of_year.till)
        return inside

    def months(self) -> ColumnElement[bool]:
        """Whether an avvikelse happened in the months that are counted, of whatever year."""
        if self.tid is None:
            return true()
        return Avvikelse.handelse_manad.between(self.tid.forsta_manad, self.tid.sista_manad)

    def fraga(self, noun: Noun, ar: int | None = None) -> Sokfraga:
        """What is asked of the time that is counted, of this year or another."""
        return Sokfraga(noun, ar=ar or self.ar, manad=self._manader)

    def handelser(self, lagrum: tuple[Lagrum, ...], ar: int | None = None, *, typ: int | None = None) -> Sokfraga:
        """What is asked of the avvikelser of then under some laws, and of one type where it is given: 0 for no type."""
        kinds = () if typ is None else (typ,)
        return Sokfraga("avvikelser", ar=ar or self.ar, manad=self._manader, lagrum=lagrum, typ=kinds)


class Ruta(NamedTuple):
    """How many events share year, law, type, month, unit and brukarreferens."""

    ar: int
    lagrum: Lagrum
    typ_id: int | None
    manad: int
    enhet_id: int
    brukarreferens: str
    antal: int


class Laget(NamedTuple):
    """How many of the year's events share law, state and assessment; `aldre` are the older than the limit."""

    lagrum: Lagrum
    status: AvvikelseStatus
    sannolikhet: int | None
    allvarlighetsgrad: int | None
    antal: int
    aldre: int


@dataclass(frozen=True, slots=True)
class Arskub:
    """The events of a year and the year before, and how those of the year stand."""

    o: Omfang
    seen: ColumnElement[bool]
    dagar_oppen: int
    rutor: tuple[Ruta, ...]
    lagen: tuple[Laget, ...]
    forsta: Mapping[Lagrum, int]

    def of(self, lagrum: Iterable[Lagrum]) -> "Arskub":
        """The part of one group of laws."""
        laws = frozenset(lagrum)
        return Arskub(
            self.o,
            self.seen,
            self.dagar_oppen,
            tuple(r for r in self.rutor if r.lagrum in laws),
            tuple(s for s in self.lagen if s.lagrum in laws),
            {law: ar for law, ar in self.forsta.items() if law in laws},
        )

    @property
    def forsta_ar(self) -> int | None:
        """The first year from which there are any events of these laws."""
        return min(self.forsta.values(), default=None)

    def sums(self, key: Callable[[Ruta], K], *, this_year: bool = False) -> Counter[K]:
        """Events by whatever `key` gives, in both years or in this one."""
        found: dict[K, int] = {}
        for ruta in self._of_year() if this_year else self.rutor:
            one = key(ruta)
            found[one] = found.get(one, 0) + ruta.antal
        return Counter(found)

    def months(self, ar: int, keep: Callable[[Ruta], bool] = lambda _: True) -> tuple[int, ...]:
        """Events in each of the twelve months of a year."""
        found = [0] * 12
        for ruta in self.rutor:
            if ruta.ar == ar and keep(ruta):
                found[ruta.manad - 1] += ruta.antal
        return tuple(found)

    def states(self) -> Counter[AvvikelseStatus]:
        """The year's events by state."""
        found = Counter[AvvikelseStatus]()
        for part in self.lagen:
            found[part.status] += part.antal
        return found

    def risks(self) -> dict[tuple[int, int], int]:
        """The year's assessed events by likelihood and severity."""
        found = Counter[tuple[int, int]]()
        for part in self.lagen:
            if part.sannolikhet and part.allvarlighetsgrad:
                found[(part.sannolikhet, part.allvarlighetsgrad)] += part.antal
        return dict(found)

    def open_long(self) -> int:
        """The year's events that have been open for longer than the limit."""
        return sum(part.aldre for part in self.lagen if part.status in OPEN)

    def _of_year(self) -> Iterator[Ruta]:
        return (ruta for ruta in self.rutor if ruta.ar == self.o.ar)


def read_arskub(session: ReadSession, o: Omfang, *, dagar_oppen: int) -> Arskub:
    """Count the events of the year and the year before that the person may see: a count must not tell of a case either.

    `dagar_oppen` is after how many days an open case counts as old.
    """
    seen = counted_avvikelser(session, o.enheter)
    fore = now() - timedelta(days=dagar_oppen)
    keys = (
        Avvikelse.handelse_ar,
        Avvikelse.lagrum,
        Avvikelse.typ_id,
        Avvikelse.handelse_manad,
        Avvikelse.enhet_id,
        Avvikelse.brukarreferens,
    )
    events = (
        select(*keys, func.count())
        .where(Avvikelse.handelse_ar.between(o.ar - 1, o.ar), o.months(), seen)
        .group_by(*keys)
    )
    state = (Avvikelse.lagrum, Avvikelse.status, Avvikelse.sannolikhet, Avvikelse.allvarlighetsgrad)
    older = func.sum(case((Avvikelse.registrerad_vid < fore, 1), else_=0))
    stands = select(*state, func.count(), older).where(Avvikelse.handelse_ar == o.ar, o.months(), seen).group_by(*state)
    connection = session.connection()
    return Arskub(
        o,
        seen,
        dagar_oppen,
        tuple(map(Ruta._make, connection.execute(events).all())),
        tuple(map(Laget._make, connection.execute(stands).all())),
        _first_years(session, o),
    )


def _first_years(session: ReadSession, o: Omfang) -> dict[Lagrum, int]:
    """By law, the year of the register's first event, in any unit; a scope knows nothing from before it existed.

    A unit that reported nothing while others did has a nought, so the scope's own first event is not asked for.
    """
    began = [u.year if u else 0 for u in session.scalars(select(Enhet.giltig_fran).where(Enhet.id.in_(o.enheter)))]
    firsts = session.connection().execute(_first_of_each_law()).one()
    least = min(began, default=0)
    return {law: max(first, least) for law, first in zip(Lagrum, firsts, strict=True) if first is not None}


@cache
def _first_of_each_law() -> Select[*tuple[Any, ...]]:
    """One question that looks up the beginning of an index once a law."""
    firsts = select(Avvikelse.handelse_ar).where(Avvikelse.borttagen.is_(None), Avvikelse.skyddad.is_(False))
    firsts = firsts.order_by(Avvikelse.handelse_ar).limit(1)
    return select(*(firsts.where(Avvikelse.lagrum == law).scalar_subquery() for law in Lagrum))
