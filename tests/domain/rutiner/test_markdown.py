"""What a rutin says is kept as CommonMark, and read again it is the same: no word of anybody's text is lost."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet_app.domain.rutiner.markdown_in import from_markdown
from kvalitet_app.domain.rutiner.markdown_out import to_markdown
from kvalitet_app.domain.rutiner.text import (
    Punkt,
    Rubrik,
    Run,
    Stycke,
    Tabell,
    bare,
    numbers,
    one_line,
    plain_text,
    tidy,
    tidy_blocks,
)

SIGNS = "abÅäö19 .,!()*_[]<>|#-+~`\\&;:=\"'/–§%\n\u00a0\u2009x"
ADDRESSES = ["", "", "", "https://x.se/a_b?c=1&amp=(2)", "rutin:12", "https://å.se/<ö>\\|*", "mailto:a@b.se"]
words = st.text(alphabet=st.sampled_from(SIGNS), min_size=1, max_size=14)
runs = st.builds(Run, words, st.booleans(), st.booleans(), st.sampled_from(ADDRESSES))
lines = st.lists(runs, min_size=1, max_size=4).map(tidy)
tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(lines, st.just(())), min_size=width, max_size=width).map(tuple), min_size=1, max_size=3
    ).map(lambda rows: Tabell(tuple(rows)))
)
items = st.builds(
    Punkt,
    lines,
    st.integers(0, 4),
    st.booleans(),
    st.sampled_from([None, None, False, True]),
    st.sampled_from([None, None, None, 0, 1, 2, 7, 12]),
)
blocks = st.one_of(
    st.builds(Rubrik, st.integers(1, 6), lines.map(one_line)), st.builds(Stycke, lines), items, items, items, tables
)


@given(st.lists(blocks, max_size=7).map(tidy_blocks))
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_blocks_are_the_same_when_they_have_been_written_and_read(text):
    assert from_markdown(to_markdown(text)) == text


@given(st.text(alphabet=st.sampled_from(SIGNS), max_size=200))
@settings(max_examples=600, deadline=None)
def test_what_was_read_is_written_in_one_form(text):
    read = from_markdown(text)
    assert from_markdown(to_markdown(read)) == read
    assert tidy_blocks(read) == read


@given(st.lists(st.text(alphabet="abcåäö", min_size=1, max_size=6), max_size=30), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost(typed, chance):
    marks = [
        " ",
        "\n",
        "\n\n",
        "| ",
        " |",
        "\n- ",
        "\n3. ",
        "> ",
        "\n    ",
        "\n| - |\n",
        "**",
        "_",
        "<",
        ">",
        "[",
        "]: ",
    ]
    text = "".join(word + chance.choice(marks) for word in typed)
    said = re.findall("[abcåäö]+", plain_text(from_markdown(text)))
    assert sorted("".join(said)) == sorted("".join(typed))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ((Stycke((Run("Obs!", strong=True), Run("text"))),), "**Obs!**<!-- -->text\n"),
        ((Stycke((Run("Se!"), Run("här", link="https://x.se"))),), "Se\\![här](<https://x.se>)\n"),
        ((Rubrik(2, (Run("Nummer #"),)),), "## Nummer \\#\n"),
        ((Punkt((Run("[x] skrivet"),)),), "- \\[x\\] skrivet\n"),
        ((Stycke((Run("__init__ och <Enter>"),)),), "\\_\\_init\\_\\_ och \\<Enter>\n"),
        ((Stycke((Run("rad ett\nrad två"),)),), "rad ett\\\nrad två\n"),
        ((Tabell((((Run("x|y\nz"),),),)),), "| x\\|y<br>z |\n| --- |\n"),
        ((Punkt((Run("a"),), tick=True), Punkt((Run("b"),), 1, numbered=True, tick=False)), "- [x] a\n  1. [ ] b\n"),
        ((Punkt((Run("a"),), numbered=True), Punkt((Run("b"),), numbered=True, start=1)), "1. a\n\n1) b\n"),
        ((Stycke((Run("(och "), Run("så", emphasis=True), Run(")"))),), "(och _så_)\n"),
    ],
)
def test_traps(typed, kept):
    assert to_markdown(typed) == kept
    assert from_markdown(kept) == typed


def test_lists_in_lists_keep_their_levels_and_numbers():
    read = from_markdown("3. tre\n   - a\n     1. djupt\n\n   mer om tre\n4. fyra\n\ntext\n\n5. fem\n")
    assert [(plain_text([one]), n) for one, n in zip(read, numbers(read), strict=True)] == [
        ("tre", 3),
        ("a", 0),
        ("djupt", 1),
        ("mer om tre", 0),
        ("fyra", 4),
        ("text", 0),
        ("fem", 5),
    ]
    assert [one.level for one in read if isinstance(one, Punkt)] == [0, 1, 2, 0, 0]


def test_a_row_with_more_cells_than_the_head_loses_none():
    (table,) = from_markdown("| a | b |\n| - | - |\n| 1 | 2 | **3** | 4 |\n| 5 |\n")
    assert isinstance(table, Tabell)
    assert [[bare(cell) for cell in row] for row in table.rows] == [["a", "b"], ["1", "2 | 3 | 4"], ["5", ""]]
    assert table.rows[1][1][1] == Run("3", strong=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[OBS]: läs det här", "[OBS]: läs det här"),
        ("<div>\n**fet**\n</div>", "<div> fet </div>"),
        ("![karta](file://server/x.png)", "![karta](file://server/x.png)"),
        ("se ![karta *över* hus](https://x.se/x.png)", "se [bild: karta över hus]"),
        ("tryck <Enter> nu", "tryck <Enter> nu"),
        ("    indragen text", "indragen text"),
        ("```\nkod *x*\n```", "kod *x*"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("[här](https://x.se/å)", "här https://x.se/å"),
        ("> citat", "citat"),
    ],
)
def test_what_has_no_block_is_kept_as_its_words(text, said):
    assert plain_text(from_markdown(text)) == said


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "- > "])
@pytest.mark.parametrize("deep", [5, 19, 28, 29, 30, 31, 56, 57, 58, 59, 60, 61, 500])
def test_no_word_lies_too_deep(mark, deep):
    assert plain_text(from_markdown(f"före\n\n{mark * deep}ord\n")).endswith("ord")


@pytest.mark.parametrize("text", ["", "\n", "<!-- -->", "#", "-", "| |\n| - |"])
def test_nothing_is_no_blocks(text):
    assert from_markdown(text) == ()
    assert to_markdown(from_markdown(text)) == ""


def test_items_never_lie_deeper_than_under_the_one_before():
    made = tidy_blocks((Punkt((Run("a"),), 3), Punkt((Run("b"),), 2), Stycke((Run("c"),)), Punkt((Run("d"),), 1)))
    assert [one.level for one in made if isinstance(one, Punkt)] == [0, 1, 0]


def test_a_heading_has_no_line_breaks():
    assert tidy_blocks((Rubrik(9, (Run("a\n"), Run("b", strong=True))),)) == (
        Rubrik(6, (Run("a "), replace(Run("b"), strong=True))),
    )
