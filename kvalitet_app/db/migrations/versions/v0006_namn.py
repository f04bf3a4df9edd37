"""Numbers of other systems count anew for each unit and year, and search text is what is seen of a text."""

from alembic import op

from kvalitet_app.db.trail.triggers import make_triggers, seen

revision = "0006"
down_revision = "0005"

# The unit that the file named: the first one of a case that has been moved.
FIRST_UNIT = (
    "coalesce((SELECT s.fran_enhet_id FROM arendesteg s WHERE s.avvikelse_id = avvikelse.id "
    "AND s.fran_enhet_id IS NOT NULL ORDER BY s.id LIMIT 1), enhet_id)"
)


def upgrade() -> None:
    """The rows first, under the triggers that stand; then those of search are made anew."""
    bind = op.get_bind()
    op.execute(f"UPDATE avvikelse SET kalla = 'import/' || {FIRST_UNIT} || '/' || handelse_ar WHERE kalla = 'import'")
    text = seen("text", sqlite=bind.dialect.name == "sqlite")
    bind.exec_driver_sql(f"UPDATE sokpost SET text = {text} WHERE text <> {text}")
    make_triggers(bind)
