"""The built-in templates and catalogues are whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.egenkontroller.mallar import BY_KOD, MALLAR, question_codes
from kvalitet_app.domain.kalender import Upprepning
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.inbyggda import GRUPPER, TYPER, VARDEN
from kvalitet_app.domain.register.kataloger import Katalog


def test_there_are_twelve_templates_in_order():
    assert [mall.kod for mall in MALLAR] == [f"T{n:02d}" for n in range(1, 13)]


@pytest.mark.parametrize(
    ("kod", "number", "upprepning"),
    [
        ("T01", 10, Upprepning.HALVAR),
        ("T02", 9, Upprepning.HALVAR),
        ("T03", 7, Upprepning.KVARTAL),
        ("T04", 7, Upprepning.MANAD),
        ("T05", 7, Upprepning.KVARTAL),
        ("T06", 8, Upprepning.HALVAR),
        ("T07", 7, Upprepning.KVARTAL),
        ("T08", 7, Upprepning.KVARTAL),
        ("T09", 7, Upprepning.HALVAR),
        ("T10", 8, Upprepning.HALVAR),
        ("T11", 8, Upprepning.AR),
        ("T12", 8, Upprepning.AR),
    ],
)
def test_each_template_has_its_questions_and_recurrence(kod, number, upprepning):
    mall = BY_KOD[kod]
    assert (len(mall.fragor), mall.upprepning) == (number, upprepning)


def test_every_question_ends_with_a_question_mark_and_stands_once():
    for mall in MALLAR:
        assert all(text.endswith("?") for text in mall.fragor), mall.kod
        assert len(set(mall.fragor)) == len(mall.fragor), mall.kod


def test_codes_and_names_of_types_are_unique():
    assert len({typ.kod for typ in TYPER}) == len(TYPER)
    assert len({typ.namn for typ in TYPER}) == len(TYPER)


def test_every_group_is_used_and_belongs_to_one_side():
    sides = {group: {typ.lagrum is Lagrum.HSL for typ in TYPER if typ.gemensam == group} for group in GRUPPER}
    assert all(len(found) == 1 for found in sides.values()), sides


def test_every_catalogue_has_values_with_unique_codes():
    assert set(VARDEN) == set(Katalog)
    for katalog, values in VARDEN.items():
        assert len({kod for kod, _ in values}) == len(values) >= 3, katalog


TEXTS = st.lists(st.sampled_from(["Är det låst?", "är det  låst?", "Finns nyckel?", "Vem?", "När?"]), max_size=6)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_question_keeps_its_code_through_versions_and_no_two_of_a_version_share_one(versions):
    before: list[tuple[str, str]] = []
    for texts in versions:
        codes = question_codes(texts, before)
        assert len(set(codes)) == len(texts) == len(codes)
        latest = {" ".join(text.casefold().split()): code for code, text in before}
        for code, text in zip(codes, texts, strict=True):
            said = " ".join(text.casefold().split())
            if [" ".join(one.casefold().split()) for one in texts].count(said) == 1 and said in latest:
                assert code == latest[said]
        before += zip(codes, texts, strict=True)
