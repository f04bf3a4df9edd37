"""Registers beside the cases as tables: EVB, risks, reviews, follow-ups, indicators."""

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext, kort
from kvalitet_app.domain.arende import Farg, RekommendationStatus, Riktning
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


class Riskanalys(Post, Base):
    """An analysis before something happens (SOSFS 2011:9 5 kap. 1 §)."""

    __tablename__ = "riskanalys"
    __table_args__ = (UniqueConstraint("id", "enhet_id"), Index(None, "datum", "enhet_id"))
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    namn: Mapped[kort]
    anledning: Mapped[fritext]
    datum: Mapped[date]
    ansvarig_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Risk(Post, Base):
    """One possible event: sannolikhet × allvarlighetsgrad before and after what is done."""

    __tablename__ = "risk"
    __table_args__ = (
        ForeignKeyConstraint(["riskanalys_id", "enhet_id"], ["riskanalys.id", "riskanalys.enhet_id"]),
        Index(None, "riskanalys_id"),
    )
    riskanalys_id: Mapped[int]
    enhet_id: Mapped[int]
    text: Mapped[fritext]
    sannolikhet: Mapped[int]
    allvarlighetsgrad: Mapped[int]
    sannolikhet_efter: Mapped[int | None]
    allvarlighetsgrad_efter: Mapped[int | None]


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
