"""What a case gathers while it is handled: causes, additions, steps, analysis, follow-up answers."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext, kort
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus


def _of_case() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["avvikelse_id", "enhet_id"], ["avvikelse.id", "avvikelse.enhet_id"], onupdate="CASCADE"
    )


class Orsak(Post, Base):
    """A cause of a case. Causes are about the system, not about a named employee."""

    __tablename__ = "orsak"
    __table_args__ = (
        _of_case(),
        Index(None, "avvikelse_id"),
        Index(None, "kategori", "avvikelse_id"),
    )
    avvikelse_id: Mapped[int]
    enhet_id: Mapped[int]
    kategori: Mapped[str] = mapped_column(String(60))
    text: Mapped[fritext]


class Tillagg(Post, Base):
    """What is added to a case later: the first text is never rewritten."""

    __tablename__ = "tillagg"
    __table_args__ = (
        _of_case(),
        Index(None, "avvikelse_id"),
    )
    avvikelse_id: Mapped[int]
    enhet_id: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    text: Mapped[fritext]


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
