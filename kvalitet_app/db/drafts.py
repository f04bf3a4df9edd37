"""What a person has typed or chosen and keeps as their own: drafts, their files and saved views, as tables."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Fritext, Post, Sealed, UtcDateTime, fritext, kort
from kvalitet_app.domain.kalender import now


class SparadVy(Post, Base):
    """A selection a person has given a name, on one page."""

    __tablename__ = "sparad_vy"
    __table_args__ = (Index(None, "person_id", "sida"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sida: Mapped[str] = mapped_column(String(40))
    namn: Mapped[kort]
    urval: Mapped[fritext]


class Utkast(Sealed, Base):
    """What somebody has typed and not saved. Not journalled: it belongs to nobody but its writer."""

    __tablename__ = "utkast"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    formular: Mapped[str] = mapped_column(String(100), primary_key=True)
    innehall: Mapped[str] = mapped_column(Fritext)
    andrad: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now)


class Utkastfil(Sealed, Base):
    """A file that somebody has put in a form and not saved. Kept like the draft it belongs to."""

    __tablename__ = "utkastfil"
    __table_args__ = (Index(None, "person_id", "formular"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    formular: Mapped[str] = mapped_column(String(100))
    namn: Mapped[kort]
    mediatyp: Mapped[str] = mapped_column(String(120))
    storlek: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    innehall: Mapped[bytes] = mapped_column(LargeBinary)
    andrad: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now)
