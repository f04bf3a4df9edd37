"""Lex Sarah: the cases one may see, the inspector beside them, and the wide pages that a case opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QStackedLayout, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import LexRow, LexUrval, milestones
from kvalitet_app.domain.lex.ord import LexSlag, LexStatus
from kvalitet_app.domain.lex.steg import LADDER
from kvalitet_app.services.lex.listor import count_lex_views, find_lex, lex_rows, targets
from kvalitet_app.ui.lists.filter import Filter
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context, Page
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.marks import Mark
from kvalitet_app.ui.parts.words import day

if TYPE_CHECKING:
    from kvalitet_app.ui.lex.paket import PaketPage
    from kvalitet_app.ui.lex.utredning import UtredningPage

VIEWS = (("oppna", "Öppna"), ("mina", "Mina"), ("forsenade", "Försenade"), ("alla", "Alla"))
PLACES = {LexStatus.ANMALD_IVO: LexStatus.BESLUTAD, LexStatus.IVO_BESLUT: LexStatus.BESLUTAD}


def status_mark(row: LexRow) -> Mark:
    """A ring that fills as the case goes on; what was written off has come to its end."""
    if row.status is LexStatus.AVSKRIVEN:
        return Mark(row.status.word, "", "subtract_circle")
    at = LADDER.index(PLACES.get(row.status, row.status))
    return Mark(row.status.word, share=at / (len(LADDER) - 1))


def grade_mark(row: LexRow) -> Mark:
    """What the decision says; before it a dash."""
    return Mark(row.grad_ord or "–")


class LexList(ListPage):
    """The list with its filters."""

    name = "lex_sarah_arende"
    title = "Lex Sarah och lex Maria"
    primary = ("Ny rapport", "add")
    views = VIEWS
    first_view = "oppna"
    first_sort = ("rapporterad", True)
    find_ids = staticmethod(find_lex)
    count_rows = staticmethod(count_lex_views)
    read_rows = staticmethod(lex_rows)
    said_rows = ("ärende", "ärenden")
    lead = 2
    of_a_year: ClassVar[dict[str, object]] = {"ar": None}
    empty = (
        "shield_error",
        "Här samlas rapporter om missförhållanden",
        "Var och en i verksamheten är skyldig att rapportera. Bara de som är med i ett ärendes krets ser det.",
    )

    def __init__(self, context: Context, page: LexPage) -> None:
        self._page = page
        self._mal = context.tasks.read(targets)
        self.columns = (
            Column("beteckning", "Nr", lambda r: r.beteckning, 120),
            Column("rapporterad", "Rapporterad", lambda r: day(r.rapporterad_datum), 108),
            Column("enhet", "Enhet", lambda r: r.enhet),
            Column("status", "Läge", lambda r: r.status.word, 168, mark=status_mark),
            Column("grad", "Beslut", lambda r: r.grad_ord or "–", 224, mark=grade_mark, needs=1064),
            Column("utredare", "Utredare", lambda r: r.utredare or "–", 144, quiet=True, needs=840),
            Column("dagar", "Dagar", lambda r: self.days(r).word, 152, mark=self.days, sortable=False),
        )
        super().__init__(context)

    def buttons(self) -> list[QWidget]:
        """The compass, for whoever wonders."""
        return [Button("Ska jag rapportera?", "quiet", icon="question_circle", press=self._page.open_compass)]

    def days(self, row: LexRow) -> Mark:
        """Days since the report, and which target has passed."""
        if not row.is_open:
            return Mark("–")
        points = milestones(row, self._mal, idag())
        late = next((one for one in points if one.forsenad and one.natt is None), None)
        gone = (idag() - row.rapporterad_datum).days
        return Mark(f"{gone}, försenad", "red", "clock") if late is not None else Mark(str(gone))

    def filters(self) -> list[Filter]:
        """Enhet and rule."""
        self.enhet = Filter("Enhet", self.context.scope.filters, self.load)
        self.slag = Filter("Regel", lambda: [(slag.word, slag) for slag in LexSlag], self.load)
        return [self.enhet, self.slag]

    def urval(self) -> LexUrval:
        """What the chips, the filters and the scope say together."""
        base = LexUrval(
            self.vy,
            self.units(self.enhet),
            self.slag.picked(LexSlag),
            self.context.scope.ar,
            self.search.text(),
            self.sort[0],
            fallande=self.sort[1],
        )
        return replace(base, **self.extra)

    def fetch(self, ids: Sequence[int]) -> Mapping[int, LexRow]:
        """A page of rows."""
        return self.context.tasks.read(lex_rows, ids)

    def inspect(self, row_id: int) -> QWidget | None:
        """One case; the reading is logged."""
        from kvalitet_app.services.lex.handlaggning import get_lex
        from kvalitet_app.ui.lex.inspector import LexInspector

        try:
            detail = self.context.tasks.read(get_lex, arende_id=row_id)
        except KvalitetError:
            return None
        page = self._page
        return LexInspector(
            self.context, detail, make_package=page.make_package, write_investigation=page.write_investigation
        )

    def tables(self) -> frozenset[str]:
        """A case shows its circle, its told list and its åtgärder too."""
        return frozenset({self.name, "arende_krets", "underrattelse", "atgard", "installning", "avvikelse"})

    def refresh(self, change: Change | None = None) -> None:
        """The targets may be others now."""
        self._mal = self.context.tasks.read(targets)
        super().refresh(change)

    def new(self) -> None:
        """Ny rapport, in the panel."""
        from kvalitet_app.ui.lex.new import NewLexForm

        form = NewLexForm(self.context, closed=self.made)
        self._write_in_panel(form.as_panel("Ny rapport", "Rapporten syns bara för dig och dem som tar emot den."))
        form.beskrivning.setFocus()


class LexPage(Page):
    """The list, or a wide page of one case in its place."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = LexList(context, self)
        self.list.filled.connect(self.filled)
        self.wide: UtredningPage | PaketPage | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)

    def open_compass(self) -> None:
        """Ska jag rapportera?"""
        from kvalitet_app.ui.lex.kompass import CompassWindow

        CompassWindow(self.window(), self.context).show()

    def write_investigation(self, arende_id: int) -> None:
        """The investigation in a page of its own."""
        from kvalitet_app.services.lex.handlaggning import get_lex
        from kvalitet_app.ui.lex.utredning import UtredningPage

        detail = self.context.tasks.read(get_lex, arende_id=arende_id)
        self._show(UtredningPage(self.context, detail, back=self.to_list))

    def make_package(self, arende_id: int) -> None:
        """The document for the nämnd or IVO in a page of its own."""
        from kvalitet_app.services.lex.handlaggning import get_lex
        from kvalitet_app.ui.lex.paket import PaketPage

        detail = self.context.tasks.read(get_lex, arende_id=arende_id)
        self._show(PaketPage(self.context, detail, back=self.to_list))

    def _show(self, page: UtredningPage | PaketPage) -> None:
        self._drop()
        self.wide = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.context.show_count("")
        page.first_focus().setFocus()

    def _drop(self) -> None:
        if self.wide is not None:
            self.wide.leave()
            self._stack.removeWidget(self.wide)
            self.wide.deleteLater()
            self.wide = None

    def to_list(self) -> None:
        """Back to the list and the case in it."""
        self._drop()
        self._stack.setCurrentWidget(self.list)
        self.list.refresh()
        self.list.table.setFocus()

    def show_query(self, **query: Any) -> None:  # noqa: ANN401 - see the list
        """A record or a selection, always in the list; or a new one."""
        if (wanted := query.pop("utredning", None)) is not None:
            self.write_investigation(wanted)
            return
        if (wanted := query.pop("handling", None)) is not None:
            self.make_package(wanted)
            return
        self._drop()
        self._stack.setCurrentWidget(self.list)
        if query.pop("kompass", False):
            self.open_compass()
        elif query.pop("ny", False):
            self.list.new()
        else:
            self.list.show_query(**query)

    def refresh(self, change: Change | None = None) -> None:
        """The list; what is being written is left alone."""
        self.list.refresh(change)

    def new(self) -> None:
        """Ctrl+N."""
        if self.wide is None:
            self.list.new()

    def back(self) -> bool:
        """From the wide page to the list, from a case to the list."""
        if self.wide is not None:
            self.to_list()
            return True
        return self.list.back()

    def save(self) -> None:
        """Ctrl+S in the wide page, or beside the list."""
        (self.wide or self.list).save()

    def print_page(self) -> None:
        """Ctrl+P: a case is put on paper as a document for the nämnd or IVO."""
        self.list.print_page()

    def focus_search(self) -> None:
        """Ctrl+F."""
        if self.wide is None:
            self.list.focus_search()

    def leave(self) -> None:
        """Keep what is typed."""
        if self.wide is not None:
            self.wide.leave()
        self.list.leave()

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.list.table if self.wide is None else None
