"""Indexes that answer the year's figures without a look at the rows themselves."""

from alembic import op

revision = "0002"
down_revision = "0001"

ENHET = ["enhet_id", "ar", "nr", "id", "status", "skyddad", "borttagen", "lagrum", "handelse_ar", "registrerad_vid"]
LAGE = [
    "handelse_ar", "lagrum", "status", "sannolikhet", "allvarlighetsgrad", "enhet_id", "borttagen", "registrerad_vid",
    "avslutad_vid",
]  # fmt: skip


def upgrade() -> None:
    """How the cases of a year stand, and when each unit last registered one."""
    op.drop_index("ix_avvikelse_enhet", "avvikelse")
    op.create_index("ix_avvikelse_enhet", "avvikelse", ENHET)
    op.create_index("ix_avvikelse_lage", "avvikelse", LAGE)
