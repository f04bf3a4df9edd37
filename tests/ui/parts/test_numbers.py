"""A field for numbers: what is typed is the number it looks like, or a sentence."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet_app.ui.parts.numbers import NOT_A_NUMBER, NOT_WHOLE, NumberField


@pytest.fixture
def field(qtbot):
    """A field that takes decimals."""
    made = NumberField()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("text", ["6²", "nan", "inf", "1e999", "1_000", "½", "0x1", "9" * 400])
def test_what_is_no_number_is_a_sentence(qtbot, field, text):
    field.setText(text)
    assert (field.value(), field.fault()) == (None, NOT_A_NUMBER)
    whole = NumberField(whole=True)
    qtbot.addWidget(whole)
    whole.setText(text)
    assert (whole.whole(), whole.fault()) == (None, NOT_WHOLE)


@pytest.mark.parametrize(("text", "value"), [("1 234,5", 1234.5), ("−3", -3.0), ("1\u00a0000", 1000.0), (",5", 0.5)])
def test_numbers_are_read_as_swedes_write_them(field, text, value):
    field.setText(text)
    assert (field.value(), field.fault()) == (value, "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(-(10**14), 10**14))
def test_a_number_that_is_shown_is_read_back_whole(field, number):
    field.set_value(number)
    assert field.value() == number
