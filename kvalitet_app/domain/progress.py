"""How long work tells how far it has come."""

from typing import Protocol


class Progress(Protocol):
    """Called by long work between two steps; raises `Cancelled` when the person has cancelled."""

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Tell that `done` of `total` is done; `text` is a Swedish line for the person."""


def no_progress(done: int, total: int, text: str = "") -> None:
    """For callers that show nothing."""
