"""Reviews, the areas that they judge and what they recommend as tables."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext, kort
from kvalitet_app.domain.granskning.bedomningar import Farg
from kvalitet_app.domain.granskning.rekommendationer import RekommendationStatus


class Granskning(Post, Base):
    """A review by revisorer, IVO or ourselves."""

    __tablename__ = "granskning"
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"), index=True)
    namn: Mapped[kort]
    granskare: Mapped[kort]
    datum: Mapped[date]
    dnr: Mapped[kort]
    svar_senast: Mapped[date | None]
    svar_beslutat: Mapped[date | None]


class Bedomningsrad(Post, Base):
    """One area of a review with its colour."""

    __tablename__ = "bedomningsrad"
    granskning_id: Mapped[int] = mapped_column(ForeignKey("granskning.id"), index=True)
    omrade: Mapped[kort]
    farg: Mapped[Farg]
    text: Mapped[fritext]
    ansvarig_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    klart_senast: Mapped[date | None]


class Rekommendation(Post, Base):
    """Something a reviewer wants done, and how far it has come."""

    __tablename__ = "rekommendation"
    granskning_id: Mapped[int] = mapped_column(ForeignKey("granskning.id"), index=True)
    paragraf: Mapped[kort]
    text: Mapped[fritext]
    status: Mapped[RekommendationStatus]
    klart_senast: Mapped[date | None]
    ansvarig_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
