"""How the state of a rutin looks."""

from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.rutiner.listor import RutinRow
from kvalitet_app.ui.parts.marks import Mark

TONES = {
    RutinLage.GALLER: ("green", ""),
    RutinLage.SNART: ("yellow", "clock"),
    RutinLage.UTGANGEN: ("red", "clock"),
    RutinLage.UTKAST: ("", "edit"),
    RutinLage.SAKNAS: ("red", ""),
}


def state_mark(row: RutinRow) -> Mark:
    """What a reader needs to know first."""
    tone, icon = TONES[row.lage]
    return Mark(row.lage.word, tone, icon)
