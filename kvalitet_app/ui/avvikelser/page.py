"""Avvikelser: the list, the inspector beside it, and the form in its place when something new is reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedLayout, QWidget

from kvalitet_app.domain.avvikelser.arenden import AvvikelseRow, AvvikelseUrval
from kvalitet_app.domain.avvikelser.steg import OPEN
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.kalender import idag, local
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.services.avvikelser.listor import avvikelse_rows, count_views, find_avvikelser
from kvalitet_app.ui.lists.filter import Filter
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.lists.own_views import OwnViews
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context, Page
from kvalitet_app.ui.parts.buttons import Button, Menu
from kvalitet_app.ui.parts.words import days_since, risk_mark, short_moment, status_mark

if TYPE_CHECKING:
    from kvalitet_app.ui.avvikelser.form import NyAvvikelseForm
    from kvalitet_app.ui.moten.sheet import MonthSheet
    from kvalitet_app.ui.paper.printing import Printout

COLUMNS = (
    Column("nr", "Nr", lambda r: r.beteckning, 112),
    Column("rubrik", "Händelse", lambda r: r.rubrik),
    Column("enhet", "Enhet", lambda r: r.enhet, 108, quiet=True, needs=600),
    Column("typ", "Typ", lambda r: r.typ, 136, quiet=True, needs=860),
    Column("risk", "Risk", lambda r: risk_mark(r).word, 124, mark=risk_mark),
    Column("status", "Status", lambda r: r.status.word, 120, mark=status_mark),
    Column(
        "steg",
        "I steget",
        lambda r: days_since(r.status_sedan) if r.status in OPEN else "",
        84,
        right=True,
        needs=760,
        sortable=False,
        on_paper=False,
    ),
    Column("datum", "Datum", lambda r: short_moment(r.handelse_vid), 100, right=True, needs=940),
)
VIEWS = (
    ("att_gora", "Att göra"),
    ("vantar", "Väntar"),
    ("oppna", "Öppna"),
    ("fastnat", "Fastnat"),
    ("forsenade", "Försenade"),
    ("avslutade", "Avslutade"),
    ("alla", "Alla"),
)
PERIODS = (("Senaste 30 dagarna", 30), ("Senaste 90 dagarna", 90), ("Hela året", 0))


class AvvikelserList(ListPage):
    """The list with its filters."""

    name = "avvikelse"
    title = "Avvikelser"
    primary = ("Ny avvikelse", "add")
    views = VIEWS
    first_view = "oppna"
    columns = COLUMNS
    find_ids = staticmethod(find_avvikelser)
    count_rows = staticmethod(count_views)
    read_rows = staticmethod(avvikelse_rows)
    said_rows = ("avvikelse", "avvikelser")
    as_sheet = False  # Exportera writes more than the list shows
    empty = (
        "warning",
        "Här samlas avvikelser",
        "En avvikelse är något som inte blev som det var beslutat, planerat eller lovat. Det tar under en minut att "
        "skriva den första.",
    )

    def __init__(self, context: Context, new: Callable[[], object], sheet: Callable[[str], object]) -> None:
        self._new, self._sheet = new, sheet
        super().__init__(context)

    def buttons(self) -> list[QWidget]:
        """Own views and export."""
        self.own = OwnViews(self.context, self.name, self.as_view, self.use_view)
        tip = "APT-bladet och kvalitetsrådets månad"
        self.sheets = Button("Blad", "quiet", icon="document_text", tip=tip, press=self.choose_sheet)
        return [
            self.own,
            self.sheets,
            Button("Exportera", "quiet", icon="save", tip="Spara listan som Excel eller CSV", press=self.export),
        ]

    def choose_sheet(self) -> Menu:
        """The sheets of a month."""
        menu = Menu(self)
        menu.add("APT-blad till arbetsplatsträffen", partial(self._sheet, "apt"))
        menu.add("Kvalitetsrådets månad", partial(self._sheet, "rad"))
        menu.open_below(self.sheets)
        return menu

    def filters(self) -> list[Filter]:
        """Enhet, typ, lagrum, status and period."""
        self.enhet = Filter("Enhet", self.context.scope.filters, self.load)
        self.typ = Filter("Typ", self._typer, self.load)
        self.lagrum = Filter("Lagrum", lambda: [(law.word, law) for law in Lagrum], self.load)
        self.period = Filter("Period", lambda: PERIODS, self.load)
        return [self.enhet, self.typ, self.lagrum, self.period]

    def urval(self) -> AvvikelseUrval:
        """What the chips, the filters and the scope say together."""
        shortest = min((int(str(value)) for value in self.period.values), default=0)
        base = AvvikelseUrval(
            vy=self.vy,
            enheter=self.units(self.enhet),
            typer=self.typ.picked(int),
            lagrum=self.lagrum.picked(Lagrum),
            fran=idag() - timedelta(days=shortest) if shortest else None,
            till=idag() if shortest else None,
            ar=self.context.scope.ar,
            sok=self.search.text(),
            sortering=self.sort[0],
            fallande=self.sort[1],
        )
        return replace(base, **self.extra)

    def show_query(self, **query: Any) -> None:  # noqa: ANN401 - see ListPage
        """A case of another year than the one that is looked at is shown among the cases of its own."""
        wanted = query.get("rad_id")
        if isinstance(wanted, int) and "ar" not in query:
            row = self.fetch([wanted]).get(wanted)
            if row is not None and (year := local(row.handelse_vid).year) != self.context.scope.ar:
                query["ar"] = year
        super().show_query(**query)

    def fetch(self, ids: Sequence[int]) -> Mapping[int, AvvikelseRow]:
        """A page of rows."""
        return self.context.tasks.read(avvikelse_rows, ids)

    def inspect(self, row_id: int) -> QWidget | None:
        """One case; what shows it is read when the first row is chosen, after the list itself."""
        from kvalitet_app.services.avvikelser.detalj import get_avvikelse
        from kvalitet_app.ui.avvikelser.inspector import CaseInspector

        try:
            return CaseInspector(self.context, self.context.tasks.read(get_avvikelse, avvikelse_id=row_id))
        except KvalitetError:
            return None

    def tables(self) -> frozenset[str]:
        """A case shows its causes, additions and åtgärder too, and its risk by the limits of the register."""
        shown = {"avvikelse", "orsak", "tillagg", "atgard", "avvikelsetyp", "bilaga", "handelseanalys"}
        return frozenset({*shown, "installning"})

    def more_printouts(self) -> list[Printout]:
        """The blank form of the reservrutin."""
        from kvalitet_app.ui.paper.printing import blank_printout

        return [blank_printout()]

    def _typer(self) -> list[tuple[str, object]]:
        from kvalitet_app.services.register.kataloger import list_typer

        return [(typ.namn, typ.id) for typ in self.context.tasks.read(list_typer)]

    def new(self) -> None:
        """Ny avvikelse."""
        self._new()

    def export(self) -> None:
        """The list as it is filtered."""
        from kvalitet_app.ui.avvikelser.export import export_list

        export_list(self, self.context, self.urval())

    def as_view(self) -> dict[str, Any]:
        """The present selection, to be kept under a name."""
        return {
            "vy": self.vy,
            "sok": self.search.text(),
            "enhet": list(self.enhet.values),
            "typ": list(self.typ.values),
            "lagrum": [str(v) for v in self.lagrum.values],
            "period": list(self.period.values),
        }

    def use_view(self, kept: dict[str, Any]) -> None:
        """Show a selection that was kept."""
        self.extra = {}
        self.enhet.choose(kept.get("enhet", ()), tell=False)
        self.typ.choose(kept.get("typ", ()), tell=False)
        self.lagrum.choose([Lagrum(v) for v in kept.get("lagrum", ())], tell=False)
        self.period.choose(kept.get("period", ()), tell=False)
        self.search.setText(str(kept.get("sok", "")))
        self.choose_view(str(kept.get("vy", "alla")))


class AvvikelserPage(Page):
    """The list, or the form."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = AvvikelserList(context, self.new, self.show_sheet)
        self.list.filled.connect(self.filled)
        self.form: NyAvvikelseForm | None = None
        self.sheets: dict[str, MonthSheet] = {}
        self._stack = QStackedLayout(self)  # with its widget first: else what is added is shown as a window of its own
        self._stack.addWidget(self.list)

    def new(self, utkast: str = "") -> None:
        """Show the form, with the draft of that name where one is named."""
        if self.form is None:
            from kvalitet_app.ui.avvikelser.form import NyAvvikelseForm

            self.form = NyAvvikelseForm(self.context, back=self._to_list, saved=self._saved)
            self._stack.addWidget(self.form)
            if utkast:
                self.form.begin(utkast)
        else:
            self.form.begin(utkast)
        self._stack.setCurrentWidget(self.form)
        self.context.show_count("")
        self.form.beskrivning.setFocus()

    def show_sheet(self, which: str) -> None:
        """Show APT-bladet ("apt") or the month of the kvalitetsråd ("rad") of the scope."""
        if which not in self.sheets:
            from kvalitet_app.ui.moten.apt import AptPage
            from kvalitet_app.ui.moten.kvalitetsrad import RadPage

            self.sheets[which] = {"apt": AptPage, "rad": RadPage}[which](self.context, back=self._to_list)
            self._stack.addWidget(self.sheets[which])
        self._stack.setCurrentWidget(self.sheets[which])
        self.context.show_count("")
        self.sheets[which].begin()

    def _on_sheet(self) -> MonthSheet | None:
        """The sheet of a month that is shown."""
        shown = self._stack.currentWidget()
        return next((one for one in self.sheets.values() if one is shown), None)

    def _to_list(self) -> None:
        self._stack.setCurrentWidget(self.list)
        self.list.table.setFocus()
        self.list.load()

    def _saved(self, change: Change) -> None:
        self._stack.setCurrentWidget(self.list)
        self.list.show_query(vy="oppna", rad_id=change.row_id)
        self.list.table.setFocus()

    def show_query(self, **query: Any) -> None:  # noqa: ANN401 - see the list
        """A record or a selection, always in the list; or a new one in the form."""
        if query.pop("ny", False):
            self.new(str(query.get("utkast", "")))
            return
        self._stack.setCurrentWidget(self.list)
        self.list.show_query(**query)

    def refresh(self, change: Change | None = None) -> None:
        """The list; a half-written form is left alone."""
        self.list.refresh(change)

    def is_writing(self) -> bool:
        """Whether the form is shown."""
        return self.form is not None and self._stack.currentWidget() is self.form

    def back(self) -> bool:
        """From the form to the list, from a case to the list."""
        if self.is_writing() and self.form is not None:
            self.form.flush()
            self._to_list()
            return True
        if self._on_sheet():
            self._to_list()
            return True
        return self.list.back()

    def save(self) -> None:
        """Ctrl+S in the form, or beside the list."""
        if self.is_writing() and self.form is not None:
            self.form.save()
        elif (sheet := self._on_sheet()) is not None:
            sheet.save()
        else:
            self.list.save()

    def print_page(self) -> None:
        """Ctrl+P: what is saved; a half-written form is not."""
        if self.is_writing():
            self.context.messages.tell("accent", "Spara först", "Avvikelsen skrivs ut när den är sparad.")
        elif (sheet := self._on_sheet()) is not None:
            sheet.print_page()
        else:
            self.list.print_page()

    def focus_search(self) -> None:
        """Ctrl+F."""
        if not self.is_writing() and self._on_sheet() is None:
            self.list.focus_search()

    def leave(self) -> None:
        """Keep what is typed."""
        if self.form is not None:
            self.form.flush()
        self.list.leave()

    def first_focus(self) -> QWidget | None:
        """The list, or the first field."""
        return self.form.beskrivning if self.is_writing() and self.form is not None else self.list.table
