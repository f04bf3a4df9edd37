"""The first schema, first half: organisation, rutiner, templates, cases."""

import sqlalchemy as sa
from alembic import op

from kvalitet_app.db.migrations.kinds import MOMENT, NUMBER, ORD, SORT, TEXT, make, may, need


def make_1() -> None:
    """The next tables in the order their references need."""
    make(
        "avvikelsetyp",
        need("kod", sa.String(60)),
        need("namn", TEXT, server_default=""),
        need("namn_sort", SORT),
        need("grupp", TEXT, server_default=""),
        need("lagrum", ORD),
        need("ordning", sa.Integer()),
        may("giltig_fran", sa.Date()),
        may("giltig_till", sa.Date()),
        sa.UniqueConstraint("kod"),
    )
    op.create_index("ix_avvikelsetyp_namn_sort", "avvikelsetyp", ["namn_sort"])
    make(
        "enhet",
        need("namn", TEXT, server_default=""),
        need("kortnamn", TEXT, server_default=""),
        need("namn_sort", SORT),
        need("niva", ORD),
        may("foralder_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("ordning", sa.Integer()),
        need("verksamhet", TEXT, server_default=""),
        may("lagrum", ORD),
        need("regiform", TEXT, server_default=""),
        may("platser", sa.Integer()),
        may("arsarbetare", sa.Float()),
        may("giltig_fran", sa.Date()),
        may("giltig_till", sa.Date()),
    )
    op.create_index("ix_enhet_foralder_id", "enhet", ["foralder_id"])
    op.create_index("ix_enhet_namn_sort", "enhet", ["namn_sort"])


def make_2() -> None:
    """The next tables in the order their references need."""
    op.create_table(
        "handelse",
        need("nr", NUMBER, primary_key=True, autoincrement=False),
        may("tid", sa.Text()),
        may("person_id", sa.Integer()),
        may("verb", sa.Text()),
        may("steg", sa.Text()),
        need("tabell", sa.Text()),
        need("rad_id", sa.Integer()),
        need("op", sa.Text()),
        may("fore", sa.Text()),
        may("efter", sa.Text()),
        may("salt", sa.Text()),
        may("atagande", sa.Text()),
        may("hash", sa.Text()),
    )
    op.create_index("ix_handelse_steg", "handelse", ["steg"])
    op.create_index("ix_handelse_tabell_rad_id", "handelse", ["tabell", "rad_id"])
    make(
        "installning",
        need("nyckel", sa.String(100)),
        need("varde", TEXT, server_default=""),
        sa.UniqueConstraint("nyckel"),
    )
    make(
        "katalogvarde",
        need("katalog", sa.String(40)),
        need("kod", sa.String(60)),
        need("namn", TEXT, server_default=""),
        need("ordning", sa.Integer()),
        may("giltig_fran", sa.Date()),
        may("giltig_till", sa.Date()),
        sa.UniqueConstraint("katalog", "kod"),
    )


def make_3() -> None:
    """The next tables in the order their references need."""
    make(
        "mall",
        need("kod", sa.String(20)),
        need("version_nr", sa.Integer()),
        need("namn", TEXT, server_default=""),
        need("metod", TEXT, server_default=""),
        need("upprepning", ORD),
        need("grans_gron", sa.Integer()),
        need("grans_gul", sa.Integer()),
        may("giltig_fran", sa.Date()),
        may("giltig_till", sa.Date()),
        sa.UniqueConstraint("kod", "version_nr"),
    )
    make(
        "person",
        need("namn", TEXT, server_default=""),
        need("namn_sort", SORT),
        need("titel", TEXT, server_default=""),
        need("epost", TEXT, server_default=""),
        may("konto", sa.String(200)),
        need("aktiv", sa.Boolean()),
        sa.UniqueConstraint("konto"),
    )
    op.create_index("ix_person_namn_sort", "person", ["namn_sort"])
    op.create_table(
        "sokpost",
        need("id", NUMBER, primary_key=True),
        need("tabell", sa.Text()),
        need("rad_id", sa.Integer()),
        may("enhet_id", sa.Integer()),
        need("skyddad", sa.Boolean()),
        need("titel", sa.Text()),
        need("text", sa.Text()),
        sa.UniqueConstraint("tabell", "rad_id"),
    )


def make_4() -> None:
    """The next tables in the order their references need."""
    make(
        "utforare",
        need("namn", TEXT, server_default=""),
        need("regiform", TEXT, server_default=""),
    )


def make_5() -> None:
    """The next tables in the order their references need."""
    make(
        "avvikelse",
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("ar", sa.Integer()),
        need("nr", sa.Integer()),
        need("rubrik", TEXT, server_default=""),
        need("rubrik_sort", SORT),
        need("beskrivning", TEXT, server_default=""),
        need("omedelbar_atgard", TEXT, server_default=""),
        need("handelse_vid", MOMENT),
        need("handelse_ar", sa.Integer()),
        need("handelse_manad", sa.Integer()),
        need("registrerad_vid", MOMENT),
        may("rapportor_id", sa.Integer(), sa.ForeignKey("person.id")),
        may("typ_id", sa.Integer(), sa.ForeignKey("avvikelsetyp.id")),
        need("lagrum", ORD),
        need("brukarreferens", TEXT, server_default=""),
        need("foljd", ORD),
        need("berort_barn", sa.Boolean()),
        need("status", ORD),
        need("status_sedan", MOMENT),
        need("skyddad", sa.Boolean()),
        may("misstanke", sa.Boolean()),
        need("misstanke_skal", TEXT, server_default=""),
        may("mottagen_av_id", sa.Integer(), sa.ForeignKey("person.id")),
        may("mottagen_vid", MOMENT),
        may("sannolikhet", sa.Integer()),
        may("allvarlighetsgrad", sa.Integer()),
        may("risk", sa.Integer()),
        may("ansvarig_id", sa.Integer(), sa.ForeignKey("person.id")),
        need("utredning", TEXT, server_default=""),
        need("uppfoljning", TEXT, server_default=""),
        may("aterkopplad_datum", sa.Date()),
        need("aterkopplad_form", TEXT, server_default=""),
        may("avslutad_vid", MOMENT),
        may("kalla", sa.String(60)),
        may("externt_nummer", sa.String(120)),
        sa.UniqueConstraint("ar", "nr"),
        sa.UniqueConstraint("id", "enhet_id"),
        sa.UniqueConstraint("kalla", "externt_nummer"),
    )
    op.create_index("ix_avvikelse_ansvarig_id", "avvikelse", ["ansvarig_id"])
    op.create_index(
        "ix_avvikelse_arsbok",
        "avvikelse",
        ["handelse_ar", "lagrum", "typ_id", "handelse_manad", "enhet_id", "brukarreferens", "skyddad", "borttagen"],
    )
    op.create_index(
        "ix_avvikelse_datum",
        "avvikelse",
        ["handelse_vid", "id", "enhet_id", "status", "skyddad", "borttagen", "lagrum", "handelse_ar"],
    )
    op.create_index(
        "ix_avvikelse_enhet",
        "avvikelse",
        ["enhet_id", "ar", "nr", "id", "status", "skyddad", "borttagen", "lagrum", "handelse_ar"],
    )
    op.create_index(
        "ix_avvikelse_lista",
        "avvikelse",
        ["ar", "nr", "id", "enhet_id", "status", "skyddad", "borttagen", "lagrum", "handelse_ar", "handelse_vid"],
    )
    op.create_index("ix_avvikelse_rapportor_id", "avvikelse", ["rapportor_id"])
    op.create_index(
        "ix_avvikelse_risk",
        "avvikelse",
        ["risk", "ar", "nr", "id", "enhet_id", "status", "skyddad", "borttagen", "lagrum", "handelse_ar"],
    )
    op.create_index(
        "ix_avvikelse_rubrik",
        "avvikelse",
        ["rubrik_sort", "id", "enhet_id", "status", "skyddad", "borttagen", "lagrum", "handelse_ar"],
    )
    op.create_index(
        "ix_avvikelse_status",
        "avvikelse",
        ["status", "ar", "nr", "id", "enhet_id", "skyddad", "borttagen", "lagrum", "handelse_ar"],
    )
    op.create_index(
        "ix_avvikelse_typ",
        "avvikelse",
        ["typ_id", "ar", "nr", "id", "enhet_id", "status", "skyddad", "borttagen", "lagrum", "handelse_ar"],
    )


def make_6() -> None:
    """The next tables in the order their references need."""
    make(
        "berattelse",
        need("ar", sa.Integer()),
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("status", ORD),
        need("dnr", TEXT, server_default=""),
        may("faststalld_datum", sa.Date()),
        sa.UniqueConstraint("ar", "enhet_id"),
    )
    make(
        "ej_verkstallt_beslut",
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("arendereferens", TEXT, server_default=""),
        need("lagrum", ORD),
        need("insats", TEXT, server_default=""),
        need("beslut_datum", sa.Date()),
        may("avbrott_datum", sa.Date()),
        need("skal", TEXT, server_default=""),
        may("verkstalld_datum", sa.Date()),
    )
    op.create_index(
        "ix_ej_verkstallt_beslut_beslut_datum_enhet_id", "ej_verkstallt_beslut", ["beslut_datum", "enhet_id"]
    )
    make(
        "fraga",
        need("mall_id", sa.Integer(), sa.ForeignKey("mall.id")),
        need("ordning", sa.Integer()),
        need("text", TEXT, server_default=""),
        sa.UniqueConstraint("mall_id", "ordning"),
    )


def make_7() -> None:
    """The next tables in the order their references need."""
    make(
        "granskning",
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("namn", TEXT, server_default=""),
        need("granskare", TEXT, server_default=""),
        need("datum", sa.Date()),
        need("dnr", TEXT, server_default=""),
        may("svar_senast", sa.Date()),
        may("svar_beslutat", sa.Date()),
    )
    op.create_index("ix_granskning_enhet_id", "granskning", ["enhet_id"])
    make(
        "indikator",
        need("kod", sa.String(60)),
        need("namn", TEXT, server_default=""),
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("riktning", ORD),
        may("mal", sa.Float()),
        need("kalla", TEXT, server_default=""),
        sa.UniqueConstraint("kod"),
    )
    op.create_index("ix_indikator_enhet_id", "indikator", ["enhet_id"])
    op.create_table(
        "laslogg",
        need("id", NUMBER, primary_key=True),
        need("tid", MOMENT),
        need("person_id", sa.Integer(), sa.ForeignKey("person.id")),
        need("tabell", sa.String(60)),
        need("rad_id", sa.Integer()),
    )
    op.create_index("ix_laslogg_tabell_rad_id", "laslogg", ["tabell", "rad_id"])


def make_8() -> None:
    """The next tables in the order their references need."""
    make(
        "plan",
        need("mall_id", sa.Integer(), sa.ForeignKey("mall.id")),
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("start", sa.Date()),
        may("slut", sa.Date()),
        need("upprepning", ORD),
        may("ansvarig_id", sa.Integer(), sa.ForeignKey("person.id")),
        sa.UniqueConstraint("id", "enhet_id"),
    )
    op.create_index("ix_plan_enhet_id_mall_id", "plan", ["enhet_id", "mall_id"])
    make(
        "process",
        need("kod", TEXT, server_default=""),
        need("namn", TEXT, server_default=""),
        need("slag", ORD),
        may("foralder_id", sa.Integer(), sa.ForeignKey("process.id")),
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("ordning", sa.Integer()),
        may("agare_id", sa.Integer(), sa.ForeignKey("person.id")),
        need("syfte", TEXT, server_default=""),
        need("version_nr", sa.Integer()),
        may("faststalld_datum", sa.Date()),
    )
    op.create_index("ix_process_enhet_id", "process", ["enhet_id"])
    op.create_index("ix_process_foralder_id", "process", ["foralder_id"])
    make(
        "riskanalys",
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("namn", TEXT, server_default=""),
        need("anledning", TEXT, server_default=""),
        need("datum", sa.Date()),
        may("ansvarig_id", sa.Integer(), sa.ForeignKey("person.id")),
        sa.UniqueConstraint("id", "enhet_id"),
    )
    op.create_index("ix_riskanalys_datum_enhet_id", "riskanalys", ["datum", "enhet_id"])


def make_9() -> None:
    """The next tables in the order their references need."""
    make(
        "rutin",
        need("nr", sa.Integer()),
        need("titel", TEXT, server_default=""),
        need("titel_sort", SORT),
        need("omrade", TEXT, server_default=""),
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        may("agare_id", sa.Integer(), sa.ForeignKey("person.id")),
        sa.UniqueConstraint("nr"),
    )
    op.create_index("ix_rutin_agare_id", "rutin", ["agare_id"])
    op.create_index("ix_rutin_enhet_id", "rutin", ["enhet_id"])
    op.create_index("ix_rutin_titel_sort", "rutin", ["titel_sort"])
    make(
        "sparad_vy",
        need("person_id", sa.Integer(), sa.ForeignKey("person.id")),
        need("sida", sa.String(40)),
        need("namn", TEXT, server_default=""),
        need("urval", TEXT, server_default=""),
    )
    op.create_index("ix_sparad_vy_person_id_sida", "sparad_vy", ["person_id", "sida"])
    make(
        "synpunkt",
        need("enhet_id", sa.Integer(), sa.ForeignKey("enhet.id")),
        need("slag", ORD),
        need("kalla", ORD),
        need("amne", TEXT, server_default=""),
        need("text", TEXT, server_default=""),
        need("mottagen_datum", sa.Date()),
        may("bekraftad_datum", sa.Date()),
        may("besvarad_datum", sa.Date()),
    )
    op.create_index("ix_synpunkt_mottagen_datum_enhet_id", "synpunkt", ["mottagen_datum", "enhet_id"])


MAKERS = (make_1, make_2, make_3, make_4, make_5, make_6, make_7, make_8, make_9)
