"""Reminders that have been shown, as a table."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Sealed, UtcDateTime
from kvalitet_app.domain.kalender import now


class Paminnelse(Sealed, Base):
    """That a person has been reminded of something due on a day. Not journalled: it says nothing of the case."""

    __tablename__ = "paminnelse"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    tabell: Mapped[str] = mapped_column(String(60), primary_key=True)
    rad_id: Mapped[int] = mapped_column(primary_key=True)
    forfaller: Mapped[date] = mapped_column(primary_key=True)
    visad_vid: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
