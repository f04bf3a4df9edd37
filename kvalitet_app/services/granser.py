"""The limits and other settings that the whole register shares."""

import json
from dataclasses import replace
from functools import cache

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from kvalitet_app.db.models import Installning
from kvalitet_app.domain.avvikelse import RISKGRANSER, Riskgranser
from kvalitet_app.domain.behorighet import Ratt
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.granser import BY_KEY, GRANSER, RISK, check_grans, check_risk
from kvalitet_app.services.access import require
from kvalitet_app.services.changing import changed

ORGANISATION = "organisation"


def read_grans(session: Session, nyckel: str) -> int:
    """A limit as it is set, or its default."""
    stored = session.scalar(select(Installning.varde).where(Installning.nyckel == nyckel))
    return int(json.loads(stored)) if stored else BY_KEY[nyckel].standard


def read_granser(session: Session) -> dict[str, int]:
    """Every limit."""
    return {grans.nyckel: read_grans(session, grans.nyckel) for grans in GRANSER}


def read_riskgranser(session: Session) -> Riskgranser:
    """The limits of the risk matrix, read by one question."""
    stored = {RISK[nyckel]: int(json.loads(varde)) for nyckel, varde in session.connection().execute(_risk_query())}
    return replace(RISKGRANSER, **stored) if stored else RISKGRANSER


@cache
def _risk_query() -> Select[str, str]:
    """Made once: every page of a list asks it."""
    return select(Installning.nyckel, Installning.varde).where(or_(*(Installning.nyckel == key for key in RISK)))


def save_grans(session: Session, *, nyckel: str, varde: int) -> Change:
    """Set a limit. Raises RuleError when it lies outside its bounds, or crosses another of the risk matrix."""
    require(session, Ratt.KATALOG)
    check_grans(nyckel, varde)
    if nyckel in RISK:
        check_risk(replace(read_riskgranser(session), **{RISK[nyckel]: varde}), field=nyckel)
    write_setting(session, nyckel, varde)
    return changed(session, f"Gränsen är nu {varde} {BY_KEY[nyckel].enhet}", Installning)


def write_setting(session: Session, nyckel: str, varde: object) -> None:
    """Store a setting of the register as JSON."""
    row = session.scalar(select(Installning).where(Installning.nyckel == nyckel))
    if row is None:
        session.add(Installning(nyckel=nyckel, varde=json.dumps(varde, ensure_ascii=False)))
    else:
        row.varde = json.dumps(varde, ensure_ascii=False)


def organisation_name(session: Session) -> str:
    """What the municipality or company is called."""
    stored = session.scalar(select(Installning.varde).where(Installning.nyckel == ORGANISATION))
    return str(json.loads(stored)) if stored else ""
