"""A rutin that is printed: the version in force, with its text as it was written."""

from dataclasses import replace
from datetime import date

from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.rutiner.listor import RutinDetalj, RutinRow
from kvalitet_app.domain.rutiner.versioner import RutinversionRow, VersionStatus
from kvalitet_app.reports.handlingar import poster
from kvalitet_app.reports.model.blocks import Callout, Heading, Items, Para, Table
from tests.reports.rutiner import RUTIN

DAY = date(2026, 3, 1)
ROW = RutinRow(16, 16, "Läkemedel", "", 1, "Tallåsen", None, "", 1, DAY, DAY, None, RutinLage.GALLER, 1)
VERSION = RutinversionRow(1, 1, VersionStatus.FASTSTALLD, RUTIN, "Anna Ek", DAY, DAY, None, "", False, 1)
DETAIL = RutinDetalj(ROW, (VERSION,), (), False, 0, False)


def printed(text):
    return [*poster.rutin(replace(DETAIL, versioner=(replace(VERSION, text=text),)))]


def test_a_table_is_a_table_and_a_list_in_a_list_is_one():
    """They were a paragraph of pipes, and one of "1. ett - a 2. två"."""
    _, table, items = printed("| Vad | Vem |\n| - | - |\n| Ring | Alla |\n\n1. ett\n   - a\n2. två\n")
    assert isinstance(table, Table)
    assert table.rows == (("Ring", "Alla"),)
    assert isinstance(items, Items)
    assert [(one.level, one.label, one.text) for one in items.points] == [
        (0, "1.", "ett"),
        (1, "–", "a"),
        (0, "2.", "två"),
    ]


def test_headings_have_levels_and_links_lead_somewhere():
    """All were of one level, and a link was [x](y)."""
    _, one, two, text = printed("## Så här\n\n### Först\n\nSe [Fass](https://fass.se).\n")
    assert (one, two) == (Heading(2, "Så här", listed=False), Heading(3, "Först", listed=False))
    assert text == Para("Se [Fass](<https://fass.se>) (https://fass.se).")


def test_every_kind_is_printed():
    assert {type(one).__name__ for one in printed(RUTIN)} == {"Facts", "Heading", "Para", "Items", "Table"}


def test_a_text_that_says_nothing_is_told():
    assert printed(" \n<!-- -->\n")[1:] == [Callout("Rutinen har ingen text än.")]
    assert [*poster.rutin(replace(DETAIL, versioner=()))][1:] == [Callout("Rutinen har ingen text än.")]


def test_a_draft_is_told_before_its_text():
    draft = replace(VERSION, status=VersionStatus.UTKAST, text="Text")
    said = [*poster.rutin(replace(DETAIL, versioner=(draft,)))][1:]
    assert said == [Callout("Det här är ett utkast. Det är inte fastställt."), Para("Text")]
