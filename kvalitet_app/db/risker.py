"""Risk analyses and their risks as tables."""

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext, kort


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
