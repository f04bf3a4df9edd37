"""The rules of comparison, with the numbers of the case they answer."""

import pytest

from kvalitet_app.domain.berattelse.fakta import chapter_facts, said_matning
from kvalitet_app.domain.berattelse.fakta_avvikelser import compared
from kvalitet_app.domain.berattelse.jamforelse import (
    OKAND,
    Jamfort,
    Siffra,
    TypRad,
    change,
    counted,
    is_concentrated,
    largest,
    same_set,
    shown_before,
    shown_types,
)
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import Matning
from kvalitet_app.domain.paper.offentlig import masked
from kvalitet_app.domain.tal import NBSP, listed, lower_first, number, percent, quoted, signed_percent, whole_percent
from tests.reports.exempel import BEMOTANDE, HOT_BRUKARE, HOT_PERSONAL, INSATS, SJALVSKADA, TYPER, exempel


def test_like_for_like_the_three_types_go_from_18_to_132():
    top = same_set(largest(TYPER))
    assert {row.kod for row in top.typer} == {SJALVSKADA.kod, INSATS.kod, BEMOTANDE.kod}
    assert (top.fore, top.nu, top.forandring) == (18, 132, 633)


def test_without_the_concentrated_case_it_is_18_to_30():
    top = same_set(largest(TYPER))
    assert (top.koncentrerat, top.andel) == (102, 77)
    assert (top.fore, top.utan, top.forandring_utan) == (18, 30, 67)


def test_the_year_befores_three_types_sum_to_34_and_are_another_set():
    before = same_set(largest(TYPER, before=True))
    assert {row.kod for row in before.typer} == {BEMOTANDE.kod, HOT_BRUKARE.kod, HOT_PERSONAL.kod}
    assert (before.fore, before.nu) == (34, 25)


def test_the_masked_signal_is_insats():
    assert same_set([INSATS]).forandring == 275
    assert same_set([BEMOTANDE]).forandring == 7


def test_last_years_largest_types_stay_in_view():
    assert {BEMOTANDE.kod, HOT_BRUKARE.kod, HOT_PERSONAL.kod} <= {row.kod for row in shown_types(TYPER, 2)}


def test_nought_and_not_there_differ():
    new = TypRad("ny", "Ny typ", Siffra(4), OKAND)
    assert [shown_before(SJALVSKADA), shown_before(new)] == ["0", "fanns inte"]
    assert same_set([SJALVSKADA, new]).nya == (new,)


@pytest.mark.parametrize(("events", "whole", "told"), [(102, 132, True), (4, 8, False), (5, 20, True), (5, 21, False)])
def test_one_persons_events_are_told_apart(events, whole, told):
    assert is_concentrated(events, whole) is told


def test_change_needs_something_to_compare_with():
    assert [change(3, 0), change(3, None), change(None, 3), change(3, 4)] == [None, None, None, -25]


def test_a_published_figure_below_five_is_masked():
    assert [masked(n, offentlig=True) for n in (0, 1, 4, 5)] == ["0", "1–4", "1–4", "5"]
    assert masked(1, offentlig=False) == "1"


def test_top_sum_is_never_called_all():
    said = chapter_facts(exempel())[Kapitel.AVVIKELSER].meningar
    sums = [sentence for sentence in said if "132" in sentence]
    assert sums
    assert not any(word in sentence.lower() for sentence in sums for word in ("total", "alla avvikelser"))
    assert said[0] == f"154{NBSP}avvikelser enligt SoL och LSS inträffade 2025, mot 49 året före (+214{NBSP}%)."
    assert f"102 av de 132 (77 %) gäller en och samma brukare. Utan dem är summan 30 (+67{NBSP}%)." in said


def test_both_sets_are_printed():
    said = " ".join(chapter_facts(exempel())[Kapitel.AVVIKELSER].meningar)
    assert f"samma typer 2024 summerar till 18 (+633{NBSP}%)" in said
    assert f"De summerade då till 34 och nu till 25 (−26{NBSP}%)" in said


def test_a_share_is_printed_with_its_n_and_whole():
    row = Matning("x", "Svar", Siffra(96), Siffra(171))
    assert said_matning(row) == f"96 av 171 (56{NBSP}%)"
    assert said_matning(Matning("x", "Svar", OKAND, OKAND)) == "inte mätt"


def test_a_year_that_was_not_counted_is_not_a_nought():
    assert compared(Jamfort(Siffra(3), OKAND)) == "uppgift saknas för året före"
    assert compared(Jamfort(Siffra(3), Siffra(0))) == "mot 0 året före"


@pytest.mark.parametrize(
    ("forsta", "value"), [(None, None), (2026, None), (2025, 0), (2024, 0)], ids=["never", "later", "then", "earlier"]
)
def test_a_year_the_register_did_not_keep_is_unknown(forsta, value):
    assert counted(0, 2025, forsta=forsta).varde == value


def test_a_set_that_nobody_counted_before_has_no_sum_to_compare_with():
    kinds = [TypRad("a", "A", Siffra(4), OKAND), TypRad("b", "B", Siffra(2), OKAND)]
    assert (same_set(kinds).fore, same_set(kinds).forandring) == (None, None)
    assert same_set([*kinds, INSATS]).fore == 4


def test_nought_and_a_hundred_percent_are_kept_for_none_and_all():
    shares = [percent(part, 535) for part in (0, 1, 267, 533, 535)]
    assert shares == [f"{n}{NBSP}%" for n in (0, 1, 50, 99, 100)]


def test_numbers_and_lists_are_swedish():
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b och c"
    assert [lower_first("Privata medel"), lower_first("SIP saknas")] == ["privata medel", "SIP saknas"]
    assert [number(1234567), signed_percent(0)] == [f"1{NBSP}234{NBSP}567", "oförändrat"]
    assert quoted(["a och b", "c"]) == "”a och b” och ”c”"
    assert [whole_percent(1, 8), whole_percent(-1, 8)] == [13, -13]
