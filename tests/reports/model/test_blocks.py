"""The document model refuses what a reader could not follow, and reads an author's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.pictures.drawing.primitives import Scene
from kvalitet_app.reports.model.blocks import Chart, Column, Heading, Items, Para, Report, Table, from_author, literal
from kvalitet_app.reports.model.inline import Cleaner, hyphenate, plain, runs


def test_a_skipped_heading_level_is_refused():
    with pytest.raises(ValueError, match="level 3 after level 1"):
        Report("T", "A", (Heading(1, "a"), Heading(3, "b")))


def test_a_chart_without_words_is_refused():
    with pytest.raises(ValueError, match="alternative text"):
        Chart(lambda theme, w: Scene(w, 0, "#fff"), "Figur 1", " ")


def test_a_table_without_header_is_refused():
    with pytest.raises(ValueError, match="header"):
        Table((), (), "Tabell")
    with pytest.raises(ValueError, match="unequal"):
        Table((Column("a"), Column("b")), (("1",),), "Tabell")


def test_an_authors_text_becomes_paragraphs_and_lists():
    text = "Först\nsamma stycke.\r\n\r\n- ett\n- två\n\n1. a\n2. b\n\n\n"
    assert from_author(text) == (
        Para("Först samma stycke."),
        Items(("ett", "två")),
        Items(("a", "b"), numbered=True),
    )


def test_emphasis_is_read():
    assert list(runs("en **stark** och *lutad* del")) == [
        ("en ", False, False),
        ("stark", True, False),
        (" och ", False, False),
        ("lutad", False, True),
        (" del", False, False),
    ]


@given(st.text(max_size=60))
def test_literal_text_comes_back_unchanged(text):
    assert plain(literal(text)) == text


@given(st.text(max_size=60))
def test_any_text_becomes_well_formed_markup(text):
    from xml.etree import ElementTree

    ElementTree.fromstring(f"<p>{Cleaner().markup(text)}</p>")


def test_characters_that_cannot_be_printed_are_replaced_and_reported():
    cleaner = Cleaner()
    assert cleaner.clean("Bra 👍\x00, a\u030asna\tה") == "Bra □, åsna □"
    assert cleaner.replaced == {"👍", "ה"}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("patientsäkerhetsberättelse", "pati-ent-sä-ker-hets-be-rät-telse"),
        ("riskanalys", "risk-ana-lys"),
        ("arbetsplatsträffar", "arbets-plats-träf-far"),
        ("Nutritionen", "Nutri-tio-nen"),
        ("journalen", "jour-na-len"),
        ("miljöuppföljning", "miljö-upp-följ-ning"),
        ("egenkontroller", "egen-kon-trol-ler"),
    ],
)
def test_words_break_where_swedes_break_them(word, parts):
    heads = [head for head, _ in hyphenate(word)]
    whole, expected = "", []
    for part in parts.split("-")[:-1]:
        whole += part
        expected.append(whole)
    assert heads == expected[::-1]
    assert all(head + tail == word for head, tail in hyphenate(word))
