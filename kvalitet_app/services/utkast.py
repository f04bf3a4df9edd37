"""Drafts and saved views: what a person has typed or chosen, kept for that person only."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kvalitet_app.db.models import SparadVy, Utkast
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.services.access import person_id
from kvalitet_app.services.changing import changed, load, now, required


def read_utkast(session: Session, *, formular: str) -> dict[str, Any] | None:
    """What the person at work had typed in a form, or None."""
    row = session.get(Utkast, (person_id(session), formular))
    return dict(json.loads(row.innehall)) if row is not None else None


def save_utkast(session: Session, *, formular: str, innehall: dict[str, Any] | None) -> Change:
    """Keep what is typed; None throws it away."""
    who = person_id(session)
    row = session.get(Utkast, (who, formular))
    if innehall is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(Utkast(person_id=who, formular=formular, innehall=json.dumps(innehall, ensure_ascii=False)))
    else:
        row.innehall = json.dumps(innehall, ensure_ascii=False)
    return changed(session, "Utkast sparat", Utkast)


def list_vyer(session: Session, *, sida: str) -> tuple[tuple[int, str, dict[str, Any]], ...]:
    """The person's own views of a page: id, name and what they select."""
    query = (
        select(SparadVy)
        .where(SparadVy.person_id == person_id(session), SparadVy.sida == sida, SparadVy.borttagen.is_(None))
        .order_by(SparadVy.id)
    )
    return tuple((row.id, row.namn, dict(json.loads(row.urval))) for row in session.scalars(query))


def save_vy(session: Session, *, sida: str, namn: str, urval: dict[str, Any]) -> Change:
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


def remove_vy(session: Session, *, vy_id: int) -> Change:
    """Take one of one's own views away."""
    row = load(session, SparadVy, vy_id)
    if row.person_id != person_id(session):
        raise RuleError("Vyn är någon annans.")
    row.borttagen = now()
    return changed(session, f"Vyn {row.namn} är borttagen", SparadVy)
