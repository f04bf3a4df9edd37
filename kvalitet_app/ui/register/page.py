"""Inställningar: the organisation, the catalogues, the limits, the copies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.ui.lists.tab import Tab
from kvalitet_app.ui.organisation.behorigheter import BehorigheterTab
from kvalitet_app.ui.organisation.enheter import EnheterTab
from kvalitet_app.ui.organisation.personer import PersonerTab
from kvalitet_app.ui.page.context import Context, Page
from kvalitet_app.ui.parts.buttons import Chip, without_state
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import column, holder, line, row
from kvalitet_app.ui.processer.tab import ProcesserTab
from kvalitet_app.ui.register.kataloger import KatalogTab
from kvalitet_app.ui.register.kopior import KopiorTab
from kvalitet_app.ui.register.laghanvisningar import LagTab

TABS: tuple[tuple[str, str, Callable[[Context], Tab]], ...] = (
    ("enheter", "Enheter", EnheterTab),
    ("personer", "Personer", PersonerTab),
    ("behorigheter", "Behörigheter", BehorigheterTab),
    ("processer", "Processer", ProcesserTab),
    ("kataloger", "Kataloger och gränser", KatalogTab),
    ("lagar", "Laghänvisningar", LagTab),
    ("kopior", "Kopior och data", KopiorTab),
)
BENEATH = {"behorigheter": "personer"}
"""A tab that is opened from another one, whose chip stays pressed."""
BY_KIND = {"enhet": "enheter", "person": "personer"}


class InstallningarPage(Page):
    """One tab at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.tabs: dict[str, Tab] = {}
        self.at = TABS[0][0]
        self.chips = {key: Chip(word, checked=key == self.at) for key, word, _ in TABS if key not in BENEATH}
        for key, chip in self.chips.items():
            chip.clicked.connect(without_state(partial(self.show_tab, key)))
        band = holder(row(*self.chips.values(), None, margins=(24, 0, 24, 12)))
        band.setFixedHeight(44)
        self.stack = QStackedWidget()
        box = column(PageHeader("Inställningar"), band, line(), gap=0)
        box.addWidget(self.stack, 1)
        self.setLayout(box)

    def show_tab(self, key: str) -> None:
        """Show a tab, made when it is first asked for."""
        self.at = key
        self.chips[BENEATH.get(key, key)].setChecked(True)
        if key not in self.tabs:
            self.tabs[key] = next(make for name, _, make in TABS if name == key)(self.context)
            self.stack.addWidget(self.tabs[key])
        self.stack.setCurrentWidget(self.tabs[key])
        self.tabs[key].load()

    def show_query(self, **query: Any) -> None:  # noqa: ANN401 - flik, or a record of the search
        """A tab, or the tab of a record: a record without a kind is a line of who was given what."""
        of_reminder = "behorigheter" if query.get("rad_id") and not query.get("slag") else self.at
        self.show_tab(query.get("flik") or BY_KIND.get(str(query.get("slag")), of_reminder))

    def refresh(self, change: Change | None = None) -> None:
        """The tab that is shown."""
        self.show_tab(self.at)
        self.filled.emit()

    def new(self) -> None:
        """Ctrl+N in the tab."""
        self.tabs[self.at].new()

    def first_focus(self) -> QWidget | None:
        """The tab's own."""
        return self.chips[BENEATH.get(self.at, self.at)]
