"""A rutin on paper: headings with levels, lists in lists, tables as tables, and names asked about in all of them."""

import pytest

from kvalitet_app.reports.handlingar.rutintext import rutintext
from kvalitet_app.reports.model.blocks import Column, Heading, Item, Items, Para, Report, Table
from kvalitet_app.reports.pdf.render import render
from kvalitet_app.reports.publishing.parts import parts_of
from tests.reports.rutiner import HEADS, RUTIN


def test_every_block_is_what_it_is():
    blocks = tuple(rutintext(RUTIN))
    assert [(one.level, one.text) for one in blocks if isinstance(one, Heading)] == [
        (2, "Syfte"),
        (2, "Förbered nummer #"),
        (2, "Gör så här"),
        (3, "Checklista"),
    ]
    (table,) = (one for one in blocks if isinstance(one, Table))
    assert tuple(column.title for column in table.columns) == HEADS
    assert table.rows[0][2:] == (
        "Varje\u2028morgon",
        "Verksamhetssystemets journalanteckningar",
        "Läkemedelsansvarig",
        "Se __init__ | <Enter>",
    )
    lists = [one for one in blocks if isinstance(one, Items)]
    assert [[(item.level, item.label) for item in one.points] for one in lists] == [
        [(0, "•"), (1, "–"), (1, "–"), (2, "▪"), (2, "▪"), (0, "•")],
        [(0, "1."), (1, "1."), (1, "2."), (0, "2.")],
        [(0, "3."), (1, "1. ☑")],
        [(0, "☑"), (0, "☐"), (1, "☐")],
    ]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# A\n## B\n# C\n### D", [2, 3, 2, 3]),
        ("# Rutin\n## A\n### B\n## C", [2, 2, 3, 2]),
        ("## A\n### B", [2, 3]),
        ("### A\n## B\n#### C", [2, 2, 3]),
        ("text\n# A\n## B", [2, 3]),
        ("###### A", [2]),
    ],
)
def test_headings_lie_under_the_documents_title_and_never_skip_a_level(text, levels):
    blocks = tuple(rutintext(text))
    assert [one.level for one in blocks if isinstance(one, Heading)] == levels
    Report("Rutin", "", (Heading(1, "Rutin"), *blocks))


def test_a_table_without_head_or_rows_is_printed():
    (bare,) = rutintext("| | |\n| - | - |\n| a | b |\n| c | d |")
    assert bare == Table((Column("a"), Column("b")), (("c", "d"),), "", prose=True)
    (only_head,) = rutintext("| a | b |\n| - | - |")
    assert render(Report("Rutin", "", (Heading(1, "Rutin"), only_head))).content


def test_nothing_is_no_blocks():
    assert tuple(rutintext("")) == tuple(rutintext("\n<!-- -->\n")) == ()


def test_a_link_in_a_cell_tells_its_address():
    (table,) = rutintext("| Se |\n| - |\n| [här](https://x.se) och [a@b.se](mailto:a@b.se) |")
    assert table == Table((Column("Se"),), (("här (https://x.se) och a@b.se",),), "", prose=True)


def test_every_word_is_asked_about_before_it_is_public():
    """Also those of a cell, and a name that is partly bold."""
    blocks = rutintext("- **Anna** Ek\n\n| Vem | När |\n| - | - |\n| en boende | nu |\n\nBo **Alm**\n")
    told = [(one.text, one.lopande) for one in parts_of(blocks)]
    for said in ("Anna Ek", "en boende", "Bo Alm"):
        assert (said, True) in told


def test_text_from_people_means_nothing_else():
    assert tuple(rutintext("2 \\* 3 \\* 4 och \\[a\\](\\<https://x.se>)\n\n- \\*\n")) == (
        Para(r"2 \* 3 \* 4 och \[a\](\<https://x.se>)"),
        Items((Item(r"\*"),)),
    )
