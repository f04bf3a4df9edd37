"""Egenkontroll: the month, the year, the list, the plan, and the page where one is performed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollRow, EgenkontrollUrval
from kvalitet_app.services.egenkontroller.planer import list_mallar
from kvalitet_app.services.egenkontroller.tillfallen import count_views, egenkontroll_rows, find_egenkontroller
from kvalitet_app.ui.egenkontroller.calendar import MonthPage
from kvalitet_app.ui.egenkontroller.inspector import CheckInspector
from kvalitet_app.ui.egenkontroller.outcome import lage_mark, state_mark
from kvalitet_app.ui.egenkontroller.perform import PerformPage
from kvalitet_app.ui.egenkontroller.plan import PlanForm
from kvalitet_app.ui.lists.filter import Filter
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context, Page
from kvalitet_app.ui.paper.printing import offer
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.words import day, percent

if TYPE_CHECKING:
    from kvalitet_app.ui.egenkontroller.year import YearPage


COLUMNS = (
    Column("planerad_datum", "Planerad", lambda r: day(r.planerad_datum), 108),
    Column("mall", "Egenkontroll", lambda r: f"{r.kod} {r.mall}"),
    Column("enhet", "Enhet", lambda r: r.enhet, 120, quiet=True, needs=560),
    Column("ansvarig", "Ansvarig", lambda r: r.ansvarig or "–", 132, quiet=True, needs=880),
    Column("status", "Läge", lambda r: state_mark(r).word, 112, mark=state_mark),
    Column("poang", "Utfall", lambda r: percent(r.poang), 72, right=True),
    Column(
        "lage",
        "Färg",
        lambda r: r.lage.word if r.lage else "–",
        88,
        mark=lambda r: lage_mark(r.lage),
        needs=680,
        sortable=False,
    ),
)


class EgenkontrollList(ListPage):
    """The list with its views."""

    name = "egenkontroll"
    title = "Egenkontroll"
    primary = ("Planera", "add")
    views = (
        ("att_gora", "Att göra"),
        ("mina", "Mina"),
        ("forsenade", "Försenade"),
        ("genomforda", "Genomförda"),
        ("alla", "Alla"),
    )
    first_view = "att_gora"
    first_sort = ("planerad_datum", False)
    columns = COLUMNS
    find_ids = staticmethod(find_egenkontroller)
    count_rows = staticmethod(count_views)
    read_rows = staticmethod(egenkontroll_rows)
    said_rows = ("egenkontroll", "egenkontroller")
    of_a_year: ClassVar[dict[str, object]] = {"fran": None, "till": None}
    empty = (
        "clipboard_task_list_ltr",
        "Här samlas egenkontroller",
        "Tolv mallar finns färdiga. Planera en på en eller flera enheter, så kommer tillfällena i kalendern.",
    )

    def __init__(
        self,
        context: Context,
        *,
        new: Callable[[], object],
        perform: Callable[[int], object],
        month: Callable[[], object],
        year: Callable[[], object],
    ) -> None:
        self._new, self._perform, self._month, self._year = new, perform, month, year
        super().__init__(context)

    def buttons(self) -> list[QWidget]:
        """To the calendar and the year."""
        return [
            Button("Kalender", "quiet", icon="calendar_ltr", tip="Visa månaden", press=self._month),
            Button("Årshjul", "quiet", icon="target", tip="Visa året som ett hjul", press=self._year),
        ]

    def filters(self) -> list[Filter]:
        """Mall and enhet."""
        self.mall = Filter(
            "Mall", lambda: [(f"{m.kod} {m.namn}", m.id) for m in self.context.tasks.read(list_mallar)], self.load
        )
        self.enhet = Filter("Enhet", self.context.scope.filters, self.load)
        return [self.mall, self.enhet]

    def urval(self) -> EgenkontrollUrval:
        """What the chips, the filters and the scope say together."""
        ar = self.context.scope.ar
        mallar = self.mall.picked(int)
        urval = EgenkontrollUrval(
            self.vy,
            self.units(self.enhet),
            mallar,
            fran=date(ar, 1, 1),
            till=date(ar, 12, 31),
            sok=self.search.text(),
            sortering=self.sort[0] if self.sort[0] != "lage" else "poang",
            fallande=self.sort[1],
        )
        return replace(urval, **self.extra)

    def fetch(self, ids: Sequence[int]) -> Mapping[int, EgenkontrollRow]:
        """A page of rows."""
        return self.context.tasks.read(egenkontroll_rows, ids)

    def inspect(self, row_id: int) -> QWidget | None:
        """One occurrence."""
        found = self.context.tasks.read(egenkontroll_rows, [row_id]).get(row_id)
        return CheckInspector(self.context, found, self._perform) if found is not None else None

    def open_row(self, row_id: int) -> None:
        """Perform it, or look at what was answered."""
        self._perform(row_id)

    def tables(self) -> frozenset[str]:
        """Answers and plans concern the list too."""
        return frozenset({"egenkontroll", "svar", "plan", "mall", "atgard"})

    def new(self) -> None:
        """Plan."""
        self._new()


class EgenkontrollerPage(Page):
    """The month first; the year, the list, a plan or one occurrence in its place."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.month = MonthPage(
            context,
            perform=self.perform,
            new=self.new,
            to_list=self.to_list,
            to_year=self.to_year,
            to_paper=self.print_page,
        )
        self.list = EgenkontrollList(
            context, new=self.new, perform=self.perform, month=self.to_month, year=self.to_year
        )
        self.year: YearPage | None = None  # made when it is first asked for
        self.list.filled.connect(self.filled)
        self.month.filled.connect(self.filled)
        self._over: QWidget | None = None
        self._under: Page = self.month
        self._stack = QStackedLayout(self)  # with its widget first: else what is added is shown as a window of its own
        self._stack.addWidget(self.month)
        self._stack.addWidget(self.list)

    def to_list(self, **query: Any) -> None:  # noqa: ANN401 - the list's own words
        """Show the list."""
        self._under = self.list
        self._turn_to(self.list)
        self.list.show_query(**query) if query else self.list.load()

    def to_month(self) -> None:
        """Show the month."""
        self._under = self.month
        self._turn_to(self.month)
        self.context.show_count("")
        self.month.refresh()

    def to_year(self) -> None:
        """Show the year as a wheel."""
        from kvalitet_app.ui.egenkontroller.year import YearPage

        if self.year is None:
            self.year = YearPage(
                self.context, perform=self.perform, new=self.new, to_list=self.to_list, to_month=self.to_month
            )
            self.year.filled.connect(self.filled)
            self._stack.addWidget(self.year)
        self._under = self.year
        self._turn_to(self.year)
        self.context.show_count("")
        self.year.refresh()

    def _turn_to(self, page: Page) -> None:
        """Show one of them; the keys go with it, for the button that was pressed is gone."""
        focus = QApplication.focusWidget()
        had_keys = focus is not None and self.isAncestorOf(focus)
        self._close_over()
        self._stack.setCurrentWidget(page)
        first = page.first_focus()
        if had_keys and first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def perform(self, egenkontroll_id: int) -> None:
        """Show the page where it is performed."""
        self._put_over(PerformPage(self.context, egenkontroll_id, self._done))

    def new(self) -> None:
        """Plan one."""
        self._put_over(PlanForm(self.context, self._done))

    def _put_over(self, page: QWidget) -> None:
        self._close_over()
        self._over = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.context.show_count("")
        if (focus := getattr(page, "first_focus", None)) is not None and (first := focus()) is not None:
            first.setFocus()

    def _close_over(self) -> None:
        if isinstance(self._over, PerformPage):
            self._over.leave()
        if self._over is not None:
            self._stack.removeWidget(self._over)
            self._over.hide()
            self._over.deleteLater()
            self._over = None

    def _done(self, _row_id: int | None = None) -> None:
        self._close_over()
        self._stack.setCurrentWidget(self._under)
        self._under.refresh()

    def show_query(self, **query: Any) -> None:  # noqa: ANN401 - flik, rad_id, vy and limits
        """A record is performed; a selection is listed; a template opens the plan, and the year its wheel."""
        if query.get("slag") == "mall":
            self.new()
        elif query.get("flik") == "arshjul":
            self.to_year()
        elif "rad_id" in query:
            self.perform(int(query["rad_id"]))
        else:
            query.pop("flik", None)
            self.to_list(**query)

    def refresh(self, change: Change | None = None) -> None:
        """Whatever is shown."""
        if isinstance(self._over, PerformPage):
            self._over.refresh(change)
        elif self._over is None:
            self._under.refresh(change)

    def back(self) -> bool:
        """From what lies over to what lies under."""
        if isinstance(self._over, PerformPage):
            self._over.pause()
            return True
        if self._over is not None:
            self._done()
            return True
        return self._under.back()

    def save(self) -> None:
        """Ctrl+S in a plan or an occurrence."""
        if (send := getattr(self._over, "send", None)) is not None:
            send()
        elif self._over is None:
            self._under.save()

    def leave(self) -> None:
        """Keep what is typed beside the list, or as a comment."""
        if isinstance(self._over, PerformPage):
            self._over.leave()
        self.list.leave()

    def print_page(self) -> None:
        """Ctrl+P: the occurrence that is shown, else the list, the month as a list, or the wheel."""
        if isinstance(self._over, PerformPage):
            self._over.print_page()
        elif self._over is not None:
            self.context.messages.tell("accent", "Spara först", "Planen skrivs ut som lista när den är sparad.")
        elif self._under is self.month:
            first = date(self.month.ar, self.month.manad, 1)
            last = date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
            urval = EgenkontrollUrval(vy="alla", enheter=self.context.scope.units(), fran=first, till=last)
            month = self.list.list_printout(urval, "Alla")
            offer(self, self.context, self.month.printer, [month])
        else:
            self._under.print_page()

    def focus_search(self) -> None:
        """Ctrl+F: the list has a filter."""
        if self._over is None:
            self.to_list()
            self.list.focus_search()

    def first_focus(self) -> QWidget | None:
        """The picture, the list, or the first question."""
        if self._over is not None and (focus := getattr(self._over, "first_focus", None)) is not None:
            found = focus()
            return found if isinstance(found, QWidget) else None
        return self._under.first_focus()
