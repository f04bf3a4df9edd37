"""The page Mönster: what is pressed opens the rows it counts."""

from PySide6.QtCore import Qt

from kvalitet_app.pictures.drawing.primitives import bounds


def press(driver, picture, tip):
    """Click on the part of a picture whose sentence begins so."""
    target = next(one for one in picture.scene().targets() if one.tip.startswith(tip))
    left, top, right, bottom = bounds(target)
    at = picture.rect().topLeft()
    at.setX(int((left + right) / 2))
    at.setY(int((top + bottom) / 2))
    driver.qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=at)
    driver.settle()
    return driver.window.current()


def open_page(driver):
    """Mönster for 2025."""
    driver.context.scope.set_ar(2025)
    page = driver.go("monster")
    assert page.data is not None
    return page


def test_a_cell_opens_its_rows(example):
    page = open_page(example)
    shown = press(example, page.units, "Tallåsen, Självskada")
    assert shown.list.model.rowCount() == 102


def test_a_bar_of_causes_opens_its_rows(example):
    page = open_page(example)
    page.case.choose(1)
    example.settle()
    code, name, number = page.data.orsaker[0]
    shown = press(example, page.causes, name)
    assert shown.list.model.rowCount() == number
    assert code


def test_a_month_with_and_without_the_case_opens_its_own_rows(example):
    page = open_page(example)
    shown = press(example, page.months, "September 2025: 15")
    assert shown.list.model.rowCount() == 15
    page = open_page(example)
    page.case.choose(1)
    example.settle()
    shown = press(example, page.months, "September 2025: 15")
    assert shown.list.model.rowCount() == 15
    page = open_page(example)
    shown = press(example, page.months, "September 2025: 3")
    assert shown.list.model.rowCount() == 3


def test_the_switch_takes_the_case_away_everywhere(example):
    page = open_page(example)
    assert sum(unit.summa for unit in page.data.enheter) == 154
    page.case.choose(1)
    example.settle()
    assert sum(unit.summa for unit in page.data.enheter) == 52


def test_every_cluster_opens_as_many_rows_as_it_names(example):
    page = open_page(example)
    for laws in (0, 1):
        page.laws.choose(laws)
        example.settle()
        for one in page.data.kluster:
            page._open(one.fraga)
            example.settle()
            assert example.window.current().list.model.rowCount() == one.antal


def test_an_age_opens_the_open_cases_of_every_year(example):
    page = open_page(example)
    for band in page.data.alder:
        if band.antal:
            shown = press(example, page.ages, band.namn)
            assert shown.list.model.rowCount() == band.antal
            page = example.go("monster")


def test_hsl_has_figures_of_its_own(example):
    page = open_page(example)
    page.laws.choose(1)
    example.settle()
    assert page.data.alla.nu == 447
    assert page.data.koncentrerat != "GB11-02"


def test_an_empty_register_has_sentences_and_no_faults(own):
    page = own.go("monster")
    assert page.data.alla.nu == 0
    assert page.data.tysta
    assert page.first_focus() is page.months


def test_what_is_shown_as_public_has_nothing_below_five(example):
    page = open_page(example)
    page.reader.choose(1)
    example.settle()
    assert page._hidden.isVisibleTo(page)
    assert not any(0 < n < 5 for unit in page.data.enheter for n in unit.antal.values())
    words = [target.tip for target in page.units.scene().targets()]
    assert not any(word.startswith("Tallåsen, Självskada") for word in words)
    page.reader.choose(0)
    example.settle()
    assert not page._hidden.isVisibleTo(page)
    words = [target.tip for target in page.units.scene().targets()]
    assert any(word.startswith("Tallåsen, Självskada") and word.endswith(": 102.") for word in words)


def test_the_patterns_are_saved_for_the_house_and_for_publication(example, save):
    open_page(example)
    inside = save(example, "Spara mönstren som PDF …")
    assert "Intern version" in inside
    assert "102 av 132 händelser (77 %) gäller en och samma brukarreferens" in inside
    assert "GB11-02" in inside
    outside = save(example, "Spara mönstren som PDF …", "Offentlig")
    assert "Offentlig version" in outside
    assert "Utelämnat: " in outside
    assert "102 av 132 händelser (77 %) gäller en och samma brukarreferens" in outside
    assert "GB11-02" not in outside
    assert "Verksamhet: hela organisationen · År: 2025 · SoL och LSS" in outside
