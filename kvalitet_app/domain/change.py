"""What a service answers when it has changed something."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One change that is saved: views that show one of `tables` refresh.

    `text` is said in the status bar ("Avvikelse 2026-0412 registrerad"), or is "" where the program did something
    unasked, which is neither said nor offered for undo; `verb` names the change in the menu ("registrera avvikelse"
    gives "Ångra registrera avvikelse"); `steg` is the journal's step, which undo takes back, or "" where undo makes
    no sense; `row_id` is the row the change was about.
    """

    text: str
    verb: str
    tables: frozenset[str]
    row_id: int | None = None
    steg: str = ""
