"""The menus of the top bar: what all pages show, and who is at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kvalitet_app.ui.parts.buttons import Menu
from kvalitet_app.ui.parts.theme import ThemeChoice

if TYPE_CHECKING:
    from kvalitet_app.ui.window.main_window import MainWindow

YEARS_BACK = 6


def open_scope_menu(window: MainWindow) -> None:
    """Every unit one may read, as a tree."""
    if window.context is None:
        return
    menu, scope = Menu(window), window.context.scope
    menu.add("Hela organisationen", lambda: scope.set_enhet(0), checked=scope.enhet_id == 0)
    for unit in scope.enheter:
        word = "\u2003" * unit.djup + unit.kortnamn
        menu.add(word, lambda i=unit.id: scope.set_enhet(i), checked=scope.enhet_id == unit.id)  # type: ignore[misc]
    menu.open_below(window.scope_button)


def open_year_menu(window: MainWindow) -> None:
    """Next year, this one and some before."""
    if window.context is None:
        return
    from kvalitet_app.domain.kalender import idag

    menu, scope = Menu(window), window.context.scope
    for year in range(idag().year + 1, idag().year - YEARS_BACK, -1):
        menu.add(str(year), lambda year=year: scope.set_ar(year), checked=scope.ar == year)  # type: ignore[misc]
    menu.open_below(window.year_button)


def open_help_menu(window: MainWindow) -> None:
    """The keys and words, what the program is made of, and the file for whoever helps."""
    from kvalitet_app.ui.window.about import open_about, save_support_file

    menu = Menu(window)
    menu.add("Hjälp och kortkommandon\tF1", window.open_help)
    menu.add("Om Kvalitet", lambda: open_about(window))
    menu.add("Skapa supportfil …", lambda: save_support_file(window))
    menu.open_below(window.aid)


def open_me_menu(window: MainWindow) -> None:
    """My uppdrag and the theme."""
    if window.context is None:
        return

    menu, person = Menu(window), window.context.person
    menu.add(person.namn, lambda: None, enabled=False)
    for uppdrag in person.uppdrag:
        menu.add(f"{uppdrag.roll.word} · {uppdrag.enhet}", lambda: None, enabled=False)
    menu.addSeparator()
    for choice in ThemeChoice:
        here = window.appearance.choice is choice
        menu.add(f"Tema: {choice.word.lower()}", lambda c=choice: window.use_theme(c), checked=here)  # type: ignore[misc]
    menu.open_below(window.avatar)
