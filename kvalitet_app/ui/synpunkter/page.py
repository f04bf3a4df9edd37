"""Synpunkter och klagomål: what people have said, and whether they have had an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.synpunkter import (
    SynpunktKalla,
    SynpunktRow,
    SynpunktSlag,
    SynpunktStatus,
    SynpunktUrval,
    due_day,
)
from kvalitet_app.services.synpunkter.listor import count_synpunkt_views, find_synpunkter, synpunkt_rows, targets
from kvalitet_app.ui.lists.filter import Filter
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.marks import Mark
from kvalitet_app.ui.parts.words import day

LADDER = tuple(SynpunktStatus)


def status_mark(row: SynpunktRow) -> Mark:
    """A ring that fills as the answer comes nearer."""
    return Mark(row.status.word, share=LADDER.index(row.status) / (len(LADDER) - 1))


class SynpunkterPage(ListPage):
    """The list with its filters."""

    name = "synpunkt"
    title = "Synpunkter och klagomål"
    primary = ("Ny synpunkt", "add")
    views = (
        ("oppna", "Väntar på svar"),
        ("mina", "Mina"),
        ("forsenade", "Försenade"),
        ("besvarade", "Besvarade"),
        ("alla", "Alla"),
    )
    first_view = "oppna"
    first_sort = ("mottagen", True)
    find_ids = staticmethod(find_synpunkter)
    count_rows = staticmethod(count_synpunkt_views)
    read_rows = staticmethod(synpunkt_rows)
    said_rows = ("synpunkt", "synpunkter")
    of_a_year: ClassVar[dict[str, object]] = {"ar": None}
    lead = 1
    empty = (
        "comment",
        "Här samlas synpunkter och klagomål",
        "De kommer från brukare, närstående, personal, andra vårdgivare, myndigheter och föreningar.",
    )

    def __init__(self, context: Context) -> None:
        self._mal = context.tasks.read(targets)
        self.columns = (
            Column("nr", "Nr", lambda r: r.beteckning, 104, quiet=True),
            Column("amne", "Ämne", lambda r: r.amne),
            Column("slag", "Slag", lambda r: r.slag.word, 92, needs=840),
            Column("kalla", "Från", lambda r: r.kalla.word, 112, quiet=True, needs=960),
            Column("enhet", "Enhet", lambda r: r.enhet, 112, quiet=True, needs=650),
            Column("status", "Läge", lambda r: r.status.word, 124, mark=status_mark),
            Column("svar", "Svar senast", lambda r: self.due(r).word, 124, mark=self.due, needs=540, sortable=False),
            Column("mottagen", "Kom", lambda r: day(r.mottagen_datum), 104, right=True, needs=750),
        )
        super().__init__(context)

    def due(self, row: SynpunktRow) -> Mark:
        """When the next answer is due; one that has passed says so."""
        last = due_day(row, self._mal)
        if last is None:
            return Mark("–")
        return Mark(day(last), "red", "clock") if last < idag() else Mark(day(last))

    def filters(self) -> list[Filter]:
        """Enhet, slag and who it comes from."""
        self.enhet = Filter("Enhet", self.context.scope.filters, self.load)
        self.slag = Filter("Slag", lambda: [(one.word, one) for one in SynpunktSlag], self.load)
        self.kalla = Filter("Från", lambda: [(one.word, one) for one in SynpunktKalla], self.load)
        return [self.enhet, self.slag, self.kalla]

    def urval(self) -> SynpunktUrval:
        """What the chips, the filters and the scope say together."""
        base = SynpunktUrval(
            self.vy,
            self.units(self.enhet),
            self.slag.picked(SynpunktSlag),
            self.kalla.picked(SynpunktKalla),
            ar=self.context.scope.ar,
            sok=self.search.text(),
            sortering=self.sort[0],
            fallande=self.sort[1],
        )
        return replace(base, **self.extra)

    def fetch(self, ids: Sequence[int]) -> Mapping[int, SynpunktRow]:
        """A page of rows."""
        return self.context.tasks.read(synpunkt_rows, ids)

    def inspect(self, row_id: int) -> QWidget | None:
        """One synpunkt."""
        from kvalitet_app.services.synpunkter.listor import get_synpunkt
        from kvalitet_app.ui.synpunkter.inspector import SynpunktInspector

        try:
            return SynpunktInspector(self.context, self.context.tasks.read(get_synpunkt, synpunkt_id=row_id))
        except KvalitetError:
            return None

    def tables(self) -> frozenset[str]:
        """A synpunkt shows its åtgärder and files too."""
        return frozenset({self.name, "atgard", "bilaga", "installning"})

    def refresh(self, change: Change | None = None) -> None:
        """The targets may be others now."""
        self._mal = self.context.tasks.read(targets)
        super().refresh(change)

    def new(self) -> None:
        """Ny synpunkt, in the panel."""
        from kvalitet_app.ui.synpunkter.new import NOTE, NewSynpunktForm

        form = NewSynpunktForm(self.context, closed=self.made)
        self._write_in_panel(form.as_panel("Ny synpunkt", NOTE))
        form.text.setFocus()
