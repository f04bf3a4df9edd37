"""Utförare, their addresses, the follow-ups of these and the faults found, as tables."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext, kort
from kvalitet_app.domain.granskning.bedomningar import Farg


class Utforare(Post, Base):
    """A company or association that runs activities for the nämnd."""

    __tablename__ = "utforare"
    namn: Mapped[kort]
    regiform: Mapped[kort]


class Verksamhetsadress(Post, Base):
    """An address where a utförare runs an activity: what is followed up."""

    __tablename__ = "verksamhetsadress"
    __table_args__ = (UniqueConstraint("utforare_id", "namn"),)
    utforare_id: Mapped[int] = mapped_column(ForeignKey("utforare.id"))
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"), index=True)
    namn: Mapped[kort]
    insats: Mapped[kort]
    anteckning: Mapped[fritext]


class Uppfoljning(Post, Base):
    """One follow-up of an address."""

    __tablename__ = "uppfoljning"
    __table_args__ = (Index(None, "datum"),)
    verksamhetsadress_id: Mapped[int] = mapped_column(ForeignKey("verksamhetsadress.id"), index=True)
    datum: Mapped[date]
    metod: Mapped[kort]
    resultat: Mapped[Farg | None]


class Brist(Post, Base):
    """A fault found in a follow-up."""

    __tablename__ = "brist"
    uppfoljning_id: Mapped[int] = mapped_column(ForeignKey("uppfoljning.id"), index=True)
    text: Mapped[fritext]
    klart_senast: Mapped[date | None]
    rattad_datum: Mapped[date | None]
