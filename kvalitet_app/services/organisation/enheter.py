"""The units: listed as a tree, added, changed, closed."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from kvalitet_app.db.models import Egenkontroll, Enhet
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import InputError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import EnhetNiva, EnhetRow, Lagrum
from kvalitet_app.domain.organisation.inklistrat import read_units
from kvalitet_app.domain.organisation.namn import Enhetsnamn, NamngivenEnhet, told_apart
from kvalitet_app.domain.tal import count
from kvalitet_app.domain.text import name_key
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import require_open
from kvalitet_app.services.access.rights import (
    behorighet,
    require,
    require_somewhere,
    top_units,
)
from kvalitet_app.services.change.changing import changed, load, required_name
from kvalitet_app.services.organisation.stangning import close_unit


def list_enheter(session: ReadSession) -> tuple[EnhetRow, ...]:
    """The units the person may read, closed ones too, as a tree walked from the top, each with its depth.

    A readable unit below an unreadable one starts a tree.
    """
    mine = behorighet(session).units(Ratt.LASA)
    query = select(Enhet).where(Enhet.borttagen.is_(None), Enhet.id.in_(mine)).order_by(Enhet.ordning, Enhet.namn_sort)
    units = list(session.scalars(query))
    known = {unit.id for unit in units}
    below: dict[int | None, list[Enhet]] = {}
    for unit in units:
        below.setdefault(unit.foralder_id if unit.foralder_id in known else None, []).append(unit)
    return tuple(_walk(below, None, 0))


def _walk(below: dict[int | None, list[Enhet]], parent: int | None, depth: int) -> list[EnhetRow]:
    rows: list[EnhetRow] = []
    for unit in below.get(parent, []):
        rows.append(_enhet_row(unit, depth))
        rows += _walk(below, unit.id, depth + 1)
    return rows


def _enhet_row(unit: Enhet, depth: int) -> EnhetRow:
    return EnhetRow(
        unit.id,
        unit.namn,
        unit.niva,
        unit.foralder_id,
        depth,
        unit.version,
        kortnamn=unit.kortnamn or unit.namn,
        verksamhet=unit.verksamhet,
        lagrum=unit.lagrum,
        platser=unit.platser,
        arsarbetare=unit.arsarbetare,
        giltig_fran=unit.giltig_fran,
        giltig_till=unit.giltig_till,
    )


def unit_names(session: ReadSession) -> Enhetsnamn:
    """Every unit, also those that are closed, to be found by name."""
    above = aliased(Enhet)
    own = (Enhet.id, Enhet.namn, Enhet.kortnamn, func.coalesce(above.namn, ""), Enhet.lagrum)
    query = (
        select(*own, Enhet.giltig_fran, Enhet.giltig_till)
        .outerjoin(above, above.id == Enhet.foralder_id)
        .where(Enhet.borttagen.is_(None))
        .order_by(Enhet.id)
    )
    return Enhetsnamn(NamngivenEnhet(*row) for row in session.execute(query))


def unit_named(session: ReadSession, namn: str) -> int:
    """The id of the unit of that name, long or short.

    Raises:
        InputError: there is none, naming some that are, or there are several, naming where they stand.
    """
    found = unit_names(session).find(namn, idag())
    if len(found) == 1:
        return found[0].id
    if found:
        raise InputError(f"{told_apart(namn, found)}.")
    rows = session.scalars(select(Enhet.namn).where(Enhet.borttagen.is_(None)))
    raise InputError(f"Ingen enhet heter {namn}. Det finns: {', '.join(sorted(rows)[:12])} …")


@verb("add_enhet")
def add_enhet(
    session: WriteSession,
    *,
    namn: str,
    niva: EnhetNiva,
    foralder_id: int | None,
    verksamhet: str = "",
    lagrum: Lagrum | None = None,
    platser: int | None = None,
    arsarbetare: float | None = None,
) -> Change:
    """Add a unit below another. Names are unique among siblings.

    Raises:
        RuleError: it would lie beside the top: what concerns everybody is decided there.
    """
    _require_place(session, foralder_id)
    if foralder_id is not None:
        require_open(session, foralder_id, idag(), field="foralder_id")
    namn = required_name(namn, "Skriv vad enheten heter.", field="namn")
    _refuse_same_name(session, namn, foralder_id, None)
    unit = Enhet(
        namn=namn,
        niva=niva,
        foralder_id=foralder_id,
        verksamhet=verksamhet.strip(),
        lagrum=lagrum,
        platser=platser,
        arsarbetare=arsarbetare,
    )
    session.add(unit)
    session.flush()
    return changed(session, f"Enheten {namn} lades till", Enhet, row_id=unit.id)


def _require_place(session: ReadSession, foralder_id: int | None) -> None:
    """Raises AccessError unless the person may add units there, RuleError where nothing lies above."""
    if foralder_id is not None:
        require(session, Ratt.ORGANISATION, foralder_id)
        return
    require_somewhere(session, Ratt.ORGANISATION)
    if top_units(session):
        raise RuleError("Välj vilken enhet den ska ligga under.", field="foralder_id")


@verb("add_enheter")
def add_enheter(session: WriteSession, *, rader: str, foralder_id: int) -> Change:
    """Add one unit a line, as `read_units` reads them: with activity and places, with or without headings."""
    require(session, Ratt.ORGANISATION, foralder_id)
    require_open(session, foralder_id, idag(), field="foralder_id")
    units = read_units(rader, field="rader")
    if not units:
        raise RuleError("Skriv eller klistra in minst en enhet, en på varje rad.", field="rader")
    for one in units:
        namn = required_name(one.namn, "En rad saknar namn på enheten.", field="rader")
        _refuse_same_name(session, namn, foralder_id, None)
        own = {"verksamhet": one.verksamhet, "platser": one.platser}
        session.add(Enhet(namn=namn, niva=EnhetNiva.ENHET, foralder_id=foralder_id, **own))
        session.flush()
    return changed(session, f"{count(len(units), 'enhet', 'enheter')} lades till", Enhet)


@verb("change_enhet")
def change_enhet(
    session: WriteSession,
    *,
    enhet_id: int,
    version: int,
    namn: str,
    verksamhet: str,
    lagrum: Lagrum | None,
    platser: int | None,
    arsarbetare: float | None,
    giltig_till: date | None,
) -> Change:
    """Change a unit; a unit that ends is closed by a date, never deleted.

    What is planned after that day is called off, and comes back if the unit is opened again. What stands open stays
    on the unit, and the answer tells how much.

    Raises:
        RuleError: the name is taken, the unit is the top, it would end before it began, or units below it are open.
    """
    require(session, Ratt.ORGANISATION, enhet_id)
    unit = load(session, Enhet, enhet_id, version)
    namn = required_name(namn, "Skriv vad enheten heter.", field="namn")
    _refuse_same_name(session, namn, unit.foralder_id, unit.id)
    unit.namn = namn
    unit.verksamhet, unit.lagrum, unit.platser = verksamhet.strip(), lagrum, platser
    unit.arsarbetare = arsarbetare
    told = close_unit(session, unit, giltig_till) if giltig_till != unit.giltig_till else f"Enheten {namn} ändrades"
    return changed(session, told, Enhet, Egenkontroll, row_id=unit.id)


def _refuse_same_name(session: ReadSession, namn: str, foralder_id: int | None, own_id: int | None) -> None:
    query = select(Enhet.namn).where(
        Enhet.foralder_id == foralder_id, Enhet.borttagen.is_(None), Enhet.id != (own_id or 0)
    )
    if name_key(namn) in map(name_key, session.scalars(query)):
        raise RuleError(f"Det finns redan en enhet som heter {namn} där.", field="namn")
