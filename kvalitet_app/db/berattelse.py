"""The kvalitetsberättelse as tables: the report, its author's texts and its frozen figures."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext, kort
from kvalitet_app.domain.arende import BerattelseStatus


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
