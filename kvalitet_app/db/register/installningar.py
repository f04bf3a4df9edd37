"""Settings of the whole register as a table."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext


class Installning(Post, Base):
    """A setting of the whole register, such as a limit. The value is JSON."""

    __tablename__ = "installning"
    nyckel: Mapped[str] = mapped_column(String(100), unique=True)
    varde: Mapped[fritext]
