"""The check before publishing says in Swedish what to see to, and nothing where there is nothing."""

from dataclasses import replace

import pytest

from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.reports.model.blocks import Block, Chart, Heading, Para, Report
from kvalitet_app.reports.pdf.render import Rendered, render
from kvalitet_app.reports.publishing.checks import Finding, check_before_publishing, check_pdf
from tests.reports.documents import CHART, full_report, report
from tests.reports.pdf.breaking import broken, no_alt, no_language, no_list, no_scope, skipped


def sentences(made: Report) -> list[str]:
    return [found.text for found in check_before_publishing(made, render(made))]


def public(*blocks: Block) -> Report:
    return replace(report(*blocks), spridning=Spridning.OFFENTLIG)


def test_a_draft_and_a_choice_that_is_not_made_are_said_but_hinder_nothing():
    found = check_before_publishing(replace(full_report(), status="Utkast"), render(full_report()))
    assert Finding("Dokumentet är stämplat UTKAST. Fastställ det innan det publiceras.", hinder=False) in found
    assert any("offentligt, internt" in one.text and not one.hinder for one in found)


def test_empty_headings_and_headings_over_nothing():
    said = sentences(public(Heading(1, "A"), Heading(2, " "), Heading(2, "B"), Heading(1, "C"), Para("x")))
    assert said == ["En rubrik är tom. Skriv den eller ta bort den.", "Det står inget under rubriken ”B”."]


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ("bild1.png", "Texten för den som inte ser bilden säger för lite: ”Figur 1. Månader”."),
        ("Diagram", "Texten för den som inte ser bilden säger för lite: ”Figur 1. Månader”."),
        ("Figur 1. Månader", "Texten för den som inte ser bilden är bara bildens rubrik: ”Figur 1. Månader”."),
        ("Stapeldiagram: tre i månaden hela året.", None),
    ],
)
def test_words_that_say_nothing_of_a_picture(alt, said):
    chart = Chart(CHART.scene, CHART.caption, alt, CHART.table)
    assert sentences(public(Heading(1, "A"), chart)) == ([said] if said else [])


def test_replaced_characters_are_said_with_their_chapter():
    said = sentences(public(Para("👍"), Heading(1, "1 Mål"), Para("bra 😀 漢")))
    assert said == [
        "Tecknet 👍 i dokumentets början finns inte i typsnittet och skrivs som □. Byt ut det.",
        "Tecknen 漢 och 😀 i avsnittet ”1 Mål” finns inte i typsnittet och skrivs som □. Byt ut dem.",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (no_alt, "En bild i PDF-filen saknar text för den som inte ser den."),
        (no_language, "PDF-filen säger inte vilket språk den är skriven på."),
        (skipped, "En rubriknivå är överhoppad i PDF-filen."),
        (no_scope, "En tabell i PDF-filen saknar rubriker som hör till dess celler."),
        (no_list, "PDF-filen följer inte regeln LI-PARENT-001 i PDF/UA-1."),
    ],
)
def test_what_the_checker_finds_is_a_sentence(change, said):
    assert said in [found.text for found in check_pdf(broken(change))]


def test_a_file_that_is_no_pdf_is_a_sentence():
    assert [found.text for found in check_pdf(b"nej")] == ["PDF-filen kan inte läsas av kontrollen. Skapa den på nytt."]
    made = Rendered(b"nej", 1, "")
    assert check_before_publishing(public(Heading(1, "A"), Para("b")), made)[0].hinder
