"""${message}"""

import sqlalchemy as sa
from alembic import op

from kvalitet_app.db.trail.triggers import make_triggers

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Bring the schema forward."""
    ${upgrades if upgrades else "pass"}
    make_triggers(op.get_bind())
