"""The catalogues as data: avvikelsetyper, orsaker, insatser and their validity."""

import re
from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select

from kvalitet_app.db.models import Avvikelsetyp, Katalogvarde
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.kataloger import TypRow, VardeRow
from kvalitet_app.domain.text import name_key, sort_key
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.rights import require_at_top
from kvalitet_app.services.change.changing import changed, load, required_name


def list_typer(session: ReadSession, *, day: date | None = None) -> tuple[TypRow, ...]:
    """The avvikelsetyper in their order; with `day` only those that hold then."""
    query = select(Avvikelsetyp).where(Avvikelsetyp.borttagen.is_(None))
    rows = tuple(
        TypRow(t.id, t.kod, t.namn, t.grupp, t.lagrum, t.giltig_fran, t.giltig_till, t.version)
        for t in session.scalars(query.order_by(Avvikelsetyp.ordning, Avvikelsetyp.namn_sort))
    )
    return tuple(row for row in rows if day is None or row.holds(day))


def list_varden(session: ReadSession, *, katalog: str) -> tuple[VardeRow, ...]:
    """The values of another catalogue in their order, what stands below another right after it."""
    query = (
        select(Katalogvarde)
        .where(Katalogvarde.katalog == katalog, Katalogvarde.borttagen.is_(None))
        .order_by(Katalogvarde.ordning, Katalogvarde.id)
    )
    rows = [
        VardeRow(v.id, v.katalog, v.kod, v.namn, v.overordnad, v.giltig_fran, v.giltig_till, v.version)
        for v in session.scalars(query)
    ]
    known = {row.kod for row in rows}
    below: dict[str, list[VardeRow]] = {}
    for row in rows:
        below.setdefault(row.overordnad if row.overordnad in known else "", []).append(row)
    return tuple(one for main in below.get("", ()) for one in (main, *below.get(main.kod, ())))


@verb("save_typ")
def save_typ(
    session: WriteSession,
    *,
    typ_id: int | None,
    version: int | None,
    namn: str,
    grupp: str,
    lagrum: Lagrum,
    giltig_fran: date | None,
    giltig_till: date | None,
) -> Change:
    """Add or change an avvikelsetyp. One that has ended keeps its cases."""
    require_at_top(session, Ratt.KATALOG)
    namn = required_name(namn, "Skriv vad typen heter.", field="namn")
    _check_validity(giltig_fran, giltig_till)
    others = select(Avvikelsetyp).where(Avvikelsetyp.borttagen.is_(None), Avvikelsetyp.id != (typ_id or 0))
    _refuse_same_name(session.scalars(others), namn, giltig_fran, giltig_till)
    if typ_id is None:
        last = session.scalar(select(func.max(Avvikelsetyp.ordning))) or 0
        taken = frozenset(session.scalars(select(Avvikelsetyp.kod)))
        row = Avvikelsetyp(kod=make_code(namn, taken), ordning=last + 1)
        session.add(row)
    else:
        row = load(session, Avvikelsetyp, typ_id, version)
    row.namn, row.grupp, row.lagrum = namn, grupp.strip(), lagrum
    row.giltig_fran, row.giltig_till = giltig_fran, giltig_till
    session.flush()
    return changed(session, f"Typen {namn} är sparad", Avvikelsetyp, row_id=row.id)


@verb("save_katalogvarde")
def save_katalogvarde(
    session: WriteSession,
    *,
    katalog: str,
    varde_id: int | None,
    version: int | None,
    namn: str,
    giltig_fran: date | None,
    giltig_till: date | None,
    overordnad: str = "",
) -> Change:
    """Add or change a value of another catalogue. `overordnad` is the code of the one it stands below, one level."""
    require_at_top(session, Ratt.KATALOG)
    namn = required_name(namn, "Skriv ett namn.", field="namn")
    _check_validity(giltig_fran, giltig_till)
    others = select(Katalogvarde).where(
        Katalogvarde.katalog == katalog, Katalogvarde.borttagen.is_(None), Katalogvarde.id != (varde_id or 0)
    )
    beside = (one for one in session.scalars(others) if one.overordnad == overordnad)
    _refuse_same_name(beside, namn, giltig_fran, giltig_till)
    if varde_id is None:
        own = select(Katalogvarde.kod).where(Katalogvarde.katalog == katalog)
        last = session.scalar(select(func.max(Katalogvarde.ordning)).where(Katalogvarde.katalog == katalog)) or 0
        row = Katalogvarde(katalog=katalog, kod=make_code(namn, frozenset(session.scalars(own))), ordning=last + 1)
        session.add(row)
    else:
        row = load(session, Katalogvarde, varde_id, version)
    if overordnad:
        _check_parent(session, row, overordnad)
    row.namn, row.giltig_fran, row.giltig_till, row.overordnad = namn, giltig_fran, giltig_till, overordnad
    session.flush()
    return changed(session, f"{namn} är sparad", Katalogvarde, row_id=row.id)


def _check_parent(session: ReadSession, row: Katalogvarde, overordnad: str) -> None:
    """One level: what stands below another has nothing below itself."""
    same = select(Katalogvarde).where(Katalogvarde.katalog == row.katalog)
    parent = session.scalar(same.where(Katalogvarde.kod == overordnad))
    if parent is None or parent.kod == row.kod or parent.overordnad:
        raise RuleError("Välj ett värde på den översta nivån.", field="overordnad")
    if session.scalar(same.where(Katalogvarde.overordnad == row.kod).limit(1)) is not None:
        raise RuleError(
            "Värdet har andra värden under sig och kan inte självt stå under ett annat.", field="overordnad"
        )


def _check_validity(fran: date | None, till: date | None) -> None:
    if fran is not None and till is not None and till < fran:
        raise RuleError("Slutdatum ligger före startdatum.", field="giltig_till")


def _refuse_same_name(
    others: Iterable[Avvikelsetyp | Katalogvarde], namn: str, fran: date | None, till: date | None
) -> None:
    """Of two that hold at the same time nobody can tell which one is meant."""
    for one in others:
        apart = (till and one.giltig_fran and till < one.giltig_fran) or (
            fran and one.giltig_till and one.giltig_till < fran
        )
        if name_key(one.namn) == name_key(namn) and not apart:
            raise RuleError(f"{one.namn} finns redan. Välj ett annat namn, eller ändra den som finns.", field="namn")


def make_code(namn: str, taken: frozenset[str]) -> str:
    """An ASCII code from a name that nobody has yet."""
    plain = sort_key(namn).replace("{a", "a").replace("{b", "a").replace("{c", "o")
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50] or "typ"
    code, number = base, 2
    while code in taken:
        code, number = f"{base}_{number}", number + 1
    return code
