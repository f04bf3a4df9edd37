"""Indicators and their values as tables."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, kort
from kvalitet_app.domain.indikatorer import Riktning


class Indikator(Post, Base):
    """Something that is measured against a goal."""

    __tablename__ = "indikator"
    kod: Mapped[str] = mapped_column(String(60), unique=True)
    namn: Mapped[kort]
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"), index=True)
    riktning: Mapped[Riktning]
    mal: Mapped[float | None]
    kalla: Mapped[kort]


class Matvarde(Post, Base):
    """One value: numerator of denominator in a year."""

    __tablename__ = "matvarde"
    __table_args__ = (UniqueConstraint("indikator_id", "ar", "enhet_id"),)
    indikator_id: Mapped[int] = mapped_column(ForeignKey("indikator.id"))
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    ar: Mapped[int]
    taljare: Mapped[float]
    namnare: Mapped[float | None]
