"""Process, Aktivitet and Rutin with its versions as tables."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import SORT, Base, Post, fritext, kort, sort_key_of
from kvalitet_app.domain.processer import ProcessSlag
from kvalitet_app.domain.rutiner import VersionStatus


class Process(Post, Base):
    """A process of the map; a delprocess has a parent."""

    __tablename__ = "process"
    kod: Mapped[kort]
    namn: Mapped[kort]
    slag: Mapped[ProcessSlag]
    foralder_id: Mapped[int | None] = mapped_column(ForeignKey("process.id"), index=True)
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"), index=True)
    ordning: Mapped[int] = mapped_column(default=0)
    agare_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    syfte: Mapped[fritext]
    version_nr: Mapped[int] = mapped_column(default=1)
    faststalld_datum: Mapped[date | None]


class Aktivitet(Post, Base):
    """A step of a process, in order, with the role that does it."""

    __tablename__ = "aktivitet"
    process_id: Mapped[int] = mapped_column(ForeignKey("process.id"), index=True)
    ordning: Mapped[int] = mapped_column(default=0)
    namn: Mapped[kort]
    ansvarig_roll: Mapped[kort]
    rutin_behovs: Mapped[bool] = mapped_column(default=True)
    utan_rutin_skal: Mapped[fritext]
    samverkan: Mapped[kort]


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


class AktivitetRutin(Post, Base):
    """Which rutiner an aktivitet is done by."""

    __tablename__ = "aktivitet_rutin"
    __table_args__ = (UniqueConstraint("aktivitet_id", "rutin_id"),)
    aktivitet_id: Mapped[int] = mapped_column(ForeignKey("aktivitet.id"))
    rutin_id: Mapped[int] = mapped_column(ForeignKey("rutin.id"), index=True)


class Lasning(Post, Base):
    """That a person has read a version (SOSFS 2011:9 6 kap.)."""

    __tablename__ = "lasning"
    __table_args__ = (UniqueConstraint("rutinversion_id", "person_id"), Index(None, "person_id"))
    rutinversion_id: Mapped[int] = mapped_column(ForeignKey("rutinversion.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    last_vid: Mapped[datetime]
