"""The command that takes a picture of every page."""

from __future__ import annotations

from argparse import Namespace

from kvalitet_app.cli.opening import Say, where
from kvalitet_app.db.store.store import open_store


def do_bilder(options: Namespace, wanted: str | None, _say: Say) -> int:
    """A picture of every page."""
    from kvalitet_app.start.shots.pages import take_pictures

    open_store(where(wanted)).close()  # what is wrong with the register is told before a window waits for it
    return take_pictures(options.ut, where(wanted))
