"""Every date field understands what people write, says it while they write, and keeps the day when they leave it."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kvalitet_app.domain.datum import Menat, read_date, said_date
from kvalitet_app.domain.kalender import idag
from kvalitet_app.ui.parts.dates import DateField
from tests.ui.forms.every_form import every_form
from tests.ui.typing import type_text


def typed(driver, field, text):
    """The text over what stood there, and what is then said below the field."""
    field.setFocus()
    field.selectAll()
    type_text(field, text)
    driver.settle()
    return field.understood


def test_every_date_field_understands_today_and_a_day_without_a_year(example):
    walked = 0
    for name, form in every_form(example):
        for field in form.findChildren(DateField):
            if not (field.isVisible() and field.isEnabled()):
                continue
            typed(example, field, "idag")
            walked += field.hasFocus()  # a sheet of the invisible screen may not have the keys
            assert field.value() == idag(), name
            assert not field.hasFocus() or field.understood == said_date(idag()), name
            day = read_date("14/3", idag(), field._menat)
            assert day is not None
            said = typed(example, field, "14/3")
            assert field.value() == day, name
            assert not field.hasFocus() or said == said_date(day), name
            assert typed(example, field, "31/4") == "", name
            assert field.fault(), name
            typed(example, field, "idag")
            field.editingFinished.emit()
            assert field.text() == idag().isoformat()
    assert walked > 12


def test_a_report_means_the_past_and_a_plan_what_comes(own):
    page = own.go("avvikelser", ny=True)
    field = page.findChild(DateField)
    tomorrow = idag() + timedelta(days=1)
    typed(own, field, f"{tomorrow.day}/{tomorrow.month}")
    assert field.value() < idag()
    own.go("egenkontroller").new()
    own.settle()
    plan = next(one for one in own.window.findChildren(DateField) if one.isVisible() and one._menat is Menat.KOMMANDE)
    yesterday = idag() - timedelta(days=1)
    typed(own, plan, f"{yesterday.day}/{yesterday.month}")
    assert plan.value() > idag()


def test_what_is_said_goes_with_the_keys(own):
    page = own.go("avvikelser", ny=True)
    field = page.findChild(DateField)
    assert typed(own, field, "idag")
    own.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert field.understood == ""
    assert field.text() == idag().isoformat()
