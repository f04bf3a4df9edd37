"""The command line: everything the window can do without a person at it. Swedish throughout.

Exit status 0: done; 1: refused or failed, with a sentence; 2: the command was not understood.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from kvalitet_app import place, quick_start
from kvalitet_app.domain.errors import InputError, KvalitetError

if TYPE_CHECKING:
    from kvalitet_app.cli_terminal import Terminal


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; answers the exit status."""
    started = time.time() - place.process_age()
    plain = _plain_start(arguments)
    if plain is not None:
        quick_start.prepare()
        from kvalitet_app.app import measure_start, run_window

        wanted = plain.db or os.environ.get("KVALITET_DB")
        return measure_start(wanted, started) if plain.mat_start else run_window(wanted)
    return _run_command(arguments, started)


def _run_command(arguments: Sequence[str], started: float) -> int:
    from kvalitet_app.cli_terminal import Terminal, complain, interruptible, note_bug

    terminal = Terminal()
    try:
        with interruptible():
            status = _command(arguments, terminal, started)
    except InputError as error:
        complain(error.sentence, *error.details)
        status = 1
    except KvalitetError as error:
        complain(error.sentence)
        status = 1
    except SystemExit as left:  # the parser's own way out: 0 after help, 2 when it did not understand
        status = int(left.code or 0)
    except KeyboardInterrupt:
        complain("avbrutet, ingenting har ändrats")
        status = 1
    except Exception:  # a fault of ours: its description is for the log
        complain(f"Något gick fel i programmet; {note_bug()}.")
        status = 1
    finally:
        terminal.say(end="")
    if terminal.is_lost:
        complain("Svaret kunde inte skrivas ut hela vägen. Kontrollera om disken är full.")
    return 1 if terminal.is_lost else status


def _command(arguments: Sequence[str], terminal: Terminal, started: float) -> int:
    options = _parse(arguments)
    wanted = options.db or os.environ.get("KVALITET_DB")
    if options.mat_start or options.kommando is None:
        from kvalitet_app.app import measure_start, run_window

        return measure_start(wanted, started) if options.mat_start else run_window(wanted)
    from kvalitet_app import cli_commands

    return int(getattr(cli_commands, f"do_{options.kommando}")(options, wanted, terminal.say))


def _plain_start(arguments: Sequence[str]) -> SimpleNamespace | None:
    """What the everyday start says, read without the parser, which takes a tenth of the time to the first paint."""
    left = [word for word in arguments if word != "--mat-start"]
    if left and (len(left) != 2 or left[0] != "--db" or left[1].startswith("-")):
        return None
    return SimpleNamespace(db=left[1] if left else None, mat_start=len(left) < len(arguments), kommando=None)


def _parse(arguments: Sequence[str]) -> Any:  # noqa: ANN401 - argparse's own namespace, or the one above
    from kvalitet_app.cli_parser import make_parser

    return make_parser().parse_args(arguments)


def year_bounds(ar: int | None) -> tuple[date | None, date | None]:
    """The first and last day of a year; nothing for no year."""
    if ar is None:
        return None, None
    if not 1990 <= ar <= 2100:
        raise InputError("Ange ett år mellan 1990 och 2100.")
    return date(ar, 1, 1), date(ar, 12, 31)
