"""Numbers of other systems count anew for each unit and year, search text is what is seen of a text, a question has
a code of its own through the versions of its template, a control says why it was moved, a reference to law who has
checked it, and a case under lex Maria what the patient has been told.
"""

import json
from datetime import date

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
    """The columns first; rows that change do so under the triggers that follow them from now on."""
    bind = op.get_bind()
    drop_triggers(bind)
    add("egenkontroll", flytt_skal=TEXT)
    add("fraga", kod=sa.String(20))
    add("lex_sarah_arende", patient_punkter=TEXT, patient_journal=sa.Boolean())
    add("laghanvisning", kontrollerad_av=TEXT, kontrollerad_datum=sa.Date())
    make_triggers(bind)
    op.execute(f"UPDATE avvikelse SET kalla = 'import/' || {FIRST_UNIT} || '/' || handelse_ar WHERE kalla = 'import'")
    text = seen("text", sqlite=bind.dialect.name == "sqlite")
    bind.exec_driver_sql(f"UPDATE sokpost SET text = {text} WHERE text <> {text}")
    _give_codes(bind)
    _keep_checks(bind)


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


def _keep_checks(bind: sa.Connection) -> None:
    """A check that somebody made stays, with who and when; one that only the program made is taken away."""
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
