"""The read log in the journal, and a checksum on what the journal does not follow."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from kvalitet_app.db.base import seal
from kvalitet_app.db.migrations.kinds import MOMENT, may
from kvalitet_app.db.trail.triggers import drop_triggers, make_triggers

revision = "0005"
down_revision = "0004"

KEYS = {
    "utkast": ("person_id", "formular"),
    "utkastfil": ("id",),
    "paminnelse": ("person_id", "tabell", "rad_id", "forfaller"),
}
STAMPS: dict[str, sa.types.TypeEngine[Any]] = {"andrad": MOMENT, "visad_vid": MOMENT, "forfaller": sa.Date()}


def upgrade() -> None:
    """What was read before gets its lines now: the rows are laid in anew, under the triggers."""
    bind = op.get_bind()
    drop_triggers(bind)
    for table in KEYS:
        op.add_column(table, may("summa", sa.String(64)))
        _seal(table)
    op.execute("CREATE TEMPORARY TABLE laslogg_fore AS SELECT * FROM laslogg")
    op.execute("DELETE FROM laslogg")
    make_triggers(bind)
    op.execute("INSERT INTO laslogg SELECT * FROM laslogg_fore ORDER BY id")
    op.execute("DROP TABLE laslogg_fore")


def _seal(name: str) -> None:
    bind = op.get_bind()
    known = [str(column["name"]) for column in sa.inspect(bind).get_columns(name)]
    table = sa.table(name, *(sa.column(key, STAMPS[key]) if key in STAMPS else sa.column(key) for key in known))
    for row in bind.execute(
        sa.select(*(table.c[key] for key in known if key != "innehall" or name == "utkast"))
    ).mappings():
        mine = sa.and_(*(table.c[key] == row[key] for key in KEYS[name]))
        bind.execute(sa.update(table).where(mine).values(summa=seal(row)))
