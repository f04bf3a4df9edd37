"""Foreign files are read in a process of their own: what ends that process, or fills its memory, ends nothing else.

The program starts itself once more with `--las-apart`, a reader's name and the file. The other process limits itself
before it opens the file, answers one JSON value a line and says last that it is done. Nothing else is believed of it.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from kvalitet_app.domain.errors import InputError, StorageError
from kvalitet_app.machine.files import storage_errors

SWITCH = "--las-apart"
READERS: Mapping[str, tuple[str, str]] = {
    "tabell": ("kvalitet_app.exchange.table_in", "table_lines"),
    "mall": ("kvalitet_app.reports.word.template", "template_lines"),
}
"""The readers by name: the module and its function from a path to values, looked up in the process of its own only."""
MOST_MEMORY = 2 * 2**30
MOST_SECONDS = 300
HERE = Path(__file__).resolve().parents[2]
KINDS: Mapping[str, Callable[[str], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=float(seconds)),
}


def read_apart(reader: str, path: Path, *, advice: str) -> Iterator[Any]:
    """What a reader answers about a file, value by value; `advice` says what to do where it did not survive.

    Raises:
        InputError: the reader refused the file, or did not come to its end: damaged, or beyond memory and time.
        StorageError: the file, or the process, could not be opened.
    """
    with storage_errors(path), path.open("rb"):
        pass  # what cannot be opened at all is told as such, not as a process that did not answer
    try:
        process = subprocess.Popen(
            [*_program(), SWITCH, reader, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise StorageError("Datorn lät inte programmet öppna filen. Stäng andra program och försök igen.") from error
    patience = threading.Timer(MOST_SECONDS, process.kill)
    patience.start()
    try:
        yield from _answers(process.stdout or (), lost=InputError(f"{path.name} går inte att läsa. {advice}"))
    finally:
        patience.cancel()
        process.kill()
        process.communicate()


def _answers(lines: Iterable[bytes], *, lost: InputError) -> Iterator[Any]:
    for line in lines:
        try:
            kind, value = json.loads(line, object_hook=_revive)
        except ValueError as error:  # cut off in the middle
            raise lost from error
        if kind == "rad":
            yield value
        elif kind == "klart":
            return
        elif kind == "fel":
            raise InputError(value[0], details=tuple(value[1]))
        elif kind == "lagring":
            raise StorageError(value)
        else:
            raise RuntimeError(f"the reader failed: {value}")
    raise lost


def _program() -> list[str]:
    """How this program is started: frozen it is its own interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, *(["-I"] if sys.flags.isolated else []), "-m", "kvalitet_app"]


def _environment() -> dict[str, str]:
    """The same program as this one, wherever it was started from."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(HERE), os.environ.get("PYTHONPATH"))))}


def serve(arguments: list[str]) -> int:
    """Be that process: read the file and answer; the exit status."""
    reader, path = arguments
    module, function = READERS[reader]
    limit_oneself()
    try:
        for value in getattr(import_module(module), function)(Path(path)):
            _say("rad", value)
        _say("klart", None)
    except InputError as error:
        _say("fel", (error.sentence, error.details))
    except StorageError as error:
        _say("lagring", error.sentence)
    except MemoryError:
        return 1
    except Exception as error:
        import traceback

        _say("bugg", "".join(traceback.format_exception(error)))
    return 0


def _say(kind: str, value: object) -> None:
    line = json.dumps((kind, value), default=_plain)
    sys.stdout.buffer.write(line.encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, timedelta):
        return {"timedelta": str(value.total_seconds())}
    if isinstance(value, (date, time)):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(f"a cell of {type(value).__name__}")


def _revive(value: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever a cell holds
    kind, text = next(iter(value.items()))
    return KINDS[kind](text)


def limit_oneself() -> None:
    """From here on this process has no more memory than MOST_MEMORY, and ends without a dump or a window."""
    if sys.platform == "win32":
        _limit_windows()
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_windows() -> None:
    """A job object around this process: its memory is bounded, and a fault ends it without a question."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = (
                ("PerProcessUserTimeLimit", ctypes.c_int64),
                ("PerJobUserTimeLimit", ctypes.c_int64),
                ("LimitFlags", wintypes.DWORD),
                ("MinimumWorkingSetSize", ctypes.c_size_t),
                ("MaximumWorkingSetSize", ctypes.c_size_t),
                ("ActiveProcessLimit", wintypes.DWORD),
                ("Affinity", ctypes.c_size_t),
                ("PriorityClass", wintypes.DWORD),
                ("SchedulingClass", wintypes.DWORD),
            )

        class Extended(ctypes.Structure):
            _fields_ = (
                ("BasicLimitInformation", Basic),
                ("IoInfo", ctypes.c_uint64 * 6),
                ("ProcessMemoryLimit", ctypes.c_size_t),
                ("JobMemoryLimit", ctypes.c_size_t),
                ("PeakProcessMemoryUsed", ctypes.c_size_t),
                ("PeakJobMemoryUsed", ctypes.c_size_t),
            )

        process_memory, die_on_fault, extended, no_window = 0x100, 0x400, 9, 0x8003
        api = ctypes.WinDLL("kernel32", use_last_error=True)
        api.CreateJobObjectW.restype = api.GetCurrentProcess.restype = wintypes.HANDLE
        api.SetErrorMode(no_window)
        limits = Extended(ProcessMemoryLimit=MOST_MEMORY)
        limits.BasicLimitInformation.LimitFlags = process_memory | die_on_fault
        job = wintypes.HANDLE(api.CreateJobObjectW(None, None))
        api.SetInformationJobObject(job, extended, ctypes.byref(limits), ctypes.sizeof(limits))
        if not api.AssignProcessToJobObject(job, wintypes.HANDLE(api.GetCurrentProcess())):
            raise ctypes.WinError(ctypes.get_last_error())
