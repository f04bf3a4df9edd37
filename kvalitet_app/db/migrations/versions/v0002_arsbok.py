"""Indexes from which lists and the year's figures are answered without a look at the rows themselves."""

from alembic import op

revision = "0002"
down_revision = "0001"

LIMITS = ["status", "skyddad", "borttagen", "lagrum", "handelse_ar", "rapportor_id"]
INDEXES = {
    "ix_avvikelse_datum": ["handelse_vid", "id", "enhet_id", *LIMITS],
    "ix_avvikelse_enhet": ["enhet_id", "ar", "nr", "id", *LIMITS, "registrerad_vid"],
    "ix_avvikelse_lista": ["ar", "nr", "id", "enhet_id", *LIMITS, "handelse_vid"],
    "ix_avvikelse_risk": ["risk", "ar", "nr", "id", "enhet_id", *LIMITS],
    "ix_avvikelse_rubrik": ["rubrik_sort", "id", "enhet_id", *LIMITS],
    "ix_avvikelse_status": ["status", "ar", "nr", "id", "enhet_id", *LIMITS[1:]],
    "ix_avvikelse_typ": ["typ_id", "ar", "nr", "id", "enhet_id", *LIMITS],
}
LAGE = [
    "handelse_ar",
    "lagrum",
    "status",
    "sannolikhet",
    "allvarlighetsgrad",
    "enhet_id",
    "borttagen",
    "registrerad_vid",
    "avslutad_vid",
]


def upgrade() -> None:
    """The reporter among what limits a list; how the cases of a year stand."""
    for name, columns in INDEXES.items():
        op.drop_index(name, "avvikelse")
        op.create_index(name, "avvikelse", columns)
    op.create_index("ix_avvikelse_lage", "avvikelse", LAGE)
