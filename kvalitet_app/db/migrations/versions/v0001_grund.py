"""The first schema: every table of the register, its journal and its search."""

from alembic import op

from kvalitet_app.db.migrations import schema_0001_referred, schema_0001_referring
from kvalitet_app.db.trail.triggers import POSTGRES_INDEX, SQLITE_INDEX, make_triggers

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make everything, tables in the order their references need."""
    for make in schema_0001_referred.MAKERS + schema_0001_referring.MAKERS:
        make()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_INDEX if sqlite else POSTGRES_INDEX:
        op.execute(statement)
    make_triggers(op.get_bind())
