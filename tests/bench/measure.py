"""Time two things in turn, so that a busy machine disturbs both alike."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

UNBOUND = float("inf")
"""For what is measured without a target."""


@dataclass(frozen=True)
class Result:
    """What was measured; times in milliseconds."""

    what: str
    ours: float
    floor: float
    target: float


def _nothing() -> None:
    """Nothing to wait for."""


def pair(
    what: str,
    target: float,
    *,
    ours: Callable[[], object],
    floor: Callable[[], object],
    times: int = 7,
    after: Callable[[], object] = _nothing,
) -> Result:
    """The medians of both, run by turns after one run of each that is not counted; `after` is not timed."""
    for call in (ours, after, floor, after):
        call()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for runs, call in zip(taken, (ours, floor), strict=True):
            began = time.perf_counter()
            call()
            runs.append((time.perf_counter() - began) * 1000)
            after()
    return Result(what, statistics.median(taken[0]), statistics.median(taken[1]), target)


def heading() -> str:
    """The table's first lines, in Markdown."""
    return "| vad | vi, ms | golv, ms | kvot | mål | |\n|---|--:|--:|--:|--:|---|"


def line(result: Result) -> str:
    """A result as a line of the table."""
    ratio = result.ours / result.floor
    told = (
        "– | " if result.target == UNBOUND else f"≤ {result.target:.3g} | {'ja' if ratio <= result.target else 'NEJ'}"
    )
    return f"| {result.what} | {result.ours:.1f} | {result.floor:.1f} | {ratio:.2f} | {told} |"
