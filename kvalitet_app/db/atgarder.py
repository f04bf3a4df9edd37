"""Atgard as a table: one register for all sources."""

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import SORT, Base, Post, fritext, sort_key_of
from kvalitet_app.domain.atgarder import AtgardKalla, AtgardSlag, AtgardStatus, Effekt


class Atgard(Post, Base):
    """Something to be done, whatever its source: owner, due date, effect check."""

    __tablename__ = "atgard"
    __table_args__ = (
        ForeignKeyConstraint(["avvikelse_id", "enhet_id"], ["avvikelse.id", "avvikelse.enhet_id"], onupdate="CASCADE"),
        ForeignKeyConstraint(["egenkontroll_id", "enhet_id"], ["egenkontroll.id", "egenkontroll.enhet_id"]),
        Index(None, "avvikelse_id"),
        Index(None, "egenkontroll_id"),
        Index("ix_atgard_lista", "klart_senast", "id", "enhet_id", "status", "borttagen"),
        Index(None, "ansvarig_id", "status"),
    )
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    kalla: Mapped[AtgardKalla]
    avvikelse_id: Mapped[int | None]
    egenkontroll_id: Mapped[int | None]
    fraga_id: Mapped[int | None] = mapped_column(ForeignKey("fraga.id"))
    risk_id: Mapped[int | None] = mapped_column(ForeignKey("risk.id"), index=True)
    rekommendation_id: Mapped[int | None] = mapped_column(ForeignKey("rekommendation.id"), index=True)
    orsak_id: Mapped[int | None] = mapped_column(ForeignKey("orsak.id"))
    slag: Mapped[AtgardSlag]
    text: Mapped[fritext]
    text_sort: Mapped[str] = mapped_column(SORT, default=sort_key_of("text"), index=True)
    ansvarig_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    klart_senast: Mapped[date]
    status: Mapped[AtgardStatus]
    genomford_datum: Mapped[date | None]
    effekt: Mapped[Effekt | None]
    effekt_datum: Mapped[date | None]
    effekt_metod: Mapped[fritext]
    lex_sarah_arende_id: Mapped[int | None] = mapped_column(ForeignKey("lex_sarah_arende.id"), index=True)
    synpunkt_id: Mapped[int | None] = mapped_column(ForeignKey("synpunkt.id"), index=True)
    rutin_id: Mapped[int | None] = mapped_column(ForeignKey("rutin.id"), index=True)
    rutinversion_id: Mapped[int | None] = mapped_column(ForeignKey("rutinversion.id"))
    mot_orsak: Mapped[fritext]
