"""The links of a network that nothing else replaces (its bridges, after Tarjan 1974)."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

L = TypeVar("L", bound=Hashable)
E = TypeVar("E", bound=Hashable)


def lone_links(links: Mapping[L, tuple[E, E]]) -> list[L]:
    """The links without which their two ends would no longer hang together, in the order given."""
    at: dict[E, list[tuple[L, E]]] = defaultdict(list)
    for link, (one, other) in links.items():
        at[one].append((link, other))
        at[other].append((link, one))
    seen: dict[E, int] = {}
    lone: set[L] = set()

    def reach(end: E, came: L | None) -> int:
        """The earliest end that can be reached beyond `came` without it."""
        seen[end] = low = len(seen)
        for link, other in at[end]:
            if link == came:
                continue
            if other in seen:
                low = min(low, seen[other])
                continue
            beyond = reach(other, link)
            low = min(low, beyond)
            if beyond > seen[end]:
                lone.add(link)
        return low

    for end in at:
        if end not in seen:
            reach(end, None)
    return [link for link in links if link in lone]
