"""APT-bladet: choose unit and month, see what it will say, print it; what it tells is then marked as given back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.aterforing import AptBlad
from kvalitet_app.domain.atgard import LABELS
from kvalitet_app.services.aterforing import gather_apt, mark_aterford, write_apt
from kvalitet_app.ui.avvikelser.sheet import MonthSheet
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import Field, Select
from kvalitet_app.ui.parts.layout import holder, label, row
from kvalitet_app.ui.parts.reading import MessageBar, prose, section
from kvalitet_app.ui.printing import Printout, print_it, save_it

PRIVATE = "Bladet namnger ingen och tar inte med ärenden som är skyddade. Läs ändå igenom det innan du sätter upp det."


class AptPage(MonthSheet):
    """What the page of a unit and month says, and the two ways to paper."""

    title = "APT-blad"
    note = "en sida per månad och enhet"
    gather = staticmethod(gather_apt)

    def __init__(self, context: Context, *, back: Callable[[], object]) -> None:
        self.blad: AptBlad | None = None
        self._exempel_id: int | None = None
        self.example = Select()
        super().__init__(context, back=back)
        self.example.currentIndexChanged.connect(lambda _at: self._choose_example())

    def more_fields(self) -> Sequence[QWidget]:
        """The case to hold up."""
        return (Field("Det här hjälpte", self.example),)

    def more(self) -> dict[str, Any]:
        """The case that was chosen, once."""
        chosen, self._exempel_id = self._exempel_id, None
        return {"exempel_id": chosen}

    def _choose_example(self) -> None:
        value = self.example.value()
        if not self._filling:
            self._exempel_id = value if isinstance(value, int) else None
            self.load()

    def show_data(self, data: AptBlad) -> None:
        """What the page will say."""
        self.blad = blad = data
        helped = [one for one in blad.avslutade if one.atgarder]
        self._filling = True
        self.example.set_choices(
            [("Inget exempel", None), *((f"{o.beteckning} {o.atgarder[0]}", o.id) for o in helped)]
        )
        self.example.set_value(blad.exempel.id if blad.exempel else None)
        self._filling = False
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

    def forget_data(self) -> None:
        """There is no page."""
        self.blad = None

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
