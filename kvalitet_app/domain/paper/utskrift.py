"""What stands above everything that is put on paper: what it is, what it was limited to, who printed it and when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Utskriftshuvud:
    """The head of a printed list, record or map. `rader` say in words what it was limited to, and the count."""

    titel: str
    rader: tuple[str, ...]
    organisation: str
    utskriven: str
