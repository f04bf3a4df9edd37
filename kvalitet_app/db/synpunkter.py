"""Synpunkter och klagomål as a table."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import SORT, Base, Post, fritext, kort, sort_key_of
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.synpunkter import SynpunktKalla, SynpunktSlag, SynpunktStatus


class Synpunkt(Post, Base):
    """A complaint, praise or suggestion from outside or inside."""

    __tablename__ = "synpunkt"
    __table_args__ = (Index(None, "mottagen_datum", "enhet_id"), Index(None, "ar", "nr"))
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    slag: Mapped[SynpunktSlag]
    kalla: Mapped[SynpunktKalla]
    amne: Mapped[kort]
    text: Mapped[fritext]
    mottagen_datum: Mapped[date]
    bekraftad_datum: Mapped[date | None]
    besvarad_datum: Mapped[date | None]
    ar: Mapped[int | None]
    nr: Mapped[int | None]
    status: Mapped[SynpunktStatus] = mapped_column(default=SynpunktStatus.MOTTAGEN, server_default="mottagen")
    amne_sort: Mapped[str] = mapped_column(SORT, default=sort_key_of("amne"), server_default="", index=True)
    lagrum: Mapped[Lagrum | None]
    avsandare: Mapped[kort]
    kontakt: Mapped[kort]
    brukarreferens: Mapped[kort]
    ansvarig_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    rapportor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    utredning: Mapped[fritext]
    svar: Mapped[fritext]
    svar_form: Mapped[kort]
    avslutad_datum: Mapped[date | None]
    avvikelse_id: Mapped[int | None] = mapped_column(ForeignKey("avvikelse.id"), index=True)


class SynpunktEjPersonnummer(Post, Base):
    """That somebody has said that a number in a synpunkt is not a personnummer."""

    __tablename__ = "synpunkt_ej_personnummer"
    synpunkt_id: Mapped[int] = mapped_column(ForeignKey("synpunkt.id"), index=True)
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    text: Mapped[kort]
