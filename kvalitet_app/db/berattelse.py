"""The kvalitetsberättelse as tables: the report, its author's texts and its frozen figures."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext, kort
from kvalitet_app.domain.berattelse.slag import BerattelseSlag, BerattelseStatus


class Berattelse(Post, Base):
    """A report of a kind for a year, a period of it (0: all of it) and a scope.

    `underlag` is everything counted, as JSON, from the day it was adopted: it is printed from that for ever.
    """

    __tablename__ = "berattelse"
    __table_args__ = (UniqueConstraint("slag", "ar", "period", "enhet_id"),)
    slag: Mapped[BerattelseSlag] = mapped_column(default=BerattelseSlag.KVALITET, server_default="kvalitetsberattelse")
    period: Mapped[int] = mapped_column(default=0, server_default="0")
    ar: Mapped[int]
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    status: Mapped[BerattelseStatus]
    dnr: Mapped[kort]
    faststalld_datum: Mapped[date | None]
    underlag: Mapped[fritext]


class Avsnitt(Post, Base):
    """One chapter of a report: its author's text, its place, whether it is in, and who writes it until it is done.

    `kapitel` is a built-in chapter or one of the report's own; `ordning` is empty where it stands in its usual place.
    """

    __tablename__ = "avsnitt"
    __table_args__ = (UniqueConstraint("berattelse_id", "kapitel"),)
    berattelse_id: Mapped[int] = mapped_column(ForeignKey("berattelse.id"))
    kapitel: Mapped[str] = mapped_column(String(60))
    text: Mapped[fritext]
    rubrik: Mapped[kort]
    ordning: Mapped[int | None]
    med: Mapped[bool] = mapped_column(default=True, server_default=true())
    ansvarig_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    klar_datum: Mapped[date | None]


class Avsnittskommentar(Post, Base):
    """What somebody remarks on a chapter, until it is seen to."""

    __tablename__ = "avsnittskommentar"
    avsnitt_id: Mapped[int] = mapped_column(ForeignKey("avsnitt.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    text: Mapped[fritext]
    klar_datum: Mapped[date | None]


class Siffra(Post, Base):
    """A figure as it stood when the report was adopted, with the question that counted it."""

    __tablename__ = "siffra"
    __table_args__ = (UniqueConstraint("berattelse_id", "nyckel"),)
    berattelse_id: Mapped[int] = mapped_column(ForeignKey("berattelse.id"))
    nyckel: Mapped[str] = mapped_column(String(200))
    varde: Mapped[float | None]
    fraga: Mapped[fritext]
    etikett: Mapped[kort]
