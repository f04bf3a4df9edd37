"""What a case gathers while it is handled: its steps, analysis, follow-up answers, files, imports."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, UtcDateTime, fritext, kort, utc_now
from kvalitet_app.domain.avvikelse import AvvikelseStatus, Foljdfragesvar


def _of_case() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["avvikelse_id", "enhet_id"], ["avvikelse.id", "avvikelse.enhet_id"], onupdate="CASCADE"
    )


class Arendesteg(Post, Base):
    """A step a case has taken: from which state to which, by whom, and why. A move between units is one too."""

    __tablename__ = "arendesteg"
    __table_args__ = (_of_case(), Index(None, "avvikelse_id"))
    avvikelse_id: Mapped[int]
    enhet_id: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    fran: Mapped[AvvikelseStatus]
    till: Mapped[AvvikelseStatus]
    sedan: Mapped[datetime]
    skal_kod: Mapped[str] = mapped_column(String(60), default="", server_default="")
    skal: Mapped[fritext]
    fran_enhet_id: Mapped[int | None] = mapped_column(ForeignKey("enhet.id"))


class Handelseanalys(Post, Base):
    """A guided analysis of a case: what happened, five times why, and what is learnt."""

    __tablename__ = "handelseanalys"
    __table_args__ = (_of_case(), Index(None, "avvikelse_id"))
    avvikelse_id: Mapped[int]
    enhet_id: Mapped[int]
    forlopp: Mapped[fritext]
    varfor_1: Mapped[fritext]
    varfor_2: Mapped[fritext]
    varfor_3: Mapped[fritext]
    varfor_4: Mapped[fritext]
    varfor_5: Mapped[fritext]
    liknande: Mapped[fritext]
    upprepning: Mapped[fritext]
    lardom: Mapped[fritext]


class Foljdfraga(Post, Base):
    """A question that the form asks when a type is chosen. `val` holds the choices, one a line."""

    __tablename__ = "foljdfraga"
    typ_id: Mapped[int] = mapped_column(ForeignKey("avvikelsetyp.id"), index=True)
    ordning: Mapped[int] = mapped_column(default=0)
    text: Mapped[kort]
    slag: Mapped[Foljdfragesvar]
    val: Mapped[fritext]
    giltig_fran: Mapped[date | None]
    giltig_till: Mapped[date | None]


class Foljdsvar(Post, Base):
    """What was answered to a follow-up question in one case."""

    __tablename__ = "foljdsvar"
    __table_args__ = (_of_case(), UniqueConstraint("avvikelse_id", "foljdfraga_id"))
    avvikelse_id: Mapped[int]
    enhet_id: Mapped[int]
    foljdfraga_id: Mapped[int] = mapped_column(ForeignKey("foljdfraga.id"))
    svar: Mapped[fritext]


class EjPersonnummer(Post, Base):
    """That somebody has said that a number in a case is not a personnummer."""

    __tablename__ = "ej_personnummer"
    __table_args__ = (_of_case(), Index(None, "avvikelse_id"))
    avvikelse_id: Mapped[int]
    enhet_id: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    text: Mapped[kort]


class Bilaga(Post, Base):
    """A file of a case. `sha256` stands in the journal, so that what lies in `BilagaInnehall` can be proven."""

    __tablename__ = "bilaga"
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    avvikelse_id: Mapped[int | None] = mapped_column(ForeignKey("avvikelse.id"), index=True)
    lex_sarah_arende_id: Mapped[int | None] = mapped_column(ForeignKey("lex_sarah_arende.id"), index=True)
    synpunkt_id: Mapped[int | None] = mapped_column(ForeignKey("synpunkt.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    namn: Mapped[kort]
    mediatyp: Mapped[str] = mapped_column(String(120))
    storlek: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))


class BilagaInnehall(Base):
    """The bytes of a file. Not journalled: the journal holds their hash."""

    __tablename__ = "bilaga_innehall"
    bilaga_id: Mapped[int] = mapped_column(ForeignKey("bilaga.id"), primary_key=True)
    innehall: Mapped[bytes] = mapped_column(LargeBinary)


class Importomgang(Post, Base):
    """One import of a file, so that it can be taken back whole."""

    __tablename__ = "importomgang"
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    filnamn: Mapped[kort]
    sha256: Mapped[str] = mapped_column(String(64))
    antal: Mapped[int] = mapped_column(default=0)
    aterkallad: Mapped[datetime | None]


class Paminnelse(Base):
    """That a person has been reminded of something due on a day. Not journalled: it says nothing of the case."""

    __tablename__ = "paminnelse"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    tabell: Mapped[str] = mapped_column(String(60), primary_key=True)
    rad_id: Mapped[int] = mapped_column(primary_key=True)
    forfaller: Mapped[date] = mapped_column(primary_key=True)
    visad_vid: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
