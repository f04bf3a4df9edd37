"""How the state and the outcome of an egenkontroll look."""

from kvalitet_app.domain.egenkontroller.tillfallen import LABELS, EgenkontrollRow, EgenkontrollStatus, Lage
from kvalitet_app.domain.kalender import idag
from kvalitet_app.ui.parts.marks import Mark

TONE = {Lage.GRON: "green", Lage.GUL: "yellow", Lage.ROD: "red"}


def lage_mark(lage: Lage | None) -> Mark:
    """Grön, gul or röd with its shape and word."""
    return Mark("–") if lage is None else Mark(LABELS[lage], TONE[lage], soft=True)


def state_mark(row: EgenkontrollRow) -> Mark:
    """Where it stands; overdue says so."""
    if row.is_overdue(idag()):
        return Mark("Försenad", "red", "clock")
    if row.status is EgenkontrollStatus.GENOMFORD:
        return Mark("Genomförd", "", "checkmark_circle")
    icon = {EgenkontrollStatus.PAGAR: "edit", EgenkontrollStatus.INSTALLD: "subtract_circle"}.get(row.status, "circle")
    return Mark(LABELS[row.status], "", icon)
