"""What a kvalitetsberättelse is about, counted from the register (SOSFS 2011:9 7 kap. 1 §)."""

from kvalitet_app.db.models import Enhet
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.trail.journal import head
from kvalitet_app.domain.berattelse.raknat import BerattelseData
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.tid import Tid
from kvalitet_app.services.access.organisation import report_units
from kvalitet_app.services.access.rights import all_units, sees_protected
from kvalitet_app.services.change.changing import load
from kvalitet_app.services.change.remembered import answered
from kvalitet_app.services.counts.arskub import Omfang
from kvalitet_app.services.counts.atgarder import count_actions
from kvalitet_app.services.counts.avvikelser import (
    HSL,
    SOL_LSS,
    count_avvikelser,
    count_units,
    read_catalogue,
    read_year,
)
from kvalitet_app.services.counts.beslut import count_evb
from kvalitet_app.services.counts.egenkontroller import count_checks
from kvalitet_app.services.counts.granskning import count_reviews
from kvalitet_app.services.counts.indikatorer import count_measures
from kvalitet_app.services.counts.lex import count_lex
from kvalitet_app.services.counts.risker import count_risks
from kvalitet_app.services.counts.rutiner import count_system
from kvalitet_app.services.counts.synpunkter import count_synpunkter
from kvalitet_app.services.counts.uppfoljning import count_providers
from kvalitet_app.services.register.granser import organisation_name


def _scope(session: ReadSession, enhet_id: int | None, organisation: str) -> tuple[frozenset[int], str]:
    """The units of the scope that the person may read, and what it is called."""
    units = report_units(session, enhet_id)
    if enhet_id is None:
        return units, organisation or "Hela organisationen" if units >= all_units(session) else "Mina enheter"
    return units, load(session, Enhet, enhet_id).namn


def gather(
    session: ReadSession,
    *,
    ar: int,
    enhet_id: int | None = None,
    tid: Tid | None = None,
    progress: Progress = no_progress,
) -> BerattelseData:
    """Count everything for a year, or a part of it, and a scope (None: all one may read).

    Raises:
        AccessError: the person may not read the unit.
        Cancelled: by `progress`.
    """
    units, name = _scope(session, enhet_id, organisation_name(session))
    o = Omfang(ar, units, tid)
    data = answered(session, lambda: _counted(session, o, name, progress), of=("berattelse", o, name))
    progress(4, 4)
    return data


def _counted(session: ReadSession, o: Omfang, name: str, progress: Progress) -> BerattelseData:
    """Everything within a scope that is called `name`."""
    progress(0, 4, "Räknar avvikelser")
    year, catalogue = read_year(session, o), read_catalogue(session)
    sol_lss, hsl = (count_avvikelser(session, year, laws, catalogue) for laws in (SOL_LSS, HSL))
    progress(1, 4, "Räknar egenkontroller")
    checks = count_checks(session, o)
    progress(2, 4, "Räknar övriga register")
    return BerattelseData(
        o.ar,
        organisation_name(session) or name,
        name,
        idag(),
        count_units(session, year),
        sol_lss,
        hsl,
        count_system(session, o),
        count_risks(session, o),
        checks,
        count_lex(session, o),
        count_synpunkter(session, o),
        count_measures(session, o),
        count_evb(session, o),
        count_providers(session, o),
        count_reviews(session, o),
        count_actions(session, o),
        anmarkningar=_remarks(session),
        begransad=not sees_protected(session, o.enheter),
        tid=o.tid,
    )


def _remarks(session: ReadSession) -> tuple[str, ...]:
    number, digest = head(session)
    return (f"Registrets journal slutar vid rad {number} med kontrollsumman {digest}.",)
