"""Reports of several kinds, written by several: chapters of one's own, remarks, figures by name; files of drafts."""

import sqlalchemy as sa
from alembic import op

from kvalitet_app.db.migrations.kinds import MOMENT, ORD, TEXT, add, make, may, need, remake
from kvalitet_app.db.trail.triggers import make_triggers

revision = "0004"
down_revision = "0003"

DAY, KEY, YES = sa.Date(), sa.Integer(), sa.Boolean()


def upgrade() -> None:
    """The triggers last: they name the columns."""
    if op.get_bind().dialect.name == "sqlite":
        _remake_reports()
    else:
        _grow_reports()
    _remarks()
    _files_of_drafts()
    _of_synpunkter()
    add("atgard", mot_orsak=TEXT)
    make_triggers(op.get_bind())


def _report() -> tuple[sa.Column[object], ...]:
    return (
        need("slag", ORD, server_default="kvalitetsberattelse"),
        need("period", KEY, server_default="0"),
        need("underlag", TEXT, server_default=""),
    )


def _chapter() -> tuple[sa.Column[object], ...]:
    return (
        need("rubrik", TEXT, server_default=""),
        may("ordning", KEY),
        need("med", YES, server_default=sa.true()),
        may("ansvarig_id", KEY, sa.ForeignKey("person.id")),
        may("klar_datum", DAY),
    )


def _grow_reports() -> None:
    op.drop_constraint("uq_berattelse_ar_enhet_id", "berattelse")
    for table, columns in (("berattelse", _report()), ("avsnitt", _chapter())):
        for column in columns:
            op.add_column(table, column)
    op.create_unique_constraint(
        "uq_berattelse_slag_ar_period_enhet_id", "berattelse", ["slag", "ar", "period", "enhet_id"]
    )
    add("siffra", etikett=TEXT)


def _remake_reports() -> None:
    """SQLite cannot drop a constraint: the three tables are made anew and filled."""
    remake(
        (
            "berattelse",
            (
                need("ar", KEY),
                need("enhet_id", KEY, sa.ForeignKey("enhet.id")),
                need("status", ORD),
                need("dnr", TEXT, server_default=""),
                may("faststalld_datum", DAY),
                *_report(),
                sa.UniqueConstraint("slag", "ar", "period", "enhet_id"),
            ),
        ),
        (
            "avsnitt",
            (
                need("berattelse_id", KEY, sa.ForeignKey("berattelse.id")),
                need("kapitel", sa.String(60)),
                need("text", TEXT, server_default=""),
                *_chapter(),
                sa.UniqueConstraint("berattelse_id", "kapitel"),
            ),
        ),
        (
            "siffra",
            (
                need("berattelse_id", KEY, sa.ForeignKey("berattelse.id")),
                need("nyckel", sa.String(200)),
                may("varde", sa.Float()),
                need("fraga", TEXT, server_default=""),
                need("etikett", TEXT, server_default=""),
                sa.UniqueConstraint("berattelse_id", "nyckel"),
            ),
        ),
    )


def _remarks() -> None:
    make(
        "avsnittskommentar",
        need("avsnitt_id", KEY, sa.ForeignKey("avsnitt.id")),
        may("person_id", KEY, sa.ForeignKey("person.id")),
        need("text", TEXT, server_default=""),
        may("klar_datum", DAY),
    )
    op.create_index("ix_avsnittskommentar_avsnitt_id", "avsnittskommentar", ["avsnitt_id"])


def _files_of_drafts() -> None:
    op.create_table(
        "utkastfil",
        need("id", KEY, primary_key=True),
        need("person_id", KEY, sa.ForeignKey("person.id")),
        need("formular", sa.String(100)),
        need("namn", TEXT, server_default=""),
        need("mediatyp", sa.String(120)),
        need("storlek", sa.BigInteger()),
        need("sha256", sa.String(64)),
        need("innehall", sa.LargeBinary()),
        need("andrad", MOMENT),
    )
    op.create_index("ix_utkastfil_person_id_formular", "utkastfil", ["person_id", "formular"])


def _of_synpunkter() -> None:
    make(
        "synpunkt_ej_personnummer",
        need("synpunkt_id", KEY, sa.ForeignKey("synpunkt.id")),
        need("enhet_id", KEY, sa.ForeignKey("enhet.id")),
        may("person_id", KEY, sa.ForeignKey("person.id")),
        need("text", TEXT, server_default=""),
    )
    op.create_index("ix_synpunkt_ej_personnummer_synpunkt_id", "synpunkt_ej_personnummer", ["synpunkt_id"])
