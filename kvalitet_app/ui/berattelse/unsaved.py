"""Before a report leaves the program: what is typed in its chapters and not saved is saved, or asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.berattelse.disposition import Avsnittsrad, Rapport
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.tal import listed
from kvalitet_app.services.berattelse.disposition import save_avsnitt_texter
from kvalitet_app.ui.berattelse.writing import draft_key
from kvalitet_app.ui.forms.draft import kept_drafts
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.reading import prose
from kvalitet_app.ui.parts.sheet import Sheet

if TYPE_CHECKING:
    from kvalitet_app.ui.page.context import Context


@dataclass(frozen=True, slots=True)
class Osparad:
    """A chapter with a text that only its draft holds. `version` is None where somebody has written there since."""

    rad: Avsnittsrad
    text: str
    version: int | None


def unsaved_chapters(context: Context, rapport: Rapport, rows: tuple[Avsnittsrad, ...]) -> list[Osparad]:
    """The chapters of a report where the person's own draft says something else than the register."""
    kept = kept_drafts(context, draft_key(rapport, ""))
    found = []
    for row in rows:
        content = kept.get(draft_key(rapport, row.kapitel))
        text = str(content.get("varden", content).get("text", "")) if content else row.text
        if content and text.strip() != row.text:
            begun = str(content.get("fore", {}).get("text", ""))
            found.append(Osparad(row, text, row.lagrat.version if begun == row.text else None))
    return found


class UnsavedSheet(Sheet):
    """Which chapters hold a text that is not in the report. `go` goes on with what is saved.

    A report that is adopted takes no more text, so there one cannot go on `without`.
    """

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        rapport: Rapport,
        found: list[Osparad],
        *,
        go: Callable[[], object],
        open_chapter: Callable[[str], object],
        without: bool = True,
    ) -> None:
        super().__init__(parent, "Text som inte är sparad")
        self._rapport, self._found, self._go, self._open = rapport, found, go, open_chapter
        self.form = Form(context, send=self._save)
        self.form.setLayout(self.form.box)
        clashing = [one for one in found if one.version is None]
        names = listed([one.rad.rubrik for one in found])
        said = f"Det du har skrivit i {names} är inte sparat i rapporten."
        if clashing:
            said += f" I {listed([one.rad.rubrik for one in clashing])} har någon annan skrivit sedan dess."
            first = Button("Öppna kapitlet", "primary", press=lambda: self._to(clashing[0]))
        else:
            first = Button("Spara och ta med", "primary", press=self.form.press_send)
        buttons = [Button("Avbryt", "plain", key="Esc", press=self.reject)]
        if without:
            buttons.append(Button("Utan den texten", "plain", press=self._pass))
        self.lay_out("Text som inte är sparad", prose(said), self.form, buttons=(*buttons, first))

    def _to(self, one: Osparad) -> None:
        self.reject()
        self._open(one.rad.kapitel)

    def _pass(self) -> None:
        self.accept()
        self._go()

    def _save(self) -> None:
        texts = {one.rad.kapitel: (one.text, one.version) for one in self._found}
        self.form.submit(save_avsnitt_texter, rapport=self._rapport, texter=texts, done=self._saved)

    def _saved(self, _change: Change) -> None:
        self._pass()
