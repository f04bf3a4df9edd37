"""References to law by date, as a table."""

from datetime import date

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, kort
from kvalitet_app.domain.organisation.enheter import Lagrum


class Laghanvisning(Post, Base):
    """Where a rule stands, for how long: chosen by the days of a case.

    `verifierad` says that the organisation has checked it itself: by whom and when, where that is known.
    """

    __tablename__ = "laghanvisning"
    __table_args__ = (Index(None, "amne", "lagrum", "giltig_fran"),)
    amne: Mapped[str] = mapped_column(String(60))
    lagrum: Mapped[Lagrum]
    text: Mapped[kort]
    giltig_fran: Mapped[date | None]
    giltig_till: Mapped[date | None]
    verifierad: Mapped[bool] = mapped_column(default=False)
    kontrollerad_av: Mapped[kort]
    kontrollerad_datum: Mapped[date | None]
