"""The menus of the top bar: what all pages show, and who is at work. Each is made anew when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kvalitet_app.ui.parts.buttons import Menu
from kvalitet_app.ui.parts.theme import ThemeChoice

if TYPE_CHECKING:
    from kvalitet_app.domain.organisation.enheter import PersonRow
    from kvalitet_app.ui.page.context import Scope

YEARS_BACK = 6


def scope_menu(parent: QWidget, scope: Scope) -> Menu:
    """Every unit one may read, as a tree."""
    from kvalitet_app.domain.kalender import idag

    menu = Menu(parent)
    menu.add("Hela organisationen", partial(scope.set_enhet, 0), checked=scope.enhet_id == 0)
    today = idag()
    for unit in scope.enheter:
        word = "\u2003" * unit.djup + unit.shown(today)
        menu.add(word, partial(scope.set_enhet, unit.id), checked=scope.enhet_id == unit.id)
    return menu


def year_menu(parent: QWidget, scope: Scope) -> Menu:
    """Next year, this one and some before."""
    from kvalitet_app.domain.kalender import idag

    menu = Menu(parent)
    for year in range(idag().year + 1, idag().year - YEARS_BACK, -1):
        menu.add(str(year), partial(scope.set_ar, year), checked=scope.ar == year)
    return menu


def me_menu(parent: QWidget, person: PersonRow, *, theme: ThemeChoice, choose: Callable[[ThemeChoice], object]) -> Menu:
    """My uppdrag and the theme."""

    menu = Menu(parent)
    menu.tell(person.namn)
    for uppdrag in person.uppdrag:
        menu.tell(f"{uppdrag.roll.word} · {uppdrag.enhet}")
    menu.addSeparator()
    for choice in ThemeChoice:
        menu.add(f"Tema: {choice.word.lower()}", partial(choose, choice), checked=theme is choice)
    return menu
