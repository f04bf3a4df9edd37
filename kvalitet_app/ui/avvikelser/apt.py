"""APT-bladet: choose unit and month, see what it will say, print it; what it tells is then marked as given back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.aterforing import MONTHS, AptBlad
from kvalitet_app.domain.atgard import LABELS
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation import EnhetNiva
from kvalitet_app.services.aterforing import gather_apt, mark_aterford, write_apt
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import Field, Select
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import clear, column, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.reading import MessageBar, prose, section
from kvalitet_app.ui.printing import Printout, print_it, save_it

BACK_MONTHS = 24
PRIVATE = "Bladet namnger ingen och tar inte med ärenden som är skyddade. Läs ändå igenom det innan du sätter upp det."


class AptPage(QWidget):
    """What the page of a unit and month says, and the two ways to paper."""

    def __init__(self, context: Context, *, back: Callable[[], object]) -> None:
        super().__init__()
        self.context = context
        self.blad: AptBlad | None = None
        self._filling = False
        self.unit, self.month, self.example = Select(editable=True), Select(), Select()
        self.save_button = Button("Spara som PDF", "primary", icon="document_text", press=self.save)
        buttons = (Button("Skriv ut", "quiet", icon="print", key="Ctrl+P", press=self.print_page), self.save_button)
        header = PageHeader("APT-blad", *buttons, note="en sida per månad och enhet", back=back)
        choose = row(Field("Enhet", self.unit), Field("Månad", self.month), Field("Det här hjälpte", self.example),
                     gap=16)  # fmt: skip
        self.said = column(gap=18)
        inside = column(choose, self.said, None, gap=20, margins=(24, 16, 32, 16))
        self.setLayout(column(header, line(), scrolled(holder(inside)), gap=0))
        for select in (self.unit, self.month):
            select.currentIndexChanged.connect(lambda _at: self.load())
        self.example.currentIndexChanged.connect(lambda _at: self._choose_example())

    def begin(self) -> None:
        """The scope's unit and the month that has just ended."""
        today = idag()
        units = self.context.scope.enheter
        months = [divmod(today.year * 12 + today.month - 1 - n, 12) for n in range(BACK_MONTHS)]
        self._filling = True
        self.unit.set_choices([(u.namn, u.id) for u in units])
        self.month.set_choices([(f"{MONTHS[m]} {y}", y * 12 + m) for y, m in months])
        own = [u.enhet_id for u in self.context.person.uppdrag]
        mine = [u.id for u in units if u.id in own and u.niva is EnhetNiva.ENHET]
        self.unit.set_value(self.context.scope.enhet_id or next(iter([*mine, *(u.id for u in units)]), None))
        self.month.set_value(months[1][0] * 12 + months[1][1])
        self._filling = False
        self.load()
        self.unit.setFocus()

    def load(self, exempel_id: int | None = None) -> None:
        """Gather what the page says."""
        unit, month = self.unit.value(), self.month.value()
        if not self._filling and isinstance(unit, int) and isinstance(month, int):
            ar, manad = divmod(month, 12)
            self.context.tasks.ask(
                gather_apt, enhet_id=unit, ar=ar, manad=manad + 1, exempel_id=exempel_id, done=self._show,
                failed=self._failed,
            )  # fmt: skip

    def _choose_example(self) -> None:
        value = self.example.value()
        if not self._filling:
            self.load(value if isinstance(value, int) else None)

    def _show(self, blad: AptBlad) -> None:
        self.blad = blad
        self.save_button.setEnabled(True)
        helped = [one for one in blad.avslutade if one.atgarder]
        self._filling = True
        self.example.set_choices(
            [("Inget exempel", None), *((f"{o.beteckning} {o.atgarder[0]}", o.id) for o in helped)]
        )
        self.example.set_value(blad.exempel.id if blad.exempel else None)
        self._filling = False
        clear(self.said)
        figures = f"{blad.antal} rapporterade · {len(blad.avslutade)} avslutade · {blad.oppna} öppna i dag"
        self.said.addWidget(label(figures, "strong"))
        types = [prose(f"{name}: {n}") for name, n in blad.visade_typer]
        self.said.addLayout(section("Det vi rapporterade", *types, prose(blad.jamforelse, "body", "muted"), gap=2))
        self.said.addLayout(section("Det ledde till", *self._closed(blad), gap=2))
        routines = [prose(f"{nr} {titel}, version {version}") for nr, titel, version, _ in blad.rutiner]
        self.said.addLayout(
            section("Nya eller ändrade rutiner", *(routines or [prose("Inga.", "body", "muted")]), gap=2)
        )
        self.said.addWidget(MessageBar("accent", "Innan det sätts upp", PRIVATE))

    def _closed(self, blad: AptBlad) -> list[QWidget]:
        lines: list[QWidget] = []
        for one in blad.avslutade:
            effect = f" · {LABELS[one.effekt].lower()}" if one.effekt is not None else ""
            told = " · återförd" if one.aterford else ""
            words = "; ".join(one.atgarder) or "ingen åtgärd är antecknad"
            number = Button(one.beteckning, "link", press=partial(self.context.go, "avvikelser", rad_id=one.id))
            texts = row(number, prose(f"{one.typ}: {words}{effect}{told}"), gap=12)
            texts.setStretch(1, 1)
            lines.append(holder(texts))
        return lines or [prose("Inget ärende blev klart den här månaden.", "body", "muted")]

    def _failed(self, error: BaseException) -> None:
        self.blad = None
        self.save_button.setEnabled(False)
        clear(self.said)
        if isinstance(error, KvalitetError):
            self.said.addWidget(MessageBar("red", error.sentence))
        else:
            self.context.messages.report(error)

    def _printout(self, blad: AptBlad) -> Printout:
        return Printout("APT-bladet", f"APT-blad {blad.enhet} {blad.ar}-{blad.manad:02d}", write_apt, {"blad": blad})

    def save(self) -> None:
        """As a PDF; what it tells is then marked."""
        if self.blad is not None:
            save_it(self, self.context, self._printout(self.blad), after=self._mark)

    def print_page(self) -> None:
        """Through the system's dialog; what it tells is then marked."""
        if self.blad is not None:
            print_it(self, self.context, self._printout(self.blad), after=self._mark)

    def _mark(self) -> None:
        if self.blad is not None and (ids := tuple(one.id for one in self.blad.avslutade if not one.aterford)):
            self.context.tasks.change(
                mark_aterford, initiator=self, avvikelse_ids=ids, done=lambda _change: self.load(),
                failed=self.context.messages.report,
            )  # fmt: skip
