"""Saves whose answer never came: whether they arrived is asked of the journal before the same thing is saved again.

The step of the journal has a UUID that the client makes. What was confirmed just as the line broke stands there under
it, so that a retry makes no double of anything, whatever the service writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

# What these tables hold tells of something else that was done: a second line is no double.
BESIDE = ("laslogg", "installning")


@dataclass(frozen=True, slots=True)
class Unsure:
    """A save that may have arrived: its step, what was asked for, and what the service answered."""

    steg: str
    asked: tuple[object, ...]
    answer: Any


def arrived(connection: Connection, steg: str) -> frozenset[str]:
    """What the step did, "insert", "update" or "delete"; nothing where it never arrived."""
    lines = connection.execute(
        text("SELECT op, tabell FROM handelse WHERE steg = :steg"),
        {"steg": steg},
    )
    return frozenset("note" if tabell in BESIDE else op for op, tabell in lines)
