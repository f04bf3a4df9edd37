"""The folder for a review, from the command line."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from kvalitet_app.cli.opening import Say, opened, tell_progress
from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.paper.spridning import Spridning


def do_mapp(options: Namespace, wanted: str | None, say: Say) -> int:
    """Write the folder that a unit hands to whoever reviews it on a day."""
    from kvalitet_app.services.granskning.mapp import issue_mapp
    from kvalitet_app.services.organisation.enheter import unit_named

    try:
        datum = date.fromisoformat(options.datum or "")
    except ValueError as error:
        raise InputError("Ange dagen med --datum, som 2026-03-01.") from error
    if not options.enhet:
        raise InputError("Ange enheten med --enhet.")
    with opened(wanted) as store:
        with store.read() as session:
            unit = unit_named(session, options.enhet)
        issue_mapp(
            store,
            enhet_id=unit,
            datum=datum,
            target=options.ut,
            spridning=Spridning(options.spridning),
            progress=tell_progress,
        )
    say(f"{options.ut} är skriven")
    return 0
