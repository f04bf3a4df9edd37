"""The papers of a month's meetings, from the command line: APT-blad and kvalitetsråd."""

from __future__ import annotations

import re
from argparse import Namespace
from functools import partial

from kvalitet_app.cli.opening import Say, opened
from kvalitet_app.cli.svar import answered
from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.paper.spridning import Spridning


def do_apt(options: Namespace, wanted: str | None, say: Say) -> int:
    """Write the APT-blad of a unit and month, and mark what it tells of as taken up."""
    from kvalitet_app.services.moten.apt import gather_apt, issue_apt
    from kvalitet_app.services.organisation.enheter import unit_named

    ar, manad = _month_of(options)
    with opened(wanted) as store:
        with store.read() as session:
            blad = gather_apt(session, enhet_id=unit_named(session, options.enhet), ar=ar, manad=manad)
        marked = issue_apt(store, blad=blad, target=options.ut, spridning=Spridning(options.spridning))
    say(f"{options.ut} är skriven; {marked.text}")
    return 0


def _month_of(options: Namespace) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", options.manad or "")
    if found is None or not options.enhet:
        raise InputError("Ange enhet med --enhet och månad med --manad, som 2025-11.")
    return int(found[1]), int(found[2])


def do_rad(options: Namespace, wanted: str | None, say: Say) -> int:
    """Write the kvalitetsråd of a unit and month."""
    from kvalitet_app.services.moten.kvalitetsrad import gather_rad, write_rad
    from kvalitet_app.services.organisation.enheter import unit_named
    from kvalitet_app.services.paper.publicering import issue_printout

    ar, manad = _month_of(options)
    with opened(wanted) as store:
        with store.read() as session:
            rad = gather_rad(session, enhet_id=unit_named(session, options.enhet), ar=ar, manad=manad)
        said = {"rad": rad, "spridning": Spridning(options.spridning)}
        issue = partial(issue_printout, store, write=write_rad, target=options.ut)
        answered(options, lambda svarat: issue(arguments={**said, "svarat": svarat}))
    say(f"{options.ut} är skriven")
    return 0
