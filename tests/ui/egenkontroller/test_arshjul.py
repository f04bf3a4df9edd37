"""The year's wheel: it counts what the list counts, a mark opens its egenkontroll, and it goes on one A4."""

from datetime import date

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
from kvalitet_app.pictures.drawing.primitives import Text
from kvalitet_app.reports.publishing.checks import check_pdf
from kvalitet_app.services.egenkontroller.tillfallen import find_egenkontroller
from kvalitet_app.services.paper.utskrift import write_wheel
from kvalitet_app.ui.egenkontroller.perform import PerformPage
from kvalitet_app.ui.parts.buttons import Menu
from tests.readback import pdf_words
from tests.ui.hands import press


@pytest.fixture
def year(example):
    example.context.scope.set_ar(2025)
    return example.go("egenkontroller", flik="arshjul")


def in_the_year(example, ar=2025):
    units = example.context.scope.units()
    urval = EgenkontrollUrval(vy="alla", enheter=units, fran=date(ar, 1, 1), till=date(ar, 12, 31))
    return list(example.read(find_egenkontroller, urval=urval))


def keys(page):
    return [target.key for target in page.year.picture.scene().targets()]


def test_every_mark_is_one_of_the_year_and_opens_it(example, year):
    shown = {int(key.partition("=")[2]) for key in keys(year)}
    assert shown
    assert shown <= set(in_the_year(example))
    year.year.picture.setFocus()
    QTest.keyClick(year.year.picture, Qt.Key.Key_Right)
    wanted = year.year.picture.current_target().key
    QTest.keyClick(year.year.picture, Qt.Key.Key_Return)
    example.settle()
    assert isinstance(year._over, PerformPage)
    assert f"egenkontroll={year._over.egenkontroll_id}" == wanted
    year.back()
    example.settle()
    assert year._stack.currentWidget() is year.year


def test_the_year_and_the_unit_of_the_window_are_followed(example, year):
    before = keys(year)
    unit = next(u for u in example.context.scope.enheter if u.kortnamn == "Tallåsen")
    example.context.scope.set_enhet(unit.id)
    example.settle()
    assert 0 < len(keys(year)) < len(before)
    assert "Tallåsen" in [item.text for item in year.year.picture.scene().items if isinstance(item, Text)]
    example.context.scope.set_ar(2031)
    example.settle()
    assert keys(year) == []


def test_it_is_reached_from_the_month_and_the_list_and_leads_back(example):
    page = example.go("egenkontroller")
    for at in (page.month, page.list):
        page.to_month() if at is page.month else page.to_list()
        example.settle()
        press(at, "Visa året som ett hjul")
        example.settle()
        assert page._stack.currentWidget() is page.year
    press(page.year, "Visa månaden")
    example.settle()
    assert page._stack.currentWidget() is page.month


def test_ctrl_p_offers_the_wheel(example, year):
    year.print_page()
    (menu,) = [menu for menu in year.findChildren(Menu) if menu.isVisible()]
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Skriv ut årshjulet …",
        "Spara årshjulet som PDF …",
    ]
    menu.close()
    QApplication.processEvents()


def test_it_goes_on_one_page_that_can_be_read_aloud(example, tmp_path):
    target = tmp_path / "hjul.pdf"
    example.read(write_wheel, ar=2025, enheter=None, target=target)
    said = pdf_words(target)
    assert "Sida 1 (1)" in said
    assert "149 av 171 klara" in said
    assert check_pdf(target.read_bytes()) == []
    with pikepdf.open(target) as document:
        figure = document.Root.StructTreeRoot.K
        assert "149 av 171 är klara" in str(alternative(figure))


def alternative(node):
    """The words of the first figure below a part of the structure."""
    if isinstance(node, pikepdf.Array):
        return next((found for one in node if (found := alternative(one))), "")
    if not isinstance(node, pikepdf.Dictionary):
        return ""
    return str(node.Alt) if "/Alt" in node else alternative(node.get("/K", ""))
