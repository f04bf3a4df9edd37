"""What is pasted among units and persons: headings are no unit and no person, columns come in any order."""

import pytest

from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.domain.organisation.inklistrat import InklistradEnhet, InklistradPerson, read_people, read_units

TALLASEN = InklistradEnhet("Tallåsen", "gruppbostad", 6)


@pytest.mark.parametrize(
    "text",
    [
        "Tallåsen\tgruppbostad\t6",
        "Tallåsen;6;gruppbostad",
        "Enhet\tVerksamhet\tPlatser\nTallåsen\tgruppbostad\t6",
        "\n ENHET ;Antal platser;Kod;Verksamhet:\nTallåsen;6;17;gruppbostad\n\n",
        "Kod;Namn;Platser;Inriktning\n17;Tall\N{SOFT HYPHEN}åsen\N{NO-BREAK SPACE};6;gruppbostad",
    ],
)
def test_units(text):
    assert read_units(text) == (TALLASEN,)


@pytest.mark.parametrize("text", ["Enhet\nTallåsen", "Arbetsplats\nTallåsen", "Tallåsen"])
def test_one_column(text):
    assert read_units(text) == (InklistradEnhet("Tallåsen"),)


def test_a_unit_whose_name_is_a_word_of_headings_stays_below_the_first_line():
    assert [one.namn for one in read_units("Tallåsen\nEnhet; gruppbostad")] == ["Tallåsen", "Enhet"]


@pytest.mark.parametrize(
    "text",
    [
        "Bo Alm; Enhetschef; Tallåsen; BOALM",
        "Namn;Roll;Enhet;Konto\nBo Alm;enhetschef;Tallåsen;boalm",
        "Arbetsplats\tAnvändarnamn\tPersonal\tTitel\nTallåsen\tboalm\tBo Alm\tenhetschef",
    ],
)
def test_persons(text):
    assert read_people(text) == (InklistradPerson("Bo Alm", Roll.ENHETSCHEF, "", "Tallåsen", "boalm"),)


def test_a_title_that_is_no_role_is_asked_about_and_kept():
    assert read_people("Bo Alm; Stödassistent\nEva") == (
        InklistradPerson("Bo Alm", None, "Stödassistent"),
        InklistradPerson("Eva", Roll.RAPPORTOR),
    )
