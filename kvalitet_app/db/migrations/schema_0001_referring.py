"""The first schema, second half: what refers to the first, and the trail."""

import sqlalchemy as sa
from alembic import op

from kvalitet_app.db.migrations.kinds import MOMENT, ORD, SORT, TEXT, make, may, need


def make_10() -> None:
    """The next tables in the order their references need."""
    make(
        "uppdrag",
        need("person_id", sa.Integer(), sa.ForeignKey("person.id")),
        need("roll", ORD),
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("giltig_fran", sa.Date()),
        may("giltig_till", sa.Date()),
    )
    op.create_index("ix_uppdrag_enhet_id", "uppdrag", ["enhet_id"])
    op.create_index("ix_uppdrag_person_id_giltig_fran", "uppdrag", ["person_id", "giltig_fran"])
    op.create_table(
        "utkast",
        need("person_id", sa.Integer(), sa.ForeignKey("person.id"), primary_key=True),
        need("formular", sa.String(100), primary_key=True),
        need("innehall", TEXT),
        need("andrad", MOMENT),
    )
    make(
        "verksamhetsadress",
        need("utforare_id", sa.Integer(), sa.ForeignKey("utforare.id")),
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("namn", TEXT, server_default=""),
        need("insats", TEXT, server_default=""),
        need("anteckning", TEXT, server_default=""),
        sa.UniqueConstraint("utforare_id", "namn"),
    )
    op.create_index("ix_verksamhetsadress_enhet_id", "verksamhetsadress", ["enhet_id"])
    make(
        "aktivitet",
        need("process_id", sa.Integer(), sa.ForeignKey("process.id")),
        need("ordning", sa.Integer()),
        need("namn", TEXT, server_default=""),
        need("ansvarig_roll", TEXT, server_default=""),
        need("rutin_behovs", sa.Boolean()),
        need("utan_rutin_skal", TEXT, server_default=""),
        need("samverkan", TEXT, server_default=""),
    )
    op.create_index("ix_aktivitet_process_id", "aktivitet", ["process_id"])


def make_11() -> None:
    """The next tables in the order their references need."""
    make(
        "avsnitt",
        need("berattelse_id", sa.Integer(), sa.ForeignKey("berattelse.id")),
        need("kapitel", sa.String(60)),
        need("text", TEXT, server_default=""),
        sa.UniqueConstraint("berattelse_id", "kapitel"),
    )
    make(
        "bedomningsrad",
        need("granskning_id", sa.Integer(), sa.ForeignKey("granskning.id")),
        need("omrade", TEXT, server_default=""),
        need("farg", ORD),
        need("text", TEXT, server_default=""),
        may("ansvarig_id", sa.Integer(), sa.ForeignKey("person.id")),
        may("klart_senast", sa.Date()),
    )
    op.create_index("ix_bedomningsrad_granskning_id", "bedomningsrad", ["granskning_id"])


def make_12() -> None:
    """The next tables in the order their references need."""
    make(
        "egenkontroll",
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        may("plan_id", sa.Integer()),
        may("k", sa.Integer()),
        need("mall_id", sa.Integer(), sa.ForeignKey("mall.id")),
        need("planerad_datum", sa.Date()),
        need("ursprungligt_datum", sa.Date()),
        need("status", ORD),
        may("genomford_datum", sa.Date()),
        may("ansvarig_id", sa.Integer(), sa.ForeignKey("person.id")),
        may("genomford_av_id", sa.Integer(), sa.ForeignKey("person.id")),
        may("poang", sa.Float()),
        need("sammanfattning", TEXT, server_default=""),
        may("population", sa.Integer()),
        may("urval", sa.Integer()),
        may("urval_fro", sa.Integer()),
        sa.ForeignKeyConstraint(["plan_id", "enhet_id"], ["plan.id", "plan.enhet_id"]),
        sa.UniqueConstraint("id", "enhet_id"),
        sa.UniqueConstraint("plan_id", "k"),
    )
    op.create_index("ix_egenkontroll_ansvarig_id", "egenkontroll", ["ansvarig_id"])
    op.create_index(
        "ix_egenkontroll_enhet_id_mall_id_genomford_datum", "egenkontroll", ["enhet_id", "mall_id", "genomford_datum"]
    )
    op.create_index(
        "ix_egenkontroll_lista", "egenkontroll", ["planerad_datum", "id", "enhet_id", "status", "mall_id", "borttagen"]
    )


def make_13() -> None:
    """The next tables in the order their references need."""
    make(
        "lex_sarah_arende",
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        may("avvikelse_id", sa.Integer()),
        need("slag", ORD),
        need("lagrum", ORD),
        need("beteckning", TEXT, server_default=""),
        need("rapporterad_datum", sa.Date()),
        may("mottagen_datum", sa.Date()),
        need("status", ORD),
        need("beskrivning", TEXT, server_default=""),
        need("omedelbar_atgard", TEXT, server_default=""),
        may("grad", ORD),
        may("beslut_datum", sa.Date()),
        may("anmald_ivo_datum", sa.Date()),
        need("ivo_dnr", TEXT, server_default=""),
        may("ivo_beslut_datum", sa.Date()),
        may("avslutad_datum", sa.Date()),
        sa.ForeignKeyConstraint(
            ["avvikelse_id", "enhet_id"], ["avvikelse.id", "avvikelse.enhet_id"], onupdate="CASCADE"
        ),
        sa.UniqueConstraint("id", "enhet_id"),
    )
    op.create_index("ix_lex_sarah_arende_avvikelse_id", "lex_sarah_arende", ["avvikelse_id"])
    op.create_index(
        "ix_lex_sarah_arende_rapporterad_datum_enhet_id", "lex_sarah_arende", ["rapporterad_datum", "enhet_id"]
    )
    make(
        "matvarde",
        need("indikator_id", sa.Integer(), sa.ForeignKey("indikator.id")),
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("ar", sa.Integer()),
        need("taljare", sa.Float()),
        may("namnare", sa.Float()),
        sa.UniqueConstraint("indikator_id", "ar", "enhet_id"),
    )


def make_14() -> None:
    """The next tables in the order their references need."""
    make(
        "orsak",
        need("avvikelse_id", sa.Integer()),
        need("enhet_id", sa.Integer()),
        need("kategori", sa.String(60)),
        need("text", TEXT, server_default=""),
        sa.ForeignKeyConstraint(
            ["avvikelse_id", "enhet_id"], ["avvikelse.id", "avvikelse.enhet_id"], onupdate="CASCADE"
        ),
    )
    op.create_index("ix_orsak_avvikelse_id", "orsak", ["avvikelse_id"])
    op.create_index("ix_orsak_kategori_avvikelse_id", "orsak", ["kategori", "avvikelse_id"])
    make(
        "rekommendation",
        need("granskning_id", sa.Integer(), sa.ForeignKey("granskning.id")),
        need("paragraf", TEXT, server_default=""),
        need("text", TEXT, server_default=""),
        need("status", ORD),
        may("klart_senast", sa.Date()),
        may("ansvarig_id", sa.Integer(), sa.ForeignKey("person.id")),
    )
    op.create_index("ix_rekommendation_granskning_id", "rekommendation", ["granskning_id"])
    make(
        "risk",
        need("riskanalys_id", sa.Integer()),
        need("enhet_id", sa.Integer()),
        need("text", TEXT, server_default=""),
        need("sannolikhet", sa.Integer()),
        need("allvarlighetsgrad", sa.Integer()),
        may("sannolikhet_efter", sa.Integer()),
        may("allvarlighetsgrad_efter", sa.Integer()),
        sa.ForeignKeyConstraint(["riskanalys_id", "enhet_id"], ["riskanalys.id", "riskanalys.enhet_id"]),
    )
    op.create_index("ix_risk_riskanalys_id", "risk", ["riskanalys_id"])


def make_15() -> None:
    """The next tables in the order their references need."""
    make(
        "rutinversion",
        need("rutin_id", sa.Integer(), sa.ForeignKey("rutin.id")),
        need("version_nr", sa.Integer()),
        need("status", ORD),
        need("text", TEXT, server_default=""),
        may("faststalld_av_id", sa.Integer(), sa.ForeignKey("person.id")),
        may("faststalld_datum", sa.Date()),
        may("galler_fran", sa.Date()),
        may("oversyn_senast", sa.Date()),
        need("andring", TEXT, server_default=""),
        need("betydande", sa.Boolean()),
        sa.UniqueConstraint("rutin_id", "version_nr"),
    )
    op.create_index("ix_rutinversion_oversyn_senast", "rutinversion", ["oversyn_senast"])
    make(
        "siffra",
        need("berattelse_id", sa.Integer(), sa.ForeignKey("berattelse.id")),
        need("nyckel", sa.String(200)),
        may("varde", sa.Float()),
        need("fraga", TEXT, server_default=""),
        sa.UniqueConstraint("berattelse_id", "nyckel"),
    )
    make(
        "tillagg",
        need("avvikelse_id", sa.Integer()),
        need("enhet_id", sa.Integer()),
        may("person_id", sa.Integer(), sa.ForeignKey("person.id")),
        need("text", TEXT, server_default=""),
        sa.ForeignKeyConstraint(
            ["avvikelse_id", "enhet_id"], ["avvikelse.id", "avvikelse.enhet_id"], onupdate="CASCADE"
        ),
    )
    op.create_index("ix_tillagg_avvikelse_id", "tillagg", ["avvikelse_id"])


def make_16() -> None:
    """The next tables in the order their references need."""
    make(
        "uppfoljning",
        need("verksamhetsadress_id", sa.Integer(), sa.ForeignKey("verksamhetsadress.id")),
        need("datum", sa.Date()),
        need("metod", TEXT, server_default=""),
        may("resultat", ORD),
    )
    op.create_index("ix_uppfoljning_datum", "uppfoljning", ["datum"])
    op.create_index("ix_uppfoljning_verksamhetsadress_id", "uppfoljning", ["verksamhetsadress_id"])
    make(
        "aktivitet_rutin",
        need("aktivitet_id", sa.Integer(), sa.ForeignKey("aktivitet.id")),
        need("rutin_id", sa.Integer(), sa.ForeignKey("rutin.id")),
        sa.UniqueConstraint("aktivitet_id", "rutin_id"),
    )
    op.create_index("ix_aktivitet_rutin_rutin_id", "aktivitet_rutin", ["rutin_id"])
    make(
        "arende_krets",
        need("arende_id", sa.Integer()),
        need("enhet_id", sa.Integer()),
        need("person_id", sa.Integer(), sa.ForeignKey("person.id")),
        sa.ForeignKeyConstraint(
            ["arende_id", "enhet_id"], ["lex_sarah_arende.id", "lex_sarah_arende.enhet_id"], onupdate="CASCADE"
        ),
        sa.UniqueConstraint("arende_id", "person_id"),
    )
    op.create_index("ix_arende_krets_person_id", "arende_krets", ["person_id"])


def make_17() -> None:
    """The next tables in the order their references need."""
    make(
        "atgard",
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("kalla", ORD),
        may("avvikelse_id", sa.Integer()),
        may("egenkontroll_id", sa.Integer()),
        may("fraga_id", sa.Integer(), sa.ForeignKey("fraga.id")),
        may("risk_id", sa.Integer(), sa.ForeignKey("risk.id")),
        may("rekommendation_id", sa.Integer(), sa.ForeignKey("rekommendation.id")),
        may("orsak_id", sa.Integer(), sa.ForeignKey("orsak.id")),
        need("slag", ORD),
        need("text", TEXT, server_default=""),
        need("text_sort", SORT),
        may("ansvarig_id", sa.Integer(), sa.ForeignKey("person.id")),
        need("klart_senast", sa.Date()),
        need("status", ORD),
        may("genomford_datum", sa.Date()),
        may("effekt", ORD),
        may("effekt_datum", sa.Date()),
        need("effekt_metod", TEXT, server_default=""),
        sa.ForeignKeyConstraint(
            ["avvikelse_id", "enhet_id"], ["avvikelse.id", "avvikelse.enhet_id"], onupdate="CASCADE"
        ),
        sa.ForeignKeyConstraint(["egenkontroll_id", "enhet_id"], ["egenkontroll.id", "egenkontroll.enhet_id"]),
    )
    op.create_index("ix_atgard_ansvarig_id_status", "atgard", ["ansvarig_id", "status"])
    op.create_index("ix_atgard_avvikelse_id", "atgard", ["avvikelse_id"])
    op.create_index("ix_atgard_egenkontroll_id", "atgard", ["egenkontroll_id"])
    op.create_index("ix_atgard_lista", "atgard", ["klart_senast", "id", "enhet_id", "status", "borttagen"])
    op.create_index("ix_atgard_rekommendation_id", "atgard", ["rekommendation_id"])
    op.create_index("ix_atgard_risk_id", "atgard", ["risk_id"])
    op.create_index("ix_atgard_text_sort", "atgard", ["text_sort"])


def make_18() -> None:
    """The next tables in the order their references need."""
    make(
        "brist",
        need("uppfoljning_id", sa.Integer(), sa.ForeignKey("uppfoljning.id")),
        need("text", TEXT, server_default=""),
        may("klart_senast", sa.Date()),
        may("rattad_datum", sa.Date()),
    )
    op.create_index("ix_brist_uppfoljning_id", "brist", ["uppfoljning_id"])
    make(
        "lasning",
        need("rutinversion_id", sa.Integer(), sa.ForeignKey("rutinversion.id")),
        need("person_id", sa.Integer(), sa.ForeignKey("person.id")),
        need("last_vid", MOMENT),
        sa.UniqueConstraint("rutinversion_id", "person_id"),
    )
    op.create_index("ix_lasning_person_id", "lasning", ["person_id"])
    make(
        "svar",
        need("egenkontroll_id", sa.Integer()),
        need("enhet_id", sa.Integer()),
        need("fraga_id", sa.Integer(), sa.ForeignKey("fraga.id")),
        need("akt", sa.Integer()),
        may("svar", ORD),
        need("kommentar", TEXT, server_default=""),
        sa.ForeignKeyConstraint(["egenkontroll_id", "enhet_id"], ["egenkontroll.id", "egenkontroll.enhet_id"]),
        sa.UniqueConstraint("egenkontroll_id", "fraga_id", "akt"),
    )
    op.create_index("ix_svar_fraga_id", "svar", ["fraga_id"])


MAKERS = (make_10, make_11, make_12, make_13, make_14, make_15, make_16, make_17, make_18)
