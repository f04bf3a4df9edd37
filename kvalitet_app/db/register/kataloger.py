"""The catalogues beside the types as tables: choices, and the questions that a type asks."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext, kort
from kvalitet_app.domain.avvikelser.arenden import Foljdfragesvar


class Katalogvarde(Post, Base):
    """A value of another catalogue: orsak, insats, skäl."""

    __tablename__ = "katalogvarde"
    __table_args__ = (UniqueConstraint("katalog", "kod"),)
    katalog: Mapped[str] = mapped_column(String(40))
    kod: Mapped[str] = mapped_column(String(60))
    namn: Mapped[kort]
    ordning: Mapped[int] = mapped_column(default=0)
    overordnad: Mapped[str] = mapped_column(String(60), default="", server_default="")
    giltig_fran: Mapped[date | None]
    giltig_till: Mapped[date | None]


class Foljdfraga(Post, Base):
    """A question that the form asks when a type is chosen. `val` holds the choices, one a line."""

    __tablename__ = "foljdfraga"
    typ_id: Mapped[int] = mapped_column(ForeignKey("avvikelsetyp.id"), index=True)
    ordning: Mapped[int] = mapped_column(default=0)
    text: Mapped[kort]
    slag: Mapped[Foljdfragesvar]
    val: Mapped[fritext]
    giltig_fran: Mapped[date | None]
    giltig_till: Mapped[date | None]
