"""Mall, Fraga, Plan, Egenkontroll and Svar as tables."""

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kvalitet_app.db.base import Base, Post, fritext, kort
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus, Svarsvarde
from kvalitet_app.domain.kalender import Upprepning


class Mall(Post, Base):
    """A template; a change of questions makes a new version of it."""

    __tablename__ = "mall"
    __table_args__ = (UniqueConstraint("kod", "version_nr"),)
    kod: Mapped[str] = mapped_column(String(20))
    version_nr: Mapped[int] = mapped_column(default=1)
    namn: Mapped[kort]
    metod: Mapped[kort]
    upprepning: Mapped[Upprepning]
    grans_gron: Mapped[int] = mapped_column(default=90)
    grans_gul: Mapped[int] = mapped_column(default=70)
    giltig_fran: Mapped[date | None]
    giltig_till: Mapped[date | None]


class Fraga(Post, Base):
    """One question of a template; `kod` is its own through the versions of the template."""

    __tablename__ = "fraga"
    __table_args__ = (UniqueConstraint("mall_id", "ordning"),)
    mall_id: Mapped[int] = mapped_column(ForeignKey("mall.id"))
    ordning: Mapped[int]
    kod: Mapped[str] = mapped_column(String(20), default="", server_default="")
    text: Mapped[fritext]


class Plan(Post, Base):
    """A template that comes back on a unit. Occurrence k is computed from the anchor `start`."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("id", "enhet_id"), Index(None, "enhet_id", "mall_id"))
    mall_id: Mapped[int] = mapped_column(ForeignKey("mall.id"))
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    start: Mapped[date]
    slut: Mapped[date | None]
    upprepning: Mapped[Upprepning]
    ansvarig_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Egenkontroll(Post, Base):
    """One occurrence. `planerad_datum` may be moved by hand; `ursprungligt_datum` is what the plan gave.

    `flytt_skal` says why it was moved, the last time.
    """

    __tablename__ = "egenkontroll"
    __table_args__ = (
        UniqueConstraint("id", "enhet_id"),
        UniqueConstraint("plan_id", "k"),
        ForeignKeyConstraint(["plan_id", "enhet_id"], ["plan.id", "plan.enhet_id"]),
        Index("ix_egenkontroll_lista", "planerad_datum", "id", "enhet_id", "status", "mall_id", "borttagen"),
        Index(None, "enhet_id", "mall_id", "genomford_datum"),
    )
    enhet_id: Mapped[int] = mapped_column(ForeignKey("enhet.id"))
    plan_id: Mapped[int | None]
    k: Mapped[int | None]
    mall_id: Mapped[int] = mapped_column(ForeignKey("mall.id"))
    planerad_datum: Mapped[date]
    ursprungligt_datum: Mapped[date]
    flytt_skal: Mapped[fritext]
    status: Mapped[EgenkontrollStatus]
    genomford_datum: Mapped[date | None]
    ansvarig_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    genomford_av_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    poang: Mapped[float | None]
    sammanfattning: Mapped[fritext]
    population: Mapped[int | None]
    urval: Mapped[int | None]
    urval_fro: Mapped[int | None]


class Svar(Post, Base):
    """The answer to one question of one occurrence; `akt` numbers the file when several are checked."""

    __tablename__ = "svar"
    __table_args__ = (
        ForeignKeyConstraint(["egenkontroll_id", "enhet_id"], ["egenkontroll.id", "egenkontroll.enhet_id"]),
        UniqueConstraint("egenkontroll_id", "fraga_id", "akt"),
    )
    egenkontroll_id: Mapped[int]
    enhet_id: Mapped[int]
    fraga_id: Mapped[int] = mapped_column(ForeignKey("fraga.id"), index=True)
    akt: Mapped[int] = mapped_column(default=1)
    svar: Mapped[Svarsvarde | None]
    kommentar: Mapped[fritext]
