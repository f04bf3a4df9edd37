"""Drafts and saved views: what a person has typed or chosen, kept for that person only."""

import json
from typing import Any

from sqlalchemy import delete, select

from kvalitet_app.db.models import SparadVy, Utkast, Utkastfil
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.bilagor import NyBilaga, check_bilaga, file_name
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import now
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.rights import person_id
from kvalitet_app.services.change.changing import GONE, changed, load, required


def read_utkast(session: ReadSession, *, formular: str) -> dict[str, Any] | None:
    """What the person at work had typed in a form, or None."""
    row = session.get(Utkast, (person_id(session), formular))
    return dict(json.loads(row.innehall)) if row is not None else None


def list_utkast(session: ReadSession, *, prefix: str) -> dict[str, dict[str, Any]]:
    """What the person at work had typed in every form whose name begins so, by name."""
    query = select(Utkast).where(
        Utkast.person_id == person_id(session), Utkast.formular.startswith(prefix, autoescape=True)
    )
    return {row.formular: dict(json.loads(row.innehall)) for row in session.scalars(query.order_by(Utkast.formular))}


@verb("save_utkast")
def save_utkast(session: WriteSession, *, formular: str, innehall: dict[str, Any] | None) -> Change:
    """Keep what is typed; None throws it away, with the files that were put in the form."""
    who = person_id(session)
    row = session.get(Utkast, (who, formular))
    if innehall is None:
        _drop_files(session, formular)
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(Utkast(person_id=who, formular=formular, innehall=json.dumps(innehall, ensure_ascii=False)))
    else:
        row.innehall = json.dumps(innehall, ensure_ascii=False)
    return changed(session, "Utkast sparat", Utkast)


@verb("add_utkastfil")
def add_utkastfil(session: WriteSession, *, formular: str, ny: NyBilaga) -> Change:
    """Keep a file that was put in a form. The same content twice is one file.

    Raises:
        RuleError: it is empty or too large.
    """
    check_bilaga(ny)
    who = person_id(session)
    mine = select(Utkastfil.id).where(Utkastfil.person_id == who, Utkastfil.formular == formular)
    if session.scalar(mine.where(Utkastfil.sha256 == ny.sha256)) is None:
        session.add(
            Utkastfil(
                person_id=who,
                formular=formular,
                namn=file_name(ny.namn),
                mediatyp=ny.mediatyp,
                storlek=len(ny.innehall),
                sha256=ny.sha256,
                innehall=ny.innehall,
            )
        )
    return changed(session, "Filen är kvar i utkastet", Utkast)


@verb("drop_utkastfiler")
def drop_utkastfiler(session: WriteSession, *, formular: str, sha256: str | None = None) -> Change:
    """Throw away one file that was put in a form, or all of them."""
    _drop_files(session, formular, sha256)
    return changed(session, "Utkast sparat", Utkast)


def _drop_files(session: ReadSession, formular: str, sha256: str | None = None) -> None:
    which = delete(Utkastfil).where(Utkastfil.person_id == person_id(session), Utkastfil.formular == formular)
    session.execute(which if sha256 is None else which.where(Utkastfil.sha256 == sha256))


def read_utkastfiler(session: ReadSession, *, formular: str) -> tuple[NyBilaga, ...]:
    """The files that the person at work had put in a form, in that order."""
    query = select(Utkastfil.namn, Utkastfil.innehall).where(
        Utkastfil.person_id == person_id(session), Utkastfil.formular == formular
    )
    return tuple(NyBilaga(namn, bytes(innehall)) for namn, innehall in session.execute(query.order_by(Utkastfil.id)))


def list_vyer(session: ReadSession, *, sida: str) -> tuple[tuple[int, str, dict[str, Any]], ...]:
    """The person's own views of a page: id, name and what they select."""
    query = (
        select(SparadVy)
        .where(SparadVy.person_id == person_id(session), SparadVy.sida == sida, SparadVy.borttagen.is_(None))
        .order_by(SparadVy.id)
    )
    return tuple((row.id, row.namn, dict(json.loads(row.urval))) for row in session.scalars(query))


@verb("save_vy")
def save_vy(session: WriteSession, *, sida: str, namn: str, urval: dict[str, Any]) -> Change:
    """Give the present selection a name; the same name again replaces it."""
    namn = required(namn, "Skriv vad vyn ska heta.", field="namn")
    mine = select(SparadVy).where(
        SparadVy.person_id == person_id(session), SparadVy.sida == sida, SparadVy.namn == namn
    )
    row = session.scalar(mine.where(SparadVy.borttagen.is_(None)))
    if row is None:
        row = SparadVy(person_id=person_id(session), sida=sida, namn=namn)
        session.add(row)
    row.urval = json.dumps(urval, ensure_ascii=False)
    session.flush()
    return changed(session, f"Vyn {namn} är sparad", SparadVy, row_id=row.id)


@verb("remove_vy")
def remove_vy(session: WriteSession, *, vy_id: int) -> Change:
    """Take one of one's own views away."""
    row = load(session, SparadVy, vy_id)
    if row.person_id != person_id(session):
        raise RuleError(GONE)
    row.borttagen = now()
    return changed(session, f"Vyn {row.namn} är borttagen", SparadVy)
