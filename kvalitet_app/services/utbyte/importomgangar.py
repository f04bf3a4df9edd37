"""Imports that have been made: listed, and taken back whole as long as nobody has worked on what they laid in."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from kvalitet_app.db.models import (
    Arendesteg,
    Atgard,
    Avvikelse,
    Avvikelsetyp,
    Bilaga,
    Enhet,
    Handelseanalys,
    Importomgang,
    Installning,
    LexSarahArende,
    Orsak,
    Person,
    Synpunkt,
    Tillagg,
)
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.db.trail.journal import made_with
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import now
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.tal import count, listed
from kvalitet_app.domain.utbyte.importrad import OF_IMPORT
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.rights import (
    behorighet,
    forget_rights,
    may_at_top,
    person_id,
    require,
    require_somewhere,
)
from kvalitet_app.services.change.changing import changed, load
from kvalitet_app.services.change.usage import in_use
from kvalitet_app.services.register.granser import write_setting


class ImportomgangRow(NamedTuple):
    """An import as a list shows it."""

    id: int
    skapad: datetime
    filnamn: str
    antal: int
    person: str
    aterkallad: datetime | None


def begin_import(session: WriteSession, *, filnamn: str, digest: str, antal: int) -> int:
    """The round that the rows of a file belong to; answers its id."""
    row = Importomgang(person_id=person_id(session), filnamn=filnamn, sha256=digest, antal=antal)
    session.add(row)
    session.flush()
    return row.id


def list_importer(session: ReadSession) -> tuple[ImportomgangRow, ...]:
    """The imports of the units where the person may import, and her own, newest first.

    Raises:
        AccessError: without the right to import.
    """
    require_somewhere(session, Ratt.IMPORTERA)
    units = behorighet(session).units(Ratt.IMPORTERA)
    there = exists().where(Avvikelse.import_id == Importomgang.id, Avvikelse.enhet_id.in_(units))
    query = (
        select(
            Importomgang.id,
            Importomgang.skapad,
            Importomgang.filnamn,
            Importomgang.antal,
            func.coalesce(Person.namn, ""),
            Importomgang.aterkallad,
        )
        .outerjoin(Person, Person.id == Importomgang.person_id)
        .where(Importomgang.borttagen.is_(None), or_(Importomgang.person_id == person_id(session), there))
        .order_by(Importomgang.id.desc())
    )
    return tuple(ImportomgangRow(*row) for row in session.execute(query))


@verb("undo_import")
def undo_import(session: WriteSession, *, importomgang_id: int) -> Change:
    """Take every avvikelse of an import back, and the units and types that it made and that nothing else uses.

    The file can be imported anew.

    Raises:
        AccessError: without the right to import on each of its units.
        RuleError: it is taken back already, or somebody has worked on a case of it; says on how many.
    """
    require_somewhere(session, Ratt.IMPORTERA)
    omgang = load(session, Importomgang, importomgang_id)
    if omgang.aterkallad is not None:
        raise RuleError("Importen är redan tillbakatagen.")
    mine = and_(Avvikelse.import_id == omgang.id, Avvikelse.borttagen.is_(None))
    for unit in session.scalars(select(Avvikelse.enhet_id).where(mine).distinct()):
        require(session, Ratt.IMPORTERA, unit)
    worked = session.scalar(select(func.count()).select_from(Avvikelse).where(mine, _worked_on())) or 0
    if worked:
        raise RuleError(
            f"{count(worked, 'avvikelse', 'avvikelser')} ur importen har någon arbetat med sedan dess. "
            "Importen kan inte tas tillbaka hel."
        )
    moment = now()
    for case in session.scalars(select(Avvikelse).where(mine)):
        case.take_back(moment)
    omgang.aterkallad = moment
    session.flush()
    also = _take_back_made(session, omgang.id, moment)
    text = f"Importen av {omgang.filnamn} är tillbakatagen{also}"
    return changed(session, text, Avvikelse, Importomgang, Enhet, Avvikelsetyp)


def _take_back_made(session: WriteSession, omgang_id: int, moment: datetime) -> str:
    """Take the units and types that the import made out of use; answers the words about it, "" where there are none.

    What is used by anything else, or has been changed by somebody, stays.
    """
    gone: list[str] = []
    kept: list[str] = []
    may = may_at_top(session, Ratt.IMPORTERA)
    for kind, one, many in ((Enhet, "enhet", "enheter"), (Avvikelsetyp, "typ", "typer")):
        ids = made_with(session, Importomgang.__tablename__, omgang_id, kind.__tablename__)
        rows: list[Any] = list(session.scalars(select(kind).where(kind.id.in_(ids), kind.borttagen.is_(None))))
        unused = [row for row in rows if may and row.version == 1 and not in_use(session, row)]
        for row in unused:
            row.take_back(moment)
        gone += [count(len(unused), one, many)] if unused else []
        kept += [count(len(rows) - len(unused), one, many)] if len(rows) > len(unused) else []
    session.flush()
    forget_rights(session)
    words = f", med {listed(gone)} som den skapade" if gone else ""
    return f"{words}. {listed(kept)} som den skapade används eller har ändrats och står kvar" if kept else words


def _worked_on() -> ColumnElement[bool]:
    """Changed, or with something of its own that the import did not lay in."""
    own = [
        exists().where(kind.avvikelse_id == Avvikelse.id, kind.borttagen.is_(None))
        for kind in (Atgard, Orsak, Bilaga, Arendesteg, Handelseanalys, LexSarahArende, Synpunkt)
    ]
    double = aliased(Avvikelse)
    own.append(exists().where(double.dubblett_av_id == Avvikelse.id, double.borttagen.is_(None)))
    added = exists().where(
        Tillagg.avvikelse_id == Avvikelse.id, Tillagg.borttagen.is_(None), Tillagg.text.not_like(f"{OF_IMPORT}%")
    )
    return or_(Avvikelse.version > 1, added, *own)


def _key(headers: tuple[str, ...]) -> str:
    plain = "\n".join(sorted(header.casefold().strip() for header in headers if header.strip()))
    return f"import/{sha256(plain.encode()).hexdigest()[:32]}"


def read_mapping(session: ReadSession, *, headers: tuple[str, ...]) -> dict[str, str] | None:
    """Heading → field as somebody matched a file with the same headings before; None when nobody has."""
    stored = session.scalar(select(Installning.varde).where(Installning.nyckel == _key(headers)))
    found = json.loads(stored) if stored else None
    return {str(name): str(field) for name, field in found.items()} if isinstance(found, dict) else None


def keep_mapping(session: WriteSession, *, headers: tuple[str, ...], kolumner: Mapping[str, str]) -> None:
    """Remember how the headings of a file were matched; `kolumner` from our field to their heading."""
    write_setting(session, _key(headers), {heading: field for field, heading in kolumner.items()})
