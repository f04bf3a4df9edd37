"""A code of its own for each question, the same through the versions of its template; why a control was moved."""

import sqlalchemy as sa
from alembic import op

from kvalitet_app.db.migrations.kinds import TEXT, add
from kvalitet_app.db.trail.triggers import drop_triggers, make_triggers

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Questions of a template that read alike have had one code all along; the journal tells of each code."""
    bind = op.get_bind()
    drop_triggers(bind)
    add("egenkontroll", flytt_skal=TEXT)
    add("fraga", kod=sa.String(20))
    make_triggers(bind)
    _give_codes(bind)


def _give_codes(bind: sa.Connection) -> None:
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
