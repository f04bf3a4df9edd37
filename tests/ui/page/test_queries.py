"""A question to the register as a selection of its list."""

from datetime import date
from typing import Any

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.services.counts.arskub import Omfang
from kvalitet_app.ui.page.queries import query_of

SCOPE = Omfang(2025, frozenset({1}))


def opened(question: Sokfraga, among: frozenset[int] | None) -> tuple[str, dict[str, Any]]:
    """The page and what it is asked, of a question that opens one."""
    found = query_of(question, among)
    assert found is not None
    return found


def test_laws_and_a_reference_become_limits_of_the_list():
    page, query = opened(SCOPE.handelser((Lagrum.SOL, Lagrum.LSS)).with_(ref="B7"), None)
    assert page == "avvikelser"
    assert query["brukarreferens"] == "B7"
    assert query["lagrum"] == {Lagrum.SOL, Lagrum.LSS}
    assert opened(SCOPE.handelser((Lagrum.HSL,)).with_(utan="B7"), None)[1]["utan_brukarreferens"] == "B7"


def test_a_month_of_a_leap_year_has_all_its_days():
    asked = Sokfraga("avvikelser", ar=2024, manad=2, typ=(1, 0), dagar=(8, 30))
    _, query = opened(asked, frozenset({3}))
    assert (query["fran"], query["till"]) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (query["typer"], query["dagar"], query["enheter"]) == ({0, 1}, (8, 30), {3})


def test_what_no_list_answers_is_no_link():
    assert query_of(Sokfraga("evb", ar=2025), None) is None
    assert query_of(None, None) is None
    assert opened(Sokfraga("avvikelser", dagar=(91, None)), None)[1]["dagar"] == (91, None)
