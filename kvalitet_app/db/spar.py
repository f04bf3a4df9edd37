"""The trail and what surrounds it: journal, read log, drafts, saved views, settings, reports' texts and search."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Fritext, Post, UtcDateTime, fritext, kort, utc_now
from kvalitet_app.domain.arende import BerattelseStatus

NUMMER = BigInteger().with_variant(Integer, "sqlite")


class Berattelse(Post, Base):
    """A kvalitetsberättelse for a year and a scope."""

    __tablename__ = "berattelse"
    __table_args__ = (UniqueConstraint("ar", "enhet_id"),)
    ar: Mapped[int]
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    status: Mapped[BerattelseStatus]
    dnr: Mapped[kort]
    faststalld_datum: Mapped[date | None]


class Avsnitt(Post, Base):
    """The author's text in one chapter of a kvalitetsberättelse."""

    __tablename__ = "avsnitt"
    __table_args__ = (UniqueConstraint("berattelse_id", "kapitel"),)
    berattelse_id: Mapped[int] = mapped_column(ForeignKey("berattelse.id"))
    kapitel: Mapped[str] = mapped_column(String(60))
    text: Mapped[fritext]


class Siffra(Post, Base):
    """A figure as it stood when the report was adopted, with the question that counted it."""

    __tablename__ = "siffra"
    __table_args__ = (UniqueConstraint("berattelse_id", "nyckel"),)
    berattelse_id: Mapped[int] = mapped_column(ForeignKey("berattelse.id"))
    nyckel: Mapped[str] = mapped_column(String(200))
    varde: Mapped[float | None]
    fraga: Mapped[fritext]


class Installning(Post, Base):
    """A setting of the whole register, such as a limit. The value is JSON."""

    __tablename__ = "installning"
    nyckel: Mapped[str] = mapped_column(String(100), unique=True)
    varde: Mapped[fritext]


class SparadVy(Post, Base):
    """A selection a person has given a name, on one page."""

    __tablename__ = "sparad_vy"
    __table_args__ = (Index(None, "person_id", "sida"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sida: Mapped[str] = mapped_column(String(40))
    namn: Mapped[kort]
    urval: Mapped[fritext]


class Utkast(Base):
    """What somebody has typed and not saved. Not journalled: it belongs to nobody but its writer."""

    __tablename__ = "utkast"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    formular: Mapped[str] = mapped_column(String(100), primary_key=True)
    innehall: Mapped[str] = mapped_column(Fritext)
    andrad: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now, onupdate=utc_now)


class Handelse(Base):
    """One line of the journal. Written by triggers only; `hash` covers the line before it.

    `atagande` is a salted commitment to `fore` and `efter`: when those are erased by gallring together with the
    salt, the chain still holds. All columns are text, so that both stores hash the same bytes.
    """

    __tablename__ = "handelse"
    __table_args__ = (Index(None, "tabell", "rad_id"), Index(None, "steg"), {"sqlite_autoincrement": False})
    nr: Mapped[int] = mapped_column(NUMMER, primary_key=True, autoincrement=False)
    tid: Mapped[str | None] = mapped_column(Text)
    person_id: Mapped[int | None]
    verb: Mapped[str | None] = mapped_column(Text)
    steg: Mapped[str | None] = mapped_column(Text)
    tabell: Mapped[str] = mapped_column(Text)
    rad_id: Mapped[int]
    op: Mapped[str] = mapped_column(Text)
    fore: Mapped[str | None] = mapped_column(Text)
    efter: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[str | None] = mapped_column(Text)
    atagande: Mapped[str | None] = mapped_column(Text)
    hash: Mapped[str | None] = mapped_column(Text)


class Lasloggrad(Base):
    """That somebody opened a case that only its circle may see."""

    __tablename__ = "laslogg"
    __table_args__ = (Index(None, "tabell", "rad_id"),)
    id: Mapped[int] = mapped_column(NUMMER, primary_key=True)
    tid: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    tabell: Mapped[str] = mapped_column(String(60))
    rad_id: Mapped[int]


class Sokpost(Base):
    """What search reads: one line of text for each record that can be found. Kept by triggers."""

    __tablename__ = "sokpost"
    __table_args__ = (UniqueConstraint("tabell", "rad_id"),)
    id: Mapped[int] = mapped_column(NUMMER, primary_key=True)
    tabell: Mapped[str] = mapped_column(Text)
    rad_id: Mapped[int]
    enhet_id: Mapped[int | None]
    skyddad: Mapped[bool] = mapped_column(default=False)
    titel: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
