"""Rutiner: the list with what is overdue, the text to read, and the next version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.rutiner.listor import RutinRow, RutinUrval
from kvalitet_app.services.rutiner import all_rutiner, count_views, find_rutiner, get_rutin, rutin_rows
from kvalitet_app.ui.lists.filter import Filter
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.parts.words import day
from kvalitet_app.ui.rutiner.inspector import NewRutinForm, RutinInspector
from kvalitet_app.ui.rutiner.state import state_mark

COLUMNS = (
    Column("nr", "Nr", lambda r: str(r.nr), 72),
    Column("titel", "Rutin", lambda r: r.titel),
    Column("agare", "Ägare", lambda r: r.agare or "Ingen ägare", 136, quiet=True, needs=600),
    Column("version", "Version", lambda r: str(r.version_nr) if r.version_nr else "–", 84, right=True, needs=860),
    Column("faststalld_datum", "Fastställd", lambda r: day(r.faststalld_datum), 104, right=True, needs=940),
    Column("lage", "Läge", lambda r: r.lage.word, 152, mark=state_mark),
    Column("oversyn_senast", "Översyn senast", lambda r: day(r.oversyn_senast), 124, right=True, needs=680),
)


class RutinerPage(ListPage):
    """The list and the reading panel."""

    name = "rutin"
    title = "Rutiner"
    primary = ("Ny rutin", "add")
    views = (
        ("alla", "Alla"),
        ("galler", "Gäller"),
        ("forsenade", "Översyn försenad"),
        ("utkast", "Utkast"),
        ("saknas", "Saknas"),
        ("utan_agare", "Utan ägare"),
    )
    first_view = "alla"
    first_sort = ("nr", False)
    columns = COLUMNS
    find_ids = staticmethod(find_rutiner)
    count_rows = staticmethod(count_views)
    read_rows = staticmethod(rutin_rows)
    said_rows = ("rutin", "rutiner")
    empty = (
        "document_text",
        "Här samlas rutiner",
        "En rutin säger hur något görs och vem som gör det. Skriv den första, eller klistra in en ni redan har.",
    )

    def filters(self) -> list[Filter]:
        """Område."""
        self.omrade = Filter("Område", self._areas, self.load)
        return [self.omrade]

    def _areas(self) -> list[tuple[str, object]]:
        rows = self.context.tasks.read(all_rutiner)
        return [(area, area) for area in sorted({row.omrade for row in rows if row.omrade})]

    def urval(self) -> RutinUrval:
        """What the chips, the filters and the scope say together."""
        area = str(self.omrade.values[-1]) if self.omrade.values else None
        urval = RutinUrval(
            self.vy,
            self.context.scope.units(),
            area,
            sok=self.search.text(),
            sortering=self.sort[0],
            fallande=self.sort[1],
        )
        return replace(urval, **self.extra)

    def fetch(self, ids: Sequence[int]) -> Mapping[int, RutinRow]:
        """A page of rows."""
        return self.context.tasks.read(rutin_rows, ids)

    def inspect(self, row_id: int) -> QWidget | None:
        """One rutin."""
        return RutinInspector(self.context, self.context.tasks.read(get_rutin, rutin_id=row_id))

    def tables(self) -> frozenset[str]:
        """Versions and readings concern the list too."""
        return frozenset({"rutin", "rutinversion", "lasning", "aktivitet_rutin"})

    def new(self) -> None:
        """A new rutin, in the panel."""
        form = NewRutinForm(self.context, self._made)
        self._write_in_panel(form.as_panel("Ny rutin"))
        form.titel.setFocus()

    def _made(self, row_id: int | None) -> None:
        self._writing = False
        self._chosen(self.table.current_id())
        self._wanted = row_id
        self.choose_view("alla")
