"""The compass as a medarbetare uses it."""

from kvalitet_app.domain.lex.kompass import Besked, Fragesvar
from kvalitet_app.ui.lex.kompass import CompassWindow
from kvalitet_app.ui.lex.new import NewLexForm
from kvalitet_app.ui.parts.buttons import Button, Link
from kvalitet_app.ui.parts.reading import MessageBar


def opened(driver):
    driver.window.open_compass()
    driver.settle()
    (window,) = driver.window.findChildren(CompassWindow)
    return window


def answer(driver, window, *given):
    for control, one in zip(window.answers, given, strict=True):
        control.set_value(one)
        control.changed.emit()
    driver.settle()
    return [bar.accessibleName() for bar in window.findChildren(MessageBar) if bar.isVisible()]


def test_three_yes_lead_to_the_report_and_a_no_to_an_avvikelse(example):
    window = opened(example)
    yes, no = Fragesvar.JA, Fragesvar.NEJ
    assert answer(example, window, yes, no, yes) == [f"{Besked.AVVIKELSE.word}. "]
    assert answer(example, window, yes, yes, yes) == [f"{Besked.RAPPORTERA.word}. "]
    (way,) = (one for one in window.findChildren(Button) if one.text() == "Skriv rapporten" and one.isVisible())
    way.click()
    example.settle()
    assert example.window.page("lex").findChildren(NewLexForm)


def test_it_tells_who_receives_and_opens_the_units_rutin(example):
    window = opened(example)
    links = window.findChildren(Link)
    assert any("Lex Sarah" in one.text() or "lex Sarah" in one.text() for one in links)
    links[0].click()
    example.settle()
    assert example.window.page("rutiner").isVisible()
    window.close()
