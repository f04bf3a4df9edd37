"""Numbers of other systems count anew for each unit and year, search text is what is seen of a text, a question has
a code of its own through the versions of its template, and a control says why it was moved.
"""

import sqlalchemy as sa
from alembic import op

from kvalitet_app.db.migrations.kinds import TEXT, add
from kvalitet_app.db.trail.triggers import drop_triggers, make_triggers, seen

revision = "0006"
down_revision = "0005"

# The unit that the file named: the first one of a case that has been moved.
FIRST_UNIT = (
    "coalesce((SELECT s.fran_enhet_id FROM arendesteg s WHERE s.avvikelse_id = avvikelse.id "
    "AND s.fran_enhet_id IS NOT NULL ORDER BY s.id LIMIT 1), enhet_id)"
)


def upgrade() -> None:
    """Rows that change do so under triggers that follow them, those of before or those of now."""
    bind = op.get_bind()
    op.execute(f"UPDATE avvikelse SET kalla = 'import/' || {FIRST_UNIT} || '/' || handelse_ar WHERE kalla = 'import'")
    text = seen("text", sqlite=bind.dialect.name == "sqlite")
    bind.exec_driver_sql(f"UPDATE sokpost SET text = {text} WHERE text <> {text}")
    drop_triggers(bind)
    add("egenkontroll", flytt_skal=TEXT)
    add("fraga", kod=sa.String(20))
    make_triggers(bind)
    _give_codes(bind)


def _give_codes(bind: sa.Connection) -> None:
    """Questions of a template that read alike have had one code all along."""
    rows = bind.execute(
        sa.text(
            "SELECT fraga.id, mall.id, mall.kod, fraga.text FROM fraga JOIN mall ON mall.id = fraga.mall_id "
            "ORDER BY mall.kod, mall.version_nr, fraga.ordning"
        )
    ).all()
    codes: dict[tuple[str, str], str] = {}
    given: set[tuple[int, str]] = set()
    highest: dict[str, int] = {}
    for row_id, mall_id, mall, text in rows:
        code = codes.get((mall, text.strip()))
        if code is None or (mall_id, code) in given:
            highest[mall] = highest.get(mall, 0) + 1
            code = codes[(mall, text.strip())] = f"f{highest[mall]:02}"
        given.add((mall_id, code))
        bind.execute(sa.text("UPDATE fraga SET kod = :code WHERE id = :id"), {"code": code, "id": row_id})
