"""The first page: of what does not exist nothing is good or bad, and what is left out is told."""

from PySide6.QtWidgets import QLabel

from kvalitet_app.ui.parts.reading import KeyFigure


def figures(driver):
    page = driver.go("oversikt")
    driver.qtbot.waitUntil(lambda: bool(page._shown_figures), timeout=20000)
    driver.settle()
    return {one.text(): one for one in page.findChildren(KeyFigure) if one.isVisibleTo(page)}


def test_a_new_register_praises_nothing_and_blames_nobody(own):
    shown = figures(own)
    assert {one._tone for one in shown.values()} == {"muted"}
    year = own.context.scope.ar
    assert shown["Egenkontroller gjorda"].accessibleName() == f"Egenkontroller gjorda: –, inga planerade {year}"
    assert shown["Rutiner att se över"].accessibleName() == "Rutiner att se över: –, inga rutiner inlagda"
    assert "inga öppna" in shown["Försenade"].accessibleName()


def test_the_pictures_of_units_say_how_many_they_show(example):
    shown = figures(example)
    assert "mål 90" in shown["Egenkontroller gjorda"].accessibleName()
    page = example.window.current()
    said = " | ".join(one.text() for one in page.findChildren(QLabel))
    assert "8 av 22 enheter, minst gjort" in said
    assert "Läge per enhet · 8 av 22 enheter, flest röda" in said
