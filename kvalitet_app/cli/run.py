"""The command line: everything the window can do without a person at it. Swedish throughout.

Exit status 0: done; 1: refused or failed, with a sentence; 2: the command was not understood.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kvalitet_app.domain.errors import KvalitetError, StorageError
from kvalitet_app.machine import place
from kvalitet_app.start import quick_start

if TYPE_CHECKING:
    from kvalitet_app.cli.terminal import Terminal

NO_SCREEN = (
    "Det finns ingen skärm att visa fönstret på. Starta Kvalitet från skrivbordet, eller låt ett kommando göra "
    "arbetet utan fönster; kvalitet --help visar dem."
)


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; answers the exit status."""
    started = time.time() - place.process_age()
    plain = _plain_start(arguments)
    if plain is None:
        return _run_command(arguments, started)
    try:
        return _window(*plain, started)
    except Exception as error:
        return _told(error)


def _run_command(arguments: Sequence[str], started: float) -> int:
    from kvalitet_app.cli.terminal import Terminal, complain, interruptible
    from kvalitet_app.machine.leftovers import sweep

    terminal = Terminal()
    sweep()
    try:
        with interruptible():
            status = _command(arguments, terminal, started)
    except SystemExit as left:  # the parser's own way out: 0 after help, 2 when it did not understand
        status = int(left.code or 0)
    except KeyboardInterrupt:
        complain("avbrutet, ingenting har ändrats")
        status = 1
    except Exception as error:
        status = _told(error)
    finally:
        terminal.say(end="")
    if terminal.is_lost:
        complain("Svaret kunde inte skrivas ut hela vägen. Kontrollera om disken är full.")
    return 1 if terminal.is_lost else status


def _told(error: Exception) -> int:
    """The sentence of a person's or the world's fault; one of ours goes to the log. The status is 1."""
    from kvalitet_app.cli.terminal import complain, note_bug
    from kvalitet_app.machine.files import os_sentence

    if isinstance(error, KvalitetError):
        complain(error.sentence, *getattr(error, "details", ()))
    elif isinstance(error, OSError) and isinstance(error.filename, str):  # the world's, wherever it was met
        complain(os_sentence(Path(error.filename), error))
    else:
        complain(f"Något gick fel i programmet; {note_bug(error)}.")
    return 1


def _command(arguments: Sequence[str], terminal: Terminal, started: float) -> int:
    from kvalitet_app.cli.parser import make_parser

    options = make_parser().parse_args(arguments)
    if options.mat_start or options.kommando is None:
        return _window(options.db, options.mat_start, started)
    from kvalitet_app.cli.commands import COMMANDS
    from kvalitet_app.machine.policy import chosen_database

    wanted = chosen_database(options.db)
    return COMMANDS[options.kommando](options, wanted, terminal.say)


def _window(db: str | None, measure: bool, started: float) -> int:
    if not place.has_screen():
        raise StorageError(NO_SCREEN)
    quick_start.prepare()
    from kvalitet_app.start.program import measure_start, run_window

    return measure_start(db, started) if measure else run_window(db)


def _plain_start(arguments: Sequence[str]) -> tuple[str | None, bool] | None:
    """The register and whether to measure, read without the parser: it takes a tenth of the time to the first paint.

    None where the arguments say more than an everyday start does.
    """
    left = [word for word in arguments if word != "--mat-start"]
    if left and (len(left) != 2 or left[0] != "--db" or left[1].startswith("-")):
        return None
    return left[1] if left else None, len(left) < len(arguments)
