"""Rutiner, their versions and who has read them, as tables."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import SORT, Base, Post, fritext, kort, sort_key_of
from kvalitet_app.domain.rutiner.versioner import VersionStatus


class Rutin(Post, Base):
    """A rutin: number, title, owner and scope. What it says stands in its versions."""

    __tablename__ = "rutin"
    nr: Mapped[int] = mapped_column(unique=True)
    titel: Mapped[kort]
    titel_sort: Mapped[str] = mapped_column(SORT, default=sort_key_of("titel"), index=True)
    omrade: Mapped[kort]
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"), index=True)
    agare_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)


class Rutinversion(Post, Base):
    """One version of a rutin; a faststalld one is never rewritten, only replaced."""

    __tablename__ = "rutinversion"
    __table_args__ = (UniqueConstraint("rutin_id", "version_nr"),)
    rutin_id: Mapped[int] = mapped_column(ForeignKey("rutin.id"))
    version_nr: Mapped[int]
    status: Mapped[VersionStatus]
    text: Mapped[fritext]
    faststalld_av_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    faststalld_datum: Mapped[date | None]
    galler_fran: Mapped[date | None]
    oversyn_senast: Mapped[date | None] = mapped_column(index=True)
    andring: Mapped[fritext]
    betydande: Mapped[bool] = mapped_column(default=False)


class Lasning(Post, Base):
    """That a person has read a version (SOSFS 2011:9 6 kap.)."""

    __tablename__ = "lasning"
    __table_args__ = (UniqueConstraint("rutinversion_id", "person_id"), Index(None, "person_id"))
    rutinversion_id: Mapped[int] = mapped_column(ForeignKey("rutinversion.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    last_vid: Mapped[datetime]
