"""The program's log: readable by its owner alone, and never with a value that somebody has written in it."""

import logging
import os
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from kvalitet_app.machine.files import open_private, private_folder

FILE = "kvalitet.log"
log = logging.getLogger("kvalitet_app")
CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
# What these say is about the program itself; what others say may quote what was typed, stored or asked for.
ABOUT_US = (RuntimeError, TypeError, AttributeError, NameError, ImportError, ZeroDivisionError)


def open_log(folder: Path) -> None:
    """Log to a file of at most a megabyte, and keep the one before it. Raises OSError where it cannot be written."""
    from logging.handlers import RotatingFileHandler  # not before the first paint

    class PrivateFile(RotatingFileHandler):
        """A log file that nobody else may read."""

        def _open(self) -> TextIOWrapper:
            return open_private(Path(self.baseFilename), append=True)

    private_folder(folder)
    handler = PrivateFile(folder / FILE, maxBytes=1_000_000, backupCount=1, encoding="utf-8")
    handler.setFormatter(_Quiet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


class _Quiet(logging.Formatter):
    """A fault that is logged by whomever is told in the same way."""

    def formatException(self, ei: Any) -> str:  # noqa: ANN401, N802 - logging's signature
        """The fault in our own words."""
        error = ei[1] if isinstance(ei, tuple) else None
        return fault_text(error) if isinstance(error, BaseException) else ""


def note_fault(folder: Path, moment: str, error: BaseException) -> Path:
    """Write a fault where no log is open; answers the file. Raises OSError where it cannot be written."""
    private_folder(folder)
    with open_private(folder / FILE, append=True) as file:
        file.write(f"{moment} ERROR {fault_text(error)}")
    return folder / FILE


def fault_text(error: BaseException) -> str:
    """Where a fault happened and of which kind it was, without what it said of anybody's data."""
    return "".join(_told(error, set()))


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    import traceback

    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield CAUSE if error.__cause__ is not None else CONTEXT
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{_named(error)}\n"


def _named(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    said = str(getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or "")
    if isinstance(error, OSError) and error.errno is not None:
        said = os.strerror(error.errno)
    elif kind in ABOUT_US:
        said = str(error)
    return f"{name}: {said}" if said else name
