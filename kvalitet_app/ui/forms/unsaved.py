"""Before a record leaves the program: what is typed of it and not saved does not come along, so that is asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kvalitet_app.ui.forms.draft import flush_drafts, kept_drafts
from kvalitet_app.ui.parts.sheet import AskSheet

if TYPE_CHECKING:
    from kvalitet_app.ui.page.context import Context

FORMS: dict[str, tuple[str, ...]] = {
    "avvikelse": ("avvikelse_{}", "analys_{}", "tillagg_{}"),
    "atgard": ("atgard_{}", "effekt_{}"),
    "lex": ("lex_{}", "underrattelse_{}"),
    "rutin": ("rutin_{}",),
    "synpunkt": ("synpunkt_{}",),
}
"""The names of the drafts of a record, by its kind; those of its steps go on with "_"."""
TOLD = "Det du har skrivit i formuläret är inte sparat, så det kommer inte med."


def is_typed(context: Context, slag: str, row_id: int) -> bool:
    """Whether the person has typed something of a record that is not saved."""
    names = [name.format(row_id) for name in FORMS.get(slag, ())]
    return any(key == name or key.startswith(f"{name}_") for name in names for key in kept_drafts(context, name))


def go_with_saved(
    parent: QWidget, context: Context, record: Sequence[object], go: Callable[[], object]
) -> AskSheet | None:
    """Go on with a record (its kind and id) as it is saved; where more is typed than that, ask first."""
    flush_drafts(parent)
    if len(record) != 2 or not is_typed(context, str(record[0]), int(str(record[1]))):
        go()
        return None
    sheet = AskSheet(parent, "Ta med bara det som är sparat?", TOLD, word="Fortsätt utan det", go=go)
    sheet.open()
    return sheet
