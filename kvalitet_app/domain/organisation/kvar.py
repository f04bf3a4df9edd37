"""What is left when a unit closes or a person leaves: how much of each kind, and where it is found."""

from collections.abc import Iterable
from dataclasses import dataclass

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.tal import count, listed


@dataclass(frozen=True, slots=True)
class Kvar:
    """Open things of one kind: how many, and the question that opens them."""

    antal: int
    ord: tuple[str, str]
    fraga: Sokfraga

    @property
    def sagt(self) -> str:
        """3 öppna avvikelser."""
        return count(self.antal, *self.ord)


def said_left(left: Iterable[Kvar]) -> str:
    """3 öppna avvikelser, 1 åtgärd och 2 rutiner; "" when nothing is left."""
    return listed([one.sagt for one in left])
