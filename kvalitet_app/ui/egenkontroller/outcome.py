"""How the outcome of an egenkontroll looks."""

from kvalitet_app.domain.egenkontroller.tillfallen import Lage
from kvalitet_app.ui.parts.marks import Mark

TONE = {Lage.GRON: "green", Lage.GUL: "yellow", Lage.ROD: "red"}


def lage_mark(lage: Lage | None) -> Mark:
    """Grön, gul or röd with its shape and word."""
    return Mark("–") if lage is None else Mark(lage.word, TONE[lage], soft=True)
