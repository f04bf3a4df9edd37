"""Avvikelse and its type as tables.

Every case table carries its `enhet_id`, and child rows refer to their case by (id, enhet_id), so that a server can
decide row by row who sees what.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import SORT, Base, Post, fritext, kort, sort_key_of
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, Foljd, Skada
from kvalitet_app.domain.organisation.enheter import Lagrum

# What every list is limited by, who may see it included: with it in the index the rows themselves are not read.
FILTERED = ("enhet_id", "status", "skyddad", "borttagen", "lagrum", "handelse_ar", "rapportor_id")


class Avvikelsetyp(Post, Base):
    """A type of the local catalogue, with validity, so that 0 and "not measured" differ."""

    __tablename__ = "avvikelsetyp"
    kod: Mapped[str] = mapped_column(String(60), unique=True)
    namn: Mapped[kort]
    namn_sort: Mapped[str] = mapped_column(SORT, default=sort_key_of("namn"), index=True)
    grupp: Mapped[kort]
    lagrum: Mapped[Lagrum]
    ordning: Mapped[int] = mapped_column(default=0)
    giltig_fran: Mapped[date | None]
    giltig_till: Mapped[date | None]


class Avvikelse(Post, Base):
    """An event or a risk that departs from what was decided, planned or required."""

    __tablename__ = "avvikelse"
    __table_args__ = (
        UniqueConstraint("id", "enhet_id"),
        UniqueConstraint("ar", "nr"),
        UniqueConstraint("kalla", "externt_nummer"),
        Index("ix_avvikelse_lista", "ar", "nr", "id", *FILTERED, "handelse_vid"),
        Index("ix_avvikelse_datum", "handelse_vid", "id", *FILTERED),
        Index("ix_avvikelse_rubrik", "rubrik_sort", "id", *FILTERED),
        Index("ix_avvikelse_risk", "risk", "ar", "nr", "id", *FILTERED),
        Index("ix_avvikelse_enhet", "enhet_id", "ar", "nr", "id", *FILTERED[1:], "registrerad_vid"),
        Index("ix_avvikelse_typ", "typ_id", "ar", "nr", "id", *FILTERED),
        Index("ix_avvikelse_status", "status", "ar", "nr", "id", "enhet_id", *FILTERED[2:]),
        Index(
            "ix_avvikelse_arsbok",
            "handelse_ar",
            "lagrum",
            "typ_id",
            "handelse_manad",
            "enhet_id",
            "brukarreferens",
            "skyddad",
            "borttagen",
            "status",
        ),
        Index(
            "ix_avvikelse_lage",
            "handelse_ar",
            "lagrum",
            "status",
            "sannolikhet",
            "allvarlighetsgrad",
            "enhet_id",
            "borttagen",
            "registrerad_vid",
            "avslutad_vid",
        ),
    )
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    ar: Mapped[int]
    nr: Mapped[int]
    rubrik: Mapped[kort]
    rubrik_sort: Mapped[str] = mapped_column(SORT, default=sort_key_of("rubrik"))
    beskrivning: Mapped[fritext]
    omedelbar_atgard: Mapped[fritext]
    handelse_vid: Mapped[datetime]
    handelse_ar: Mapped[int]
    handelse_manad: Mapped[int]
    registrerad_vid: Mapped[datetime]
    rapportor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    typ_id: Mapped[int | None] = mapped_column(ForeignKey("avvikelsetyp.id"))
    lagrum: Mapped[Lagrum]
    brukarreferens: Mapped[kort]
    foljd: Mapped[Foljd]
    berort_barn: Mapped[bool] = mapped_column(default=False)
    status: Mapped[AvvikelseStatus]
    status_sedan: Mapped[datetime]
    skyddad: Mapped[bool] = mapped_column(default=False)
    misstanke: Mapped[bool | None]
    misstanke_skal: Mapped[fritext]
    mottagen_av_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    mottagen_vid: Mapped[datetime | None]
    sannolikhet: Mapped[int | None]
    allvarlighetsgrad: Mapped[int | None]
    risk: Mapped[int | None]
    ansvarig_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    utredning: Mapped[fritext]
    uppfoljning: Mapped[fritext]
    aterkopplad_datum: Mapped[date | None]
    aterkopplad_form: Mapped[kort]
    avslutad_vid: Mapped[datetime | None]
    kalla: Mapped[str | None] = mapped_column(String(60))
    externt_nummer: Mapped[str | None] = mapped_column(String(120))
    process_id: Mapped[int | None] = mapped_column(ForeignKey("process.id"), index=True)
    skada_fysisk: Mapped[Skada | None]
    skada_psykisk: Mapped[Skada | None]
    skada_integritet: Mapped[Skada | None]
    nasta_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    dubblett_av_id: Mapped[int | None] = mapped_column(ForeignKey("avvikelse.id"), index=True)
    overlamnad_till: Mapped[kort]
    overlamnad_datum: Mapped[date | None]
    svar_datum: Mapped[date | None]
    svar_text: Mapped[fritext]
    aterford_datum: Mapped[date | None]
    apt_datum: Mapped[date | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("importomgang.id"), index=True)

    def take_back(self, moment: datetime) -> None:
        """Free its number of another system too: the file that it came from can be laid in again."""
        super().take_back(moment)
        self.externt_nummer = None
