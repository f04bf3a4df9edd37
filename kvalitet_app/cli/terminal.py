"""The terminal of a command: a reader who leaves, letters it cannot show, Ctrl+C anywhere, and faults of our own."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from kvalitet_app.machine import place
from kvalitet_app.machine.log import note_fault


class Terminal:
    """What a command says. A reader who has left does not stop the work; a full disk is told at the end."""

    def __init__(self) -> None:
        self.is_lost = False
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")

    def say(self, text: str = "", *, end: str = "\n") -> None:
        """A line of the answer, let out at once."""
        if sys.stdout is None:  # a Windows program without a console
            return
        try:
            print(text, end=end, flush=True)
        except BrokenPipeError:
            _silence(sys.stdout)
        except OSError:
            self.is_lost = True
            _silence(sys.stdout)


def _silence(stream: TextIO) -> None:
    """Let everything more go nowhere, also what Python itself writes when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def complain(sentence: str, *details: str) -> None:
    """Why it was refused, on the error stream."""
    print(f"kvalitet: {sentence}", *(f"  {detail}" for detail in details), sep="\n", file=sys.stderr)


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl+C ends the work wherever it is: raised inside SQLite it would come out as another error."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed = threading.Event()

    def press(_number: int, _frame: object) -> None:
        pressed.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, press)
    try:
        yield
    except Exception as error:
        if pressed.is_set():
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def note_bug(error: BaseException) -> str:
    """Write a fault to the program's log; answers where that lies."""
    from kvalitet_app.domain.kalender import local, now

    try:
        file = note_fault(place.log_folder(), f"{local(now()):%Y-%m-%d %H:%M:%S}", error)
    except OSError:
        return f"ingen logg kunde skrivas i {place.log_folder()}"
    return f"loggen ligger i {file}"
