"""The trail as tables: journal, read log, and what search reads."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, UtcDateTime
from kvalitet_app.domain.kalender import now

NUMMER = BigInteger().with_variant(Integer, "sqlite")


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
    """That somebody opened a case that only its circle may see, or took many out.

    A line of a way out has the way as its `tabell` ("ut/…") and as its `rad_id` how many were taken out.
    """

    __tablename__ = "laslogg"
    __table_args__ = (Index(None, "tabell", "rad_id"),)
    id: Mapped[int] = mapped_column(NUMMER, primary_key=True)
    tid: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
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
