"""Whether something of the register is in use: what it is taken back from would be left without it."""

from typing import Any

from sqlalchemy import select

from kvalitet_app.db.base import Base, Post
from kvalitet_app.db.models import map_all
from kvalitet_app.db.store.session import ReadSession


def in_use(session: ReadSession, row: Post) -> bool:
    """Whether a row that has not been taken back points at this one."""
    map_all()
    own: Any = type(row).__table__  # type: ignore[attr-defined]
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column is own.c.id and len(key.constraint.columns if key.constraint else ()) == 1:
                pointing = select(table).where(key.parent == row.id)
                if "borttagen" in table.c:
                    pointing = pointing.where(table.c.borttagen.is_(None))
                if session.scalar(select(pointing.exists())):
                    return True
    return False
