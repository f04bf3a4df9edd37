"""The year's avvikelser counted for the kvalitetsberättelse: by type, month, unit, cause, risk and state.

Counts are the register's own and include protected cases, as sums only; what a number opens goes through visibility.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from kvalitet_app.db.models import Avvikelse, Avvikelsetyp, Enhet, Katalogvarde, Orsak
from kvalitet_app.domain.avvikelse import LABELS, OPEN, AvvikelseStatus
from kvalitet_app.domain.jamforelse import Jamfort, Siffra, TypRad, is_concentrated, largest
from kvalitet_app.domain.kvalitetsberattelse import AvvikelseFakta, EnhetFakta
from kvalitet_app.domain.organisation import EnhetNiva, Lagrum
from kvalitet_app.services.changing import now, today
from kvalitet_app.services.granser import read_grans

SOL_LSS, HSL = (Lagrum.SOL, Lagrum.LSS), (Lagrum.HSL,)
UNKNOWN = ("okand", "Ej angiven")


@dataclass(frozen=True, slots=True)
class Omfang:
    """The year and the units that are counted."""

    ar: int
    enheter: frozenset[int]

    def where(self, lagrum: Iterable[Lagrum], *years: int) -> ColumnElement[bool]:
        """Events of these laws, in the year or in the years given."""
        return and_(
            Avvikelse.handelse_ar.in_(years or (self.ar,)), Avvikelse.lagrum.in_(tuple(lagrum)),
            Avvikelse.enhet_id.in_(self.enheter), Avvikelse.borttagen.is_(None),
        )  # fmt: skip

    def fraga(self, lagrum: Iterable[Lagrum], ar: int | None = None, **more: object) -> str:
        """The question that counts a figure: what the list is asked when the figure is opened."""
        parts = {"ar": ar or self.ar, "lagrum": "+".join(law.value for law in lagrum), **more}
        return "avvikelser?" + "&".join(f"{name}={value}" for name, value in parts.items())


def count_avvikelser(session: Session, o: Omfang, lagrum: tuple[Lagrum, ...]) -> AvvikelseFakta:
    """Everything the chapter Avvikelser needs of one group of laws."""
    typer = _types(session, o, lagrum)
    top = [row.kod for row in largest(typer)]
    months = _months(session, o, lagrum, None)
    top_months = _months(session, o, lagrum, top) if top else {}
    state = _states(session, o, lagrum)
    limit = read_grans(session, "dagar_oppen")
    return AvvikelseFakta(
        lagrum=lagrum,
        alla=Jamfort(
            Siffra(sum(r.antal for r in typer), o.fraga(lagrum)),
            Siffra(sum(r.antal_fore for r in typer), o.fraga(lagrum, o.ar - 1)),
        ),
        typer=typer, manader=_twelve(months, o.ar), manader_fore=_twelve(months, o.ar - 1),
        manader_topp=_twelve(top_months, o.ar), manader_topp_fore=_twelve(top_months, o.ar - 1),
        manader_koncentrerat=_concentrated_months(session, o, lagrum, top, typer),
        orsaker=_causes(session, o, lagrum), risker=_risks(session, o, lagrum),
        status=tuple((LABELS[s], state[s]) for s in AvvikelseStatus if state[s]),
        oppna=Siffra(sum(state[s] for s in OPEN), o.fraga(lagrum, vy="oppna")),
        oppna_lange=Siffra(_open_long(session, o, lagrum, limit), o.fraga(lagrum, vy="forsenade")),
        dagar_lange=limit, dagar_till_avslut=_median_days(session, o, lagrum),
        typ_enhet=_type_by_unit(session, o, lagrum), fraga=o.fraga(lagrum),
    )  # fmt: skip


def _types(session: Session, o: Omfang, lagrum: tuple[Lagrum, ...]) -> tuple[TypRad, ...]:
    now_, before = (func.sum(case((Avvikelse.handelse_ar == ar, 1), else_=0)) for ar in (o.ar, o.ar - 1))
    query = select(Avvikelse.typ_id, now_, before).where(o.where(lagrum, o.ar, o.ar - 1)).group_by(Avvikelse.typ_id)
    found = {typ: (int(n), int(f)) for typ, n, f in session.execute(query)}
    catalogue = {
        t.id: t for t in session.scalars(select(Avvikelsetyp).where(Avvikelsetyp.id.in_(t for t in found if t)))
    }
    tops = _most_frequent(session, o, lagrum)
    rows: list[TypRad] = []
    for typ_id, (this, last) in found.items():
        typ = catalogue.get(typ_id or 0)
        code, name = (typ.kod, typ.namn) if typ else UNKNOWN
        existed = typ is None or typ.giltig_fran is None or typ.giltig_fran.year < o.ar
        person, share = tops.get(typ_id, ("", 0))
        marked = share if person and is_concentrated(share, this) else 0
        rows.append(
            TypRad(
                code, name, Siffra(this, o.fraga(lagrum, typ=typ_id or 0)),
                Siffra(last if existed or last else None, o.fraga(lagrum, o.ar - 1, typ=typ_id or 0)), marked,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.antal, -row.antal_fore, row.namn)))


def _most_frequent(session: Session, o: Omfang, lagrum: tuple[Lagrum, ...]) -> dict[int | None, tuple[str, int]]:
    """By type, the brukarreferens with the most events in the year."""
    query = (
        select(Avvikelse.typ_id, Avvikelse.brukarreferens, func.count())
        .where(o.where(lagrum), Avvikelse.brukarreferens != "")
        .group_by(Avvikelse.typ_id, Avvikelse.brukarreferens)
    )
    best: dict[int | None, tuple[str, int]] = {}
    for typ_id, reference, number in session.execute(query):
        if number > best.get(typ_id, ("", 0))[1]:
            best[typ_id] = (reference, number)
    return best


def _months(
    session: Session, o: Omfang, lagrum: tuple[Lagrum, ...], codes: list[str] | None, reference: str | None = None
) -> dict[tuple[int, int], int]:
    query = (
        select(Avvikelse.handelse_ar, Avvikelse.handelse_manad, func.count())
        .where(o.where(lagrum, o.ar, o.ar - 1))
        .group_by(Avvikelse.handelse_ar, Avvikelse.handelse_manad)
    )
    if codes is not None:
        query = query.where(Avvikelse.typ_id.in_(select(Avvikelsetyp.id).where(Avvikelsetyp.kod.in_(codes))))
    if reference is not None:
        query = query.where(Avvikelse.brukarreferens == reference)
    return {(ar, month): number for ar, month, number in session.execute(query)}


def _twelve(found: dict[tuple[int, int], int], ar: int) -> tuple[int, ...]:
    return tuple(found.get((ar, month), 0) for month in range(1, 13))


def _concentrated_months(
    session: Session, o: Omfang, lagrum: tuple[Lagrum, ...], top: list[str], typer: tuple[TypRad, ...]
) -> tuple[int, ...]:
    """The months of the concentrated case within the three largest types."""
    marked = [row.kod for row in typer if row.kod in top and row.koncentrerat]
    if not marked:
        return ()
    tops = _most_frequent(session, o, lagrum)
    reference = max(tops.values(), key=lambda pair: pair[1])[0]
    return _twelve(_months(session, o, lagrum, marked, reference), o.ar)


def _causes(session: Session, o: Omfang, lagrum: tuple[Lagrum, ...]) -> tuple[tuple[str, int], ...]:
    name = func.coalesce(Katalogvarde.namn, Orsak.kategori)
    query = (
        select(name, func.count())
        .select_from(Orsak)
        .join(Avvikelse, Avvikelse.id == Orsak.avvikelse_id)
        .outerjoin(Katalogvarde, and_(Katalogvarde.katalog == "orsak", Katalogvarde.kod == Orsak.kategori))
        .where(o.where(lagrum), Orsak.borttagen.is_(None))
        .group_by(name)
        .order_by(func.count().desc(), name)
    )
    return tuple((str(word), int(number)) for word, number in session.execute(query))


def _risks(session: Session, o: Omfang, lagrum: tuple[Lagrum, ...]) -> dict[tuple[int, int], int]:
    query = (
        select(Avvikelse.sannolikhet, Avvikelse.allvarlighetsgrad, func.count())
        .where(o.where(lagrum), Avvikelse.risk.is_not(None))
        .group_by(Avvikelse.sannolikhet, Avvikelse.allvarlighetsgrad)
    )
    return {(int(s or 1), int(a or 1)): int(number) for s, a, number in session.execute(query)}


def _states(session: Session, o: Omfang, lagrum: tuple[Lagrum, ...]) -> Counter[AvvikelseStatus]:
    query = select(Avvikelse.status, func.count()).where(o.where(lagrum)).group_by(Avvikelse.status)
    return Counter(dict(session.execute(query).all()))


def _open_long(session: Session, o: Omfang, lagrum: tuple[Lagrum, ...], days: int) -> int:
    old = Avvikelse.registrerad_vid < now() - timedelta(days=days)
    query = select(func.count()).select_from(Avvikelse).where(o.where(lagrum), Avvikelse.status.in_(OPEN), old)
    return session.scalar(query) or 0


def _median_days(session: Session, o: Omfang, lagrum: tuple[Lagrum, ...]) -> int | None:
    query = select(Avvikelse.registrerad_vid, Avvikelse.avslutad_vid).where(
        o.where(lagrum), Avvikelse.avslutad_vid.is_not(None)
    )
    days = sorted((closed - registered).days for registered, closed in session.execute(query) if closed)
    return days[len(days) // 2] if days else None


def _type_by_unit(session: Session, o: Omfang, lagrum: tuple[Lagrum, ...]) -> tuple[tuple[str, str, int], ...]:
    unit = func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn)
    typ = func.coalesce(Avvikelsetyp.namn, UNKNOWN[1])
    query = (
        select(unit, typ, func.count())
        .select_from(Avvikelse)
        .join(Enhet, Enhet.id == Avvikelse.enhet_id)
        .outerjoin(Avvikelsetyp, Avvikelsetyp.id == Avvikelse.typ_id)
        .where(o.where(lagrum))
        .group_by(unit, typ)
        .order_by(unit, typ)
    )
    return tuple((str(u), str(t), int(number)) for u, t, number in session.execute(query))


def count_units(session: Session, o: Omfang) -> tuple[EnhetFakta, ...]:
    """Every unit of the scope with its events; the ones without any are the reason they are all named."""
    counts: dict[tuple[int, int, bool], int] = {}
    query = (
        select(Avvikelse.enhet_id, Avvikelse.handelse_ar, Avvikelse.lagrum == Lagrum.HSL, func.count())
        .where(o.where((*SOL_LSS, *HSL), o.ar, o.ar - 1))
        .group_by(Avvikelse.enhet_id, Avvikelse.handelse_ar, Avvikelse.lagrum == Lagrum.HSL)
    )
    for unit_id, ar, hsl, number in session.execute(query):
        counts[(unit_id, ar, bool(hsl))] = int(number)
    newest = dict(
        session.execute(
            select(Avvikelse.enhet_id, func.max(Avvikelse.registrerad_vid))
            .where(Avvikelse.borttagen.is_(None), Avvikelse.enhet_id.in_(o.enheter))
            .group_by(Avvikelse.enhet_id)
        ).all()
    )
    units = session.scalars(
        select(Enhet).where(Enhet.id.in_(o.enheter), Enhet.niva == EnhetNiva.ENHET, Enhet.borttagen.is_(None))
        .order_by(Enhet.ordning, Enhet.namn_sort)
    )  # fmt: skip
    return tuple(
        EnhetFakta(
            u.kortnamn or u.namn, u.verksamhet, u.platser, u.arsarbetare,
            Siffra(counts.get((u.id, o.ar, False), 0), o.fraga(SOL_LSS, enhet=u.id)),
            Siffra(counts.get((u.id, o.ar - 1, False), 0), o.fraga(SOL_LSS, o.ar - 1, enhet=u.id)),
            Siffra(counts.get((u.id, o.ar, True), 0), o.fraga(HSL, enhet=u.id)),
            (today() - newest[u.id].date()).days if u.id in newest else None,
        )
        for u in units
    )  # fmt: skip
