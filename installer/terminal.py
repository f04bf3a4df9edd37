"""What the set-up says to the person at the terminal. Standard library only: it runs before there is an environment."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import NoReturn


def say(text: str) -> None:
    """A line to the person at the terminal."""
    print(f"– {text}", flush=True)


def stop(text: str) -> NoReturn:
    """A sentence, and out."""
    print(f"dev.py: {text}", file=sys.stderr)
    raise SystemExit(1)


def accept_any_letters() -> None:
    """A terminal without å must not end the work."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
