"""The limits and other settings that the whole register shares."""

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from kvalitet_app.db.models import Installning
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.avvikelser.arenden import RISKGRANSER, Riskgranser
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.register.granser import BY_KEY, GRANSER, RISK, check_grans, check_risk
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.rights import require_at_top
from kvalitet_app.services.change.changing import changed
from kvalitet_app.services.change.remembered import forget, remembered

ORGANISATION = "organisation"
_EVERY = select(Installning.nyckel, Installning.varde)


class _Stored(dict[str, Any]):
    """Every setting by its key, as it was read from its JSON."""


def _stored(session: ReadSession) -> _Stored:
    """Read by one question, and not again until something is written: every page of a list needs some of them."""

    def read() -> _Stored:
        rows = session.connection().execute(_EVERY).all()
        return _Stored({nyckel: json.loads(varde) for nyckel, varde in rows})

    return remembered(session, _Stored, read)


def read_grans(session: ReadSession, nyckel: str) -> int:
    """A limit as it is set, or its default."""
    return int(_stored(session).get(nyckel, BY_KEY[nyckel].standard))


def read_granser(session: ReadSession) -> dict[str, int]:
    """Every limit."""
    return {grans.nyckel: read_grans(session, grans.nyckel) for grans in GRANSER}


def read_riskgranser(session: ReadSession) -> Riskgranser:
    """The limits of the risk matrix."""
    stored = _stored(session)
    changed_limits = {RISK[nyckel]: int(stored[nyckel]) for nyckel in RISK if nyckel in stored}
    return replace(RISKGRANSER, **changed_limits) if changed_limits else RISKGRANSER


@verb("save_grans")
def save_grans(session: WriteSession, *, nyckel: str, varde: int) -> Change:
    """Set a limit. Raises RuleError when it lies outside its bounds, or crosses another of the risk matrix."""
    require_at_top(session, Ratt.KATALOG)
    check_grans(nyckel, varde)
    if nyckel in RISK:
        check_risk(replace(read_riskgranser(session), **{RISK[nyckel]: varde}), field=nyckel)
    write_setting(session, nyckel, varde)
    return changed(session, f"Gränsen är nu {varde} {BY_KEY[nyckel].enhet}", Installning)


def write_setting(session: WriteSession, nyckel: str, varde: object) -> None:
    """Store a setting of the register as JSON."""
    row = session.scalar(select(Installning).where(Installning.nyckel == nyckel))
    if row is None:
        session.add(Installning(nyckel=nyckel, varde=json.dumps(varde, ensure_ascii=False)))
    else:
        row.varde = json.dumps(varde, ensure_ascii=False)
    forget(session, _Stored)


def organisation_name(session: ReadSession) -> str:
    """What the municipality or company is called."""
    return str(_stored(session).get(ORGANISATION, ""))
