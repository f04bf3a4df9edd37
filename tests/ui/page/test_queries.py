"""A number's question read back as a selection."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.pictures.drawing.furniture import narrow
from kvalitet_app.services.counts.arskub import Omfang
from kvalitet_app.ui.page.queries import query_of

SCOPE = Omfang(2025, frozenset({1}))


def opened(question: str, among: frozenset[int] | None) -> tuple[str, dict[str, Any]]:
    """The page and what it is asked, of a question that opens one."""
    found = query_of(question, among)
    assert found is not None
    return found


@given(st.text(min_size=1))
def test_any_reference_comes_back_as_it_was(reference):
    page, query = opened(SCOPE.fraga((Lagrum.SOL, Lagrum.LSS), ref=reference), None)
    assert page == "avvikelser"
    assert query["brukarreferens"] == reference
    assert query["lagrum"] == {Lagrum.SOL, Lagrum.LSS}
    assert opened(narrow(SCOPE.fraga((Lagrum.HSL,)), utan=reference), None)[1]["utan_brukarreferens"] == reference


def test_a_month_of_a_leap_year_has_all_its_days():
    _, query = opened("avvikelser?ar=2025&ar=2024&manad=2&typ=1+0&dagar=8-30", frozenset({3}))
    assert (query["fran"], query["till"]) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (query["typer"], query["dagar"], query["enheter"]) == ({0, 1}, (8, 30), {3})


def test_what_no_list_answers_is_no_link():
    assert query_of("evb?ar=2025", None) is None
    assert opened("avvikelser?dagar=91-", None)[1]["dagar"] == (91, None)
