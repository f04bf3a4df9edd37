"""Cases in full: steps, analysis, follow-up questions, files, lex Sarah's own fields, synpunkter, reminders."""

import sqlalchemy as sa
from alembic import op

from kvalitet_app.db.migrations.kinds import MOMENT, ORD, SORT, TEXT, add, make, may, need, reference
from kvalitet_app.db.trail.triggers import fill_search, make_triggers

revision = "0003"
down_revision = "0002"

DAY, KEY, YES = sa.Date(), sa.Integer(), sa.Boolean()
CODE = sa.String(60)
ARSBOK = ["handelse_ar", "lagrum", "typ_id", "handelse_manad", "enhet_id", "brukarreferens", "skyddad", "borttagen"]


def upgrade() -> None:
    """New tables first, since the new columns refer to them; the triggers last."""
    _steps_and_analysis()
    _questions()
    _files_and_imports()
    _of_lex()
    _grow_avvikelse()
    _grow_lex()
    _grow_synpunkt()
    add("katalogvarde", overordnad=CODE)
    for column, target in (
        ("lex_sarah_arende_id", "lex_sarah_arende"),
        ("synpunkt_id", "synpunkt"),
        ("rutin_id", "rutin"),
    ):
        reference("atgard", column, target)
        op.create_index(f"ix_atgard_{column}", "atgard", [column])
    reference("atgard", "rutinversion_id", "rutinversion")
    make_triggers(op.get_bind())
    fill_search(op.get_bind(), "synpunkt")


def _of_case() -> tuple[sa.Column[int], sa.Column[int], sa.ForeignKeyConstraint]:
    both = sa.ForeignKeyConstraint(
        ["avvikelse_id", "enhet_id"], ["avvikelse.id", "avvikelse.enhet_id"], onupdate="CASCADE"
    )
    return need("avvikelse_id", KEY), need("enhet_id", KEY), both


def _person() -> sa.Column[int]:
    return may("person_id", KEY, sa.ForeignKey("person.id"))


def _steps_and_analysis() -> None:
    make(
        "arendesteg",
        *_of_case(),
        _person(),
        need("fran", ORD),
        need("till", ORD),
        need("sedan", MOMENT),
        need("skal_kod", CODE, server_default=""),
        need("skal", TEXT, server_default=""),
        may("fran_enhet_id", KEY, sa.ForeignKey("enhet.id")),
    )
    texts = ("forlopp", *(f"varfor_{n}" for n in range(1, 6)), "liknande", "upprepning", "lardom")
    make("handelseanalys", *_of_case(), *(need(name, TEXT, server_default="") for name in texts))
    make("ej_personnummer", *_of_case(), _person(), need("text", TEXT, server_default=""))
    for table in ("arendesteg", "handelseanalys", "ej_personnummer"):
        op.create_index(f"ix_{table}_avvikelse_id", table, ["avvikelse_id"])


def _questions() -> None:
    make(
        "foljdfraga",
        need("typ_id", KEY, sa.ForeignKey("avvikelsetyp.id")),
        need("ordning", KEY),
        need("text", TEXT, server_default=""),
        need("slag", ORD),
        need("val", TEXT, server_default=""),
        may("giltig_fran", DAY),
        may("giltig_till", DAY),
    )
    op.create_index("ix_foljdfraga_typ_id", "foljdfraga", ["typ_id"])
    make(
        "foljdsvar",
        *_of_case(),
        need("foljdfraga_id", KEY, sa.ForeignKey("foljdfraga.id")),
        need("svar", TEXT, server_default=""),
        sa.UniqueConstraint("avvikelse_id", "foljdfraga_id"),
    )


def _files_and_imports() -> None:
    owners = ("avvikelse", "lex_sarah_arende", "synpunkt")
    make(
        "bilaga",
        need("enhet_id", KEY, sa.ForeignKey("enhet.id")),
        *(may(f"{owner}_id", KEY, sa.ForeignKey(f"{owner}.id")) for owner in owners),
        _person(),
        need("namn", TEXT, server_default=""),
        need("mediatyp", sa.String(120)),
        need("storlek", sa.BigInteger()),
        need("sha256", sa.String(64)),
    )
    for owner in owners:
        op.create_index(f"ix_bilaga_{owner}_id", "bilaga", [f"{owner}_id"])
    op.create_table(
        "bilaga_innehall",
        need("bilaga_id", KEY, sa.ForeignKey("bilaga.id"), primary_key=True),
        need("innehall", sa.LargeBinary()),
    )
    make(
        "importomgang",
        _person(),
        need("filnamn", TEXT, server_default=""),
        need("sha256", sa.String(64)),
        need("antal", KEY),
        may("aterkallad", MOMENT),
    )
    op.create_table(
        "paminnelse",
        need("person_id", KEY, sa.ForeignKey("person.id"), primary_key=True),
        need("tabell", CODE, primary_key=True),
        need("rad_id", KEY, primary_key=True),
        need("forfaller", DAY, primary_key=True),
        need("visad_vid", MOMENT),
    )


def _of_lex() -> None:
    make(
        "underrattelse",
        need("arende_id", KEY),
        need("enhet_id", KEY),
        need("slag", ORD),
        need("vem", TEXT, server_default=""),
        need("datum", DAY),
        need("form", TEXT, server_default=""),
        sa.ForeignKeyConstraint(
            ["arende_id", "enhet_id"], ["lex_sarah_arende.id", "lex_sarah_arende.enhet_id"], onupdate="CASCADE"
        ),
    )
    op.create_index("ix_underrattelse_arende_id", "underrattelse", ["arende_id"])
    make(
        "laghanvisning",
        need("amne", CODE),
        need("lagrum", ORD),
        need("text", TEXT, server_default=""),
        may("giltig_fran", DAY),
        may("giltig_till", DAY),
        need("verifierad", YES),
    )
    op.create_index("ix_laghanvisning_amne_lagrum_giltig_fran", "laghanvisning", ["amne", "lagrum", "giltig_fran"])


def _grow_avvikelse() -> None:
    for column, target in (("process_id", "process"), ("dubblett_av_id", "avvikelse"), ("import_id", "importomgang")):
        reference("avvikelse", column, target)
        op.create_index(f"ix_avvikelse_{column}", "avvikelse", [column])
    reference("avvikelse", "nasta_id", "person")
    add(
        "avvikelse",
        skada_fysisk=ORD,
        skada_psykisk=ORD,
        skada_integritet=ORD,
        overlamnad_datum=DAY,
        svar_datum=DAY,
        aterford_datum=DAY,
        apt_datum=DAY,
        overlamnad_till=TEXT,
        svar_text=TEXT,
    )
    op.drop_index("ix_avvikelse_arsbok", "avvikelse")
    op.create_index("ix_avvikelse_arsbok", "avvikelse", [*ARSBOK, "status"])


def _grow_lex() -> None:
    for column in ("rapportor_id", "mottagen_av_id", "utredare_id"):
        reference("lex_sarah_arende", column, "person")
    days = ("handelse", "omedelbar", "forhandsbedomd", "utredd", "polisanmald", "effekt", "aterkopplad")
    texts = (
        "brukarreferens",
        "dnr",
        "forhandsbedomning",
        "forlopp",
        "konsekvens",
        "orsaker",
        "liknande",
        "upprepning",
        "metod",
        "horda",
        "forslag",
        "beslut_skal",
        "beslutsfattare",
        "ivo_beslut",
        "effekt",
        "aterkopplad_form",
        "ej_underrattad_skal",
    )
    add(
        "lex_sarah_arende",
        status_sedan=DAY,
        forslag_grad=ORD,
        polisanmald=YES,
        journalford=YES,
        **{f"{name}_datum": DAY for name in days},
        **dict.fromkeys(texts, TEXT),
    )


def _grow_synpunkt() -> None:
    for column, target in (("ansvarig_id", "person"), ("avvikelse_id", "avvikelse")):
        reference("synpunkt", column, target)
        op.create_index(f"ix_synpunkt_{column}", "synpunkt", [column])
    reference("synpunkt", "rapportor_id", "person")
    texts = ("avsandare", "kontakt", "brukarreferens", "utredning", "svar", "svar_form")
    add("synpunkt", ar=KEY, nr=KEY, lagrum=ORD, avslutad_datum=DAY, **dict.fromkeys(texts, TEXT))
    op.add_column("synpunkt", need("status", ORD, server_default="mottagen"))
    op.add_column("synpunkt", need("amne_sort", SORT, server_default=""))
    op.create_index("ix_synpunkt_amne_sort", "synpunkt", ["amne_sort"])
    op.create_index("ix_synpunkt_ar_nr", "synpunkt", ["ar", "nr"])
