"""The reports that somebody writes, from the command line."""

from __future__ import annotations

from argparse import Namespace
from functools import partial

from kvalitet_app.cli.opening import Say, opened, tell_progress, year_bounds
from kvalitet_app.cli.svar import answered
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.berattelse.slag import PERIODER, BerattelseSlag
from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.paper.spridning import Spridning


def do_berattelse(options: Namespace, wanted: str | None, say: Say) -> int:
    """Write a report of a year or a part of it, for the whole organisation or a unit."""
    from kvalitet_app.services.berattelse.handling import Utskriftsval, issue_report
    from kvalitet_app.services.organisation.enheter import unit_named

    if options.ar is None:
        raise InputError("Ange vilket år med --ar.")
    year_bounds(options.ar)
    slag = BerattelseSlag(options.rapport)
    periods = len(PERIODER.get(slag, ()))
    if not (1 <= options.period <= periods if periods else options.period == 0):
        raise InputError(f"Ange --period mellan 1 och {periods}." if periods else "Rapporten gäller hela året.")
    with opened(wanted) as store:
        with store.read() as session:
            unit = unit_named(session, options.enhet) if options.enhet else None
        rapport = Rapport(options.ar, unit, slag, options.period)
        issue = partial(issue_report, store, rapport=rapport, target=options.ut, progress=tell_progress)
        whom = Spridning(options.spridning)
        answered(options, lambda svarat: issue(val=Utskriftsval(whom, options.mall, svarat)))
    say(f"{options.ut} är skriven")
    return 0
