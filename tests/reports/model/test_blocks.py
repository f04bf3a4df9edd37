"""The document model refuses what a reader could not follow, and reads an author's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.pictures.drawing.primitives import Scene
from kvalitet_app.reports.model.blocks import (
    Chart,
    Column,
    Heading,
    Item,
    Items,
    Para,
    Report,
    Table,
    from_author,
    literal,
)
from kvalitet_app.reports.model.inline import Cleaner, Piece, hyphenate, plain, runs


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


def test_marks_are_read():
    assert list(runs("en **stark** och *lutad* del, ***båda***")) == [
        Piece("en "),
        Piece("stark", strong=True),
        Piece(" och "),
        Piece("lutad", emphasis=True),
        Piece(" del, "),
        Piece("båda", strong=True, emphasis=True),
    ]


def test_links_are_read_and_lead_only_to_the_web_or_a_mail():
    assert list(runs(r"se [x] i [a **b\]**](<https://x.se/å_(1)>), [c](<file://x>).")) == [
        Piece("se [x] i "),
        Piece("a ", link="https://x.se/å_(1)"),
        Piece("b]", strong=True, link="https://x.se/å_(1)"),
        Piece(", "),
        Piece("c"),
        Piece("."),
    ]
    assert list(runs(literal("[a](<https://x.se>)"))) == [Piece("[a](<https://x.se>)")]


def test_no_item_lies_deeper_than_one_level_under_the_one_before():
    items = Items((Item("a", 2), "b", Item("c", 5, 3), Item("d", 1, tick=False), Item("e", 2, 4, tick=True)))
    assert [one.level for one in items.points] == [0, 0, 1, 1, 2]
    assert [one.label for one in items.points] == ["•", "•", "3.", "☐", "4. ☑"]
    assert [one.label for one in Items(("a", "b"), numbered=True).points] == ["1.", "2."]


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
