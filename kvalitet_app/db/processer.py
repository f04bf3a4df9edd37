"""Processes, their aktiviteter and which rutiner these are done by, as tables."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext, kort
from kvalitet_app.domain.processer import ProcessSlag


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


class AktivitetRutin(Post, Base):
    """Which rutiner an aktivitet is done by."""

    __tablename__ = "aktivitet_rutin"
    __table_args__ = (UniqueConstraint("aktivitet_id", "rutin_id"),)
    aktivitet_id: Mapped[int] = mapped_column(ForeignKey("aktivitet.id"))
    rutin_id: Mapped[int] = mapped_column(ForeignKey("rutin.id"), index=True)
