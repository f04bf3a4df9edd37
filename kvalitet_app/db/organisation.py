"""Enhet, Person, Uppdrag, Utforare and Verksamhetsadress as tables."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import SORT, Base, Post, kort, sort_key_of
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum, Roll


class Enhet(Post, Base):
    """A unit in the tree nämnd → förvaltning → område → enhet."""

    __tablename__ = "enhet"
    namn: Mapped[kort]
    kortnamn: Mapped[kort]
    namn_sort: Mapped[str] = mapped_column(SORT, default=sort_key_of("namn"), index=True)
    niva: Mapped[EnhetNiva]
    foralder_id: Mapped[int | None] = mapped_column(ForeignKey("enhet.id"), index=True)
    ordning: Mapped[int] = mapped_column(default=0)
    verksamhet: Mapped[kort]
    lagrum: Mapped[Lagrum | None]
    regiform: Mapped[kort]
    platser: Mapped[int | None]
    arsarbetare: Mapped[float | None]
    giltig_fran: Mapped[date | None]
    giltig_till: Mapped[date | None]


class Person(Post, Base):
    """Somebody who uses the program or owns something in it; `konto` is the operating system account."""

    __tablename__ = "person"
    namn: Mapped[kort]
    namn_sort: Mapped[str] = mapped_column(SORT, default=sort_key_of("namn"), index=True)
    titel: Mapped[kort]
    epost: Mapped[kort]
    konto: Mapped[str | None] = mapped_column(String(200), unique=True)
    aktiv: Mapped[bool] = mapped_column(default=True)


class Uppdrag(Post, Base):
    """A role of a person on a unit and all below it, for a time."""

    __tablename__ = "uppdrag"
    __table_args__ = (Index(None, "person_id", "giltig_fran"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    roll: Mapped[Roll]
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"), index=True)
    giltig_fran: Mapped[date]
    giltig_till: Mapped[date | None]
