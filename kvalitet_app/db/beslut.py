"""Ej verkställda beslut as a table."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, kort
from kvalitet_app.domain.organisation.enheter import Lagrum


class EjVerkstalltBeslut(Post, Base):
    """A favourable decision that is not carried out, or broken off (LSS 28 f–h §§)."""

    __tablename__ = "ej_verkstallt_beslut"
    __table_args__ = (Index(None, "beslut_datum", "enhet_id"),)
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    arendereferens: Mapped[kort]
    lagrum: Mapped[Lagrum]
    insats: Mapped[kort]
    beslut_datum: Mapped[date]
    avbrott_datum: Mapped[date | None]
    skal: Mapped[kort]
    verkstalld_datum: Mapped[date | None]
