"""What Ctrl+K offers: the pages, the actions, and records that were found, each with what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kvalitet_app.ui.window.actions import ACTIONS, PAGES

if TYPE_CHECKING:
    from kvalitet_app.services.search import Traff
    from kvalitet_app.ui.window.palette import Entry

ICONS = {page.key: page.icon for page in PAGES}
_PAGE_OF = {
    "avvikelse": "avvikelser",
    "atgard": "atgarder",
    "rutin": "rutiner",
    "process": "processer",
    "mall": "egenkontroller",
    "enhet": "installningar",
    "person": "installningar",
    "lex_sarah_arende": "lex",
    "synpunkt": "synpunkter",
}
_NOT_OFFERED = ("sok", "tillbaka", "ny")  # the field itself, and what only means something on a page

Show = Callable[..., object]


def page_entries(show: Show) -> list[Entry]:
    """Every page."""
    return [(page.icon, page.title, "", partial(show, page.key)) for page in PAGES]


def action_entries(slot: Callable[[str], Callable[[], object]]) -> list[Entry]:
    """Every action; `slot` answers what does it by its name."""
    return [
        ("add" if spec.name.startswith("ny") else "arrow_right", spec.text, spec.keys, slot(spec.slot))
        for spec in ACTIONS
        if spec.name not in _NOT_OFFERED
    ]


def hit_entries(found: Sequence[Traff], show: Show) -> list[Entry]:
    """Records, each opened on its own page."""
    entries: list[Entry] = []
    for hit in found:
        key = _PAGE_OF.get(hit.slag)
        if key is not None:
            where = {"rad_id": hit.rad_id} | ({"slag": hit.slag} if key == "installningar" else {})
            entries.append((ICONS[key], hit.titel, hit.undertext, partial(show, key, **where)))
    return entries
