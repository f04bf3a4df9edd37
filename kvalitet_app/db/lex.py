"""Cases under lex Sarah and lex Maria as tables: the case, its circle and who has been told."""

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext, kort
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, LexStatus, Mottagarslag
from kvalitet_app.domain.organisation.enheter import Lagrum


class LexSarahArende(Post, Base):
    """A case under lex Sarah (or lex Maria). Seen only by its circle, see `ArendeKrets`."""

    __tablename__ = "lex_sarah_arende"
    __table_args__ = (
        UniqueConstraint("id", "enhet_id"),
        ForeignKeyConstraint(["avvikelse_id", "enhet_id"], ["avvikelse.id", "avvikelse.enhet_id"], onupdate="CASCADE"),
        Index(None, "avvikelse_id"),
        Index(None, "rapporterad_datum", "enhet_id"),
    )
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    avvikelse_id: Mapped[int | None]
    slag: Mapped[LexSlag]
    lagrum: Mapped[Lagrum]
    beteckning: Mapped[kort]
    rapporterad_datum: Mapped[date]
    mottagen_datum: Mapped[date | None]
    status: Mapped[LexStatus]
    beskrivning: Mapped[fritext]
    omedelbar_atgard: Mapped[fritext]
    grad: Mapped[LexGrad | None]
    beslut_datum: Mapped[date | None]
    anmald_ivo_datum: Mapped[date | None]
    ivo_dnr: Mapped[kort]
    ivo_beslut_datum: Mapped[date | None]
    avslutad_datum: Mapped[date | None]
    handelse_datum: Mapped[date | None]
    brukarreferens: Mapped[kort]
    dnr: Mapped[kort]
    status_sedan: Mapped[date | None]
    rapportor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    mottagen_av_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    omedelbar_datum: Mapped[date | None]
    forhandsbedomd_datum: Mapped[date | None]
    forhandsbedomning: Mapped[fritext]
    utredare_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    utredd_datum: Mapped[date | None]
    forlopp: Mapped[fritext]
    konsekvens: Mapped[fritext]
    orsaker: Mapped[fritext]
    liknande: Mapped[fritext]
    upprepning: Mapped[fritext]
    metod: Mapped[fritext]
    horda: Mapped[fritext]
    forslag_grad: Mapped[LexGrad | None]
    forslag: Mapped[fritext]
    beslut_skal: Mapped[fritext]
    beslutsfattare: Mapped[kort]
    polisanmald: Mapped[bool | None]
    polisanmald_datum: Mapped[date | None]
    journalford: Mapped[bool | None]
    ej_underrattad_skal: Mapped[fritext]
    patient_punkter: Mapped[fritext]
    patient_journal: Mapped[bool | None]
    ivo_beslut: Mapped[fritext]
    effekt: Mapped[fritext]
    effekt_datum: Mapped[date | None]
    aterkopplad_datum: Mapped[date | None]
    aterkopplad_form: Mapped[kort]


class ArendeKrets(Post, Base):
    """Somebody who belongs to the circle of a case."""

    __tablename__ = "arende_krets"
    __table_args__ = (
        ForeignKeyConstraint(
            ["arende_id", "enhet_id"], ["lex_sarah_arende.id", "lex_sarah_arende.enhet_id"], onupdate="CASCADE"
        ),
        UniqueConstraint("arende_id", "person_id"),
        Index(None, "person_id"),
    )
    arende_id: Mapped[int]
    enhet_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Underrattelse(Post, Base):
    """That somebody has been told of a case: who, when and how."""

    __tablename__ = "underrattelse"
    __table_args__ = (
        ForeignKeyConstraint(
            ["arende_id", "enhet_id"], ["lex_sarah_arende.id", "lex_sarah_arende.enhet_id"], onupdate="CASCADE"
        ),
        Index(None, "arende_id"),
    )
    arende_id: Mapped[int]
    enhet_id: Mapped[int]
    slag: Mapped[Mottagarslag]
    vem: Mapped[kort]
    datum: Mapped[date]
    form: Mapped[kort]
