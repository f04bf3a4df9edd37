"""APT-bladet: choose unit and month, see what it will say, print it; what it tells is then marked as given back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.moten.apt import AptBlad
from kvalitet_app.domain.paper.spridning import SHEET
from kvalitet_app.domain.tal import number
from kvalitet_app.services.moten.apt import gather_apt, mark_aterford, write_apt
from kvalitet_app.ui.moten.sheet import MonthSheet
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.paper.printing import Printout
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import Field, Select
from kvalitet_app.ui.parts.layout import holder, label, row
from kvalitet_app.ui.parts.reading import MessageBar, prose, section

PRIVATE = "Bladet namnger ingen och tar inte med ärenden som är skyddade. Läs ändå igenom det innan du sätter upp det."


class AptPage(MonthSheet):
    """What the page of a unit and month says, and the two ways to paper."""

    title = "APT-blad"
    note = "en sida per månad och enhet"
    gather = staticmethod(gather_apt)

    def __init__(self, context: Context, *, back: Callable[[], object]) -> None:
        self.example = Select()
        super().__init__(context, back=back, choices=(Field("Det här hjälpte", self.example),))
        self.example.currentIndexChanged.connect(self._choose_example)

    def _choose_example(self) -> None:
        value = self.example.value()
        if not self._filling:
            self.asked = {"exempel_id": value if isinstance(value, int) else None}
            self.load()

    def show_data(self, data: AptBlad) -> None:
        """What the page will say."""
        helped = [one for one in data.avslutade if one.atgarder]
        self.example.set_choices(
            [("Inget exempel", None), *((f"{o.beteckning} {o.atgarder[0]}", o.id) for o in helped)]
        )
        self.example.set_value(data.exempel.id if data.exempel else None)
        self.asked = {}  # a case of one month says nothing of another
        self.said.addWidget(label(" · ".join(f"{number(n)} {word}" for n, word in data.siffror), "strong"))
        types = [prose(f"{name}: {n}") for name, n in data.visade_typer]
        self.said.addLayout(section("Det vi rapporterade", *types, prose(data.jamforelse, "body", "muted"), gap=2))
        self.said.addLayout(section("Det ledde till", *self._closed(data), gap=2))
        routines = [prose(f"{nr} {titel}, version {version}") for nr, titel, version, _ in data.rutiner]
        self.said.addLayout(
            section("Nya eller ändrade rutiner", *(routines or [prose("Inga.", "body", "muted")]), gap=2)
        )
        self.said.addWidget(MessageBar("accent", "Innan det sätts upp", PRIVATE))

    def _closed(self, blad: AptBlad) -> list[QWidget]:
        lines: list[QWidget] = []
        for one in blad.avslutade:
            effect = f" · {one.effekt.word.lower()}" if one.effekt is not None else ""
            told = " · återförd" if one.aterford else ""
            words = "; ".join(one.atgarder) or "ingen åtgärd är antecknad"
            number = Button(one.beteckning, "link", press=partial(self.context.go, "avvikelser", rad_id=one.id))
            texts = row(number, prose(f"{one.typ}: {words}{effect}{told}"), gap=12)
            texts.setStretch(1, 1)
            lines.append(holder(texts))
        return lines or [prose("Inget ärende blev klart den här månaden.", "body", "muted")]

    def printout(self, data: AptBlad) -> Printout:
        """Under the name of the unit and month."""
        return Printout(
            "APT-bladet", f"APT-blad {data.enhet} {data.ar}-{data.manad:02d}", write_apt, {"blad": data}, refused=SHEET
        )

    def written(self) -> None:
        """What it tells is marked as given back."""
        if self.data is not None and (ids := tuple(one.id for one in self.data.avslutade if not one.aterford)):
            self.context.tasks.change(
                mark_aterford,
                initiator=self,
                avvikelse_ids=ids,
                done=lambda _change: self.load(),
                failed=self.context.messages.report,
            )
