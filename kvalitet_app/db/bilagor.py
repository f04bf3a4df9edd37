"""Files of cases, imports of files, and reminders as tables."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, UtcDateTime, kort
from kvalitet_app.domain.kalender import now


class Bilaga(Post, Base):
    """A file of a case. `sha256` stands in the journal, so that what lies in `BilagaInnehall` can be proven."""

    __tablename__ = "bilaga"
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    avvikelse_id: Mapped[int | None] = mapped_column(ForeignKey("avvikelse.id"), index=True)
    lex_sarah_arende_id: Mapped[int | None] = mapped_column(ForeignKey("lex_sarah_arende.id"), index=True)
    synpunkt_id: Mapped[int | None] = mapped_column(ForeignKey("synpunkt.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    namn: Mapped[kort]
    mediatyp: Mapped[str] = mapped_column(String(120))
    storlek: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))


class BilagaInnehall(Base):
    """The bytes of a file. Not journalled: the journal holds their hash."""

    __tablename__ = "bilaga_innehall"
    bilaga_id: Mapped[int] = mapped_column(ForeignKey("bilaga.id"), primary_key=True)
    innehall: Mapped[bytes] = mapped_column(LargeBinary)


class Importomgang(Post, Base):
    """One import of a file, so that it can be taken back whole."""

    __tablename__ = "importomgang"
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    filnamn: Mapped[kort]
    sha256: Mapped[str] = mapped_column(String(64))
    antal: Mapped[int] = mapped_column(default=0)
    aterkallad: Mapped[datetime | None]


class Paminnelse(Base):
    """That a person has been reminded of something due on a day. Not journalled: it says nothing of the case."""

    __tablename__ = "paminnelse"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    tabell: Mapped[str] = mapped_column(String(60), primary_key=True)
    rad_id: Mapped[int] = mapped_column(primary_key=True)
    forfaller: Mapped[date] = mapped_column(primary_key=True)
    visad_vid: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
