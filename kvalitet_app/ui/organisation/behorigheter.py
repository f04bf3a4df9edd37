"""Who has given and taken roles and accounts: a log that everybody at work may read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.organisation.behorighet import Behorighetsandring
from kvalitet_app.services.access.changes import list_behorighetsandringar
from kvalitet_app.ui.lists.tab import RowsTab
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.layout import label
from kvalitet_app.ui.parts.words import moment

COLUMNS = (
    Column("tid", "När", lambda r: moment(r.tid), 152, sortable=False),
    Column("vem", "Vem", lambda r: r.vem, 200, sortable=False),
    Column("vad", "Vad", lambda r: r.vad, sortable=False),
)


class BehorigheterTab(RowsTab):
    """Every change of a right, newest first. Nothing is changed here."""

    name = "behorighet"
    columns = COLUMNS

    def __init__(self, context: Context) -> None:
        words = "Den som tar emot rapporter om missförhållanden får veta när en roll eller ett konto ändras."
        super().__init__(context, label(words, "small", "muted"))
        self.table.setAccessibleName("Ändrade behörigheter")

    def read(self) -> Sequence[Behorighetsandring]:
        """Newest first."""
        return self.context.tasks.read(list_behorighetsandringar)

    def form(self, row_: Behorighetsandring) -> QWidget | None:
        """A line is read where it stands."""
