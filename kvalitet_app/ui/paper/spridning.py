"""To whom a file or a printout may go: asked each time, in one small sheet; the last answer stands there next time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.layout import column, label
from kvalitet_app.ui.parts.sheet import Sheet

if TYPE_CHECKING:
    from kvalitet_app.ui.page.context import Context

CHOICES = (Spridning.INTERN, Spridning.OFFENTLIG, Spridning.SEKRETESS)
SAID = {
    Spridning.INTERN: "För dem som arbetar i eller leder verksamheten. Allt är med.",
    Spridning.OFFENTLIG: "För vem som helst. Det som kan peka ut någon döljs, och handlingen säger själv vad.",
    Spridning.SEKRETESS: "Bara för den som får ta del av sekretessen. Allt är med.",
}


def chosen(context: Context, handling: str) -> Spridning:
    """To whom this document may go, as it was chosen since the window was opened; another begins as intern."""
    return context.readers.get(handling, Spridning.INTERN)


class WhomSheet(Sheet):
    """The three choices; what was chosen for this very document stands there.

    Where the thing is never public (`refused` says why) that choice explains itself and stops.
    """

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        vad: str,
        *,
        handling: str = "",
        refused: str = "",
        first: Spridning | None = None,
    ) -> None:
        super().__init__(parent, "Får läsas av")
        self._context, self._refused, self._handling = context, refused, handling or vad
        begin = first or chosen(context, self._handling)
        if refused and begin is Spridning.OFFENTLIG:
            begin = Spridning.INTERN
        self.whom = Segments([(one.word, one) for one in CHOICES], begin)
        self.whom.setAccessibleName("Får läsas av")
        self.said = label("", "body", "muted", wrap=True)
        self.go = Button("Fortsätt", "primary", press=self.accept)
        cancel = Button("Avbryt", "plain", key="Esc", press=self.reject)
        self.whom.changed.connect(self._tell)
        self._tell()
        self.lay_out(f"Vem får läsa {vad}?", column(self.whom, self.said, gap=8), buttons=(cancel, self.go))

    @property
    def value(self) -> Spridning:
        """What is chosen."""
        return self.whom.value() or Spridning.INTERN

    def accept(self) -> None:
        """Remember and go on."""
        if self.go.isEnabled():
            self._context.readers[self._handling] = self.value
            super().accept()

    def _tell(self) -> None:
        stopped = bool(self._refused) and self.value is Spridning.OFFENTLIG
        self.said.setText(self._refused if stopped else SAID[self.value])
        self.go.set_enabled(self._refused if stopped else "")


def ask_whom(
    parent: QWidget,
    context: Context,
    vad: str,
    go: Callable[[Spridning], object],
    *,
    handling: str = "",
    refused: str = "",
    first: Spridning | None = None,
) -> WhomSheet:
    """Ask, then go on with the answer. `handling` names the document that the answer belongs to."""
    sheet = WhomSheet(parent, context, vad, handling=handling, refused=refused, first=first)
    sheet.accepted.connect(lambda: go(sheet.value))
    sheet.open()
    return sheet
