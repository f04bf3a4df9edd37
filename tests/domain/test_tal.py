"""Numbers as Swedes write them, and the figures that a text states."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kvalitet_app
from kvalitet_app.domain.tal import figures_in, whole_of

PROGRAM = Path(kvalitet_app.__file__).parent


def test_the_figures_of_a_text_in_order():
    assert figures_in("Av 1\u00a0250 timmar var 12,5 procent (3) övertid.") == ["1 250", "12,5", "3"]
    assert figures_in("Inga siffror.") == []


@pytest.mark.parametrize("text", ["6²", "²", "½", "６", "٣", "-1", "6,5", "", " 6", "9" * 5000])
def test_what_is_no_whole_number_is_none(text):
    assert whole_of(text) is None


@given(st.integers(0, 10**18 - 1), st.text(max_size=20))
def test_a_whole_number_is_read_as_itself_and_no_text_ends_the_reading(number, text):
    assert whole_of(str(number)) == number
    found = whole_of(text)
    assert found is None or str(found) == (text.lstrip("0") or "0")


def test_nobody_takes_a_sign_for_a_digit_that_no_number_is_made_of():
    asked = [path.name for path in PROGRAM.rglob("*.py") if ".isdigit(" in path.read_text(encoding="utf-8")]
    assert asked == []
