"""The saved views of the register: what I have to do, what waits for others, what is stuck, and the rest."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, not_, or_

from kvalitet_app.db.models import Avvikelse
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.avvikelser.steg import OPEN
from kvalitet_app.domain.kalender import now
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.services.access.rights import behorighet, person_id
from kvalitet_app.services.register.granser import read_grans

VIEWS = ("att_gora", "vantar", "oppna", "fastnat", "forsenade", "avslutade", "alla")
S = AvvikelseStatus


def limit_view(session: ReadSession, vy: str) -> list[ColumnElement[bool]]:
    """What a saved view adds to a selection."""
    is_open = Avvikelse.status.in_(OPEN)
    if vy == "alla":
        return []
    if vy == "oppna":
        return [is_open]
    if vy == "att_gora":
        return [is_open, mine_to_do(session)]
    if vy == "vantar":
        return [is_open, _my_part(session), not_(mine_to_do(session))]
    if vy == "fastnat":
        return [is_open, Avvikelse.status_sedan < now() - timedelta(days=read_grans(session, "dagar_i_steg"))]
    if vy == "forsenade":
        return [is_open, Avvikelse.registrerad_vid < now() - timedelta(days=read_grans(session, "dagar_oppen"))]
    if vy == "avslutade":
        return [Avvikelse.status.not_in(OPEN)]
    raise ValueError(f"no such view: {vy}")


def mine_to_do(session: ReadSession) -> ColumnElement[bool]:
    """Whether the next step is the person's: handed over, to be received, to be given to somebody, or investigated.

    Never one that she may not take.
    """
    me = person_id(session)
    by_state = or_(
        Avvikelse.status == S.REGISTRERAD,
        and_(Avvikelse.status == S.MOTTAGEN, Avvikelse.mottagen_av_id == me),
        and_(Avvikelse.status.in_((S.UTREDS, S.ATGARDAS, S.UPPFOLJD)), Avvikelse.ansvarig_id == me),
    )
    handed = and_(Avvikelse.nasta_id.is_not(None), Avvikelse.nasta_id == me)
    return and_(may_handle(session), or_(handed, and_(Avvikelse.nasta_id.is_(None), by_state)))


def may_handle(session: ReadSession) -> ColumnElement[bool]:
    """Whether the person may take the case through its steps: HSL is shared with MAS and MAR."""
    mine = behorighet(session)
    return or_(
        and_(Avvikelse.lagrum != Lagrum.HSL, Avvikelse.enhet_id.in_(mine.units(Ratt.HANDLAGGA_AVVIKELSE))),
        and_(Avvikelse.lagrum == Lagrum.HSL, Avvikelse.enhet_id.in_(mine.units(Ratt.HANDLAGGA_HSL))),
    )


def _my_part(session: ReadSession) -> ColumnElement[bool]:
    """Whether the person reported the case, or has to do with how it is handled."""
    me = person_id(session)
    own = (Avvikelse.rapportor_id, Avvikelse.mottagen_av_id, Avvikelse.ansvarig_id)
    return or_(*(column == me for column in own), may_handle(session))
