"""Imports of files as a table."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, kort


class Importomgang(Post, Base):
    """One import of a file, so that it can be taken back whole."""

    __tablename__ = "importomgang"
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    filnamn: Mapped[kort]
    sha256: Mapped[str] = mapped_column(String(64))
    antal: Mapped[int] = mapped_column(default=0)
    aterkallad: Mapped[datetime | None]
