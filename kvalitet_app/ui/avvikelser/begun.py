"""Reports that are begun and not saved: each has a draft of its own, and is found again beside the form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from kvalitet_app.ui.forms.draft import kept_drafts
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import clear, column, row
from kvalitet_app.ui.parts.reading import section

if TYPE_CHECKING:
    from kvalitet_app.ui.page.context import Context

DRAFT = "ny_avvikelse"
WORDS = 44  # letters of a report that tell which it is


def key_of_question(egenkontroll_id: int, fraga_id: int) -> str:
    """The name of the draft of a report that is begun from one question of an egenkontroll."""
    return f"{DRAFT}_fraga_{egenkontroll_id}_{fraga_id}"


def begun_reports(context: Context) -> dict[str, str]:
    """How each report that is begun begins, by the name of its draft."""
    found = {}
    for key, content in kept_drafts(context, DRAFT).items():
        text = " ".join(str(content.get("varden", content).get("beskrivning", "")).split())
        found[key] = (text if len(text) <= WORDS else f"{text[:WORDS].rstrip()} …") or "Utan beskrivning"
    return found


def free_key(context: Context) -> str:
    """A name that no report that is begun has."""
    return f"{DRAFT}_{uuid4()}" if DRAFT in begun_reports(context) else DRAFT


class BegunReports(QWidget):
    """The others that are begun; `begin` opens one of them, or with a free name another."""

    def __init__(self, context: Context, begin: Callable[[str], object]) -> None:
        super().__init__()
        self._context, self._begin = context, begin
        self._shown: tuple[object, ...] = ()
        self._box = column(gap=0)
        self.setLayout(self._box)
        self.hide()

    def show_others(self, key: str, *, is_begun: bool) -> None:
        """Show all but the one in the form; where something stands there, another can be begun beside it."""
        others = {name: text for name, text in begun_reports(self._context).items() if name != key}
        now = (key, is_begun, tuple(others.items()))
        if now == self._shown:
            return
        self._shown = now
        clear(self._box)
        rows = []
        for name, text in others.items():
            rows.append(row(Button(text, "link", tip=f"Fortsätt med {text}", press=partial(self._begin, name)), None))
        if is_begun:
            aside = Button("Lägg åt sidan och börja en till", "link", press=self._begin_another)
            rows.append(row(aside, None))
        self.setVisible(bool(rows))
        if rows:
            self._box.addLayout(section("Påbörjade, inte sparade", *rows, gap=4))

    def _begin_another(self) -> None:
        self._begin(free_key(self._context))
