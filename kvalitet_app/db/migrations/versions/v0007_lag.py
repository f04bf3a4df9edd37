"""Who has checked a reference to law and when, and what a patient has been told under lex Maria."""

import json
from datetime import date

import sqlalchemy as sa
from alembic import op

from kvalitet_app.db.migrations.kinds import TEXT, add
from kvalitet_app.db.trail.triggers import make_triggers

revision = "0007"
down_revision = "0005"

RULE = sa.table(
    "laghanvisning",
    sa.column("id", sa.Integer()),
    sa.column("verifierad", sa.Boolean()),
    sa.column("kontrollerad_av", TEXT),
    sa.column("kontrollerad_datum", sa.Date()),
)
LINE = sa.table(
    "handelse", *(sa.column(name) for name in ("nr", "tid", "person_id", "verb", "tabell", "rad_id", "efter"))
)
PERSON = sa.table("person", sa.column("id"), sa.column("namn"))


def upgrade() -> None:
    """A check that somebody made stays, with who and when; one that only the program made is taken away."""
    add("lex_sarah_arende", patient_punkter=TEXT, patient_journal=sa.Boolean())
    add("laghanvisning", kontrollerad_av=TEXT, kontrollerad_datum=sa.Date())
    bind = op.get_bind()
    make_triggers(bind)
    checks = _checks(bind)
    for row in bind.execute(sa.select(RULE.c.id).where(RULE.c.verifierad)).scalars().all():
        who, day = checks.get(row, ("", None))
        kept = {"verifierad": row in checks, "kontrollerad_av": who, "kontrollerad_datum": day}
        bind.execute(sa.update(RULE).where(RULE.c.id == row).values(**kept))


def _checks(bind: sa.Connection) -> dict[int, tuple[str, date | None]]:
    """The rules that somebody has saved, by who ticked each last; one that came ticked, by who saved it first."""
    query = (
        sa.select(LINE.c.rad_id, LINE.c.tid, PERSON.c.namn, LINE.c.efter)
        .select_from(LINE.outerjoin(PERSON, PERSON.c.id == LINE.c.person_id))
        .where(LINE.c.tabell == "laghanvisning", LINE.c.verb == "save_laghanvisning")
        .order_by(LINE.c.nr)
    )
    found: dict[int, tuple[str, date | None]] = {}
    for row, moment, name, after in bind.execute(query):
        ticked = json.loads(after or "{}").get("verifierad")
        if ticked is not None and not ticked:
            found.pop(row, None)
        elif ticked or row not in found:
            found[row] = (name or "", date.fromisoformat(moment[:10]))
    return found
