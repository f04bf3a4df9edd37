"""What looks like a name in free text: how many are found, and how often a word is taken for one."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.namn import find_likely_names, find_people, read_list
from kvalitet_app.services.paper.namn import shipped_names

REFERENCE = Path(__file__).parents[1] / "reference"
TEXTS = REFERENCE / "namn.txt"
"""Two hundred texts of our own, every name between braces."""
CAPITALS = REFERENCE / "versaler.txt"
"""The words with a capital of five public documents, with the words beside: what may be taken for a name."""
WORDS = 11_710  # in those documents
SIGNED = {
    "Jeanette Albertsson Per Rönnlund",
    "Bengt Böhlén",
    "Filip Jurander",
    "Viveka Carlstorp",
}
MOST_PER_1000 = 2


def said(text):
    return [hit.text for hit in find_likely_names(text, shipped_names())]


def marked():
    """Each text without its braces, and where its names stand."""
    for line in TEXTS.read_text("utf-8").splitlines():
        if line[0] == "#":
            continue
        plain, start, places = "", 0, []
        for part in re.split(r"([{}])", line):
            if part == "{":
                start = len(plain)
            elif part == "}":
                places.append((start, len(plain)))
            else:
                plain += part
        yield plain, places


def test_the_lists_are_whole_and_say_where_they_come_from():
    folder = Path(__file__).parents[2] / "resources" / "namn"
    first, last = (folder / name for name in ("fornamn.txt", "efternamn.txt"))
    assert (len(read_list(first.read_text("utf-8"))), len(read_list(last.read_text("utf-8")))) == (991, 500)
    assert all("Faker" in each.read_text("utf-8") and "MIT" in each.read_text("utf-8") for each in (first, last))
    assert "Daniele Faraglia" in (folder / "LICENSE.txt").read_text("utf-8")


def test_every_name_is_found_in_nearly_every_text(record_property):
    texts = list(marked())
    missed = []
    for text, places in texts:
        hits = find_likely_names(text, shipped_names())
        if any(not any(hit.start < end and start < hit.end for hit in hits) for start, end in places):
            missed.append(text)
    record_property("siffra", f"namn: alla namn funna i {len(texts) - len(missed)} av {len(texts)} texter")
    assert len(texts) == 200
    assert len(texts) - len(missed) >= 190, missed


def test_documents_raise_few_false_alarms(record_property):
    texts = [line for line in CAPITALS.read_text("utf-8").splitlines() if line[0] != "#"]
    assert f"({WORDS} words)" in CAPITALS.read_text("utf-8")
    found = [hit for text in texts for hit in said(text)]
    false = [hit for hit in found if hit not in SIGNED]
    record_property("siffra", f"namn: {len(false)} falsklarm på {WORDS} ord i fem handlingar")
    assert set(found) >= SIGNED
    assert len(false) < MOST_PER_1000 * WORDS / 1000, false


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kalle Andersson slog Anna.", ["Kalle Andersson", "Anna"]),
        ("Bo ramlade.", ["Bo"]),
        ("Vi hittade Per-Erik Perssons nycklar.", ["Per-Erik Persson"]),
        ("ANNA slog KALLE", ["ANNA", "KALLE"]),
        ("mohammed föll", ["mohammed"]),
        ("A. Karlsson ringde", ["Karlsson"]),
        ("Kalle\tAnna\nLars", ["Kalle", "Anna", "Lars"]),
        ("Björn och Lena bråkade.", ["Björn", "Lena"]),
    ],
)
def test_names(text, names):
    assert said(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Inga avvikelser rapporterades. Inga rapporterade fel.",
        "Hans rullstol gick sönder.",
        "Per vecka sker två kontroller.",
        "Bo kvar hemma är målet.",
        "Utredning enligt lex Sarah och lex Maria pågår.",
        "Del 1 börjar på Valborg. I Juni stänger vi.",
        "Tom flaska, axel och knut är klara.",
        "Svea hovrätt och Sofia församling",
        "LEA, KIM och IBIC är förkortningar.",
        "Hennes dotter kom med en kvist.",
    ],
)
def test_words(text):
    assert said(text) == []


def test_what_the_house_is_called_is_no_name():
    listor = replace(shipped_names(), husets=frozenset({"linnea", "ester"}))
    assert find_likely_names("Vi var på Linnea och på Ester.", listor) == ()
    assert [hit.text for hit in find_likely_names("Linnea Svensson", listor)] == ["Linnea Svensson"]


def test_a_known_person_is_told_once_and_as_known():
    hits = find_people("Anna Andersson och Kalle", shipped_names(), ["Anna Andersson"])
    assert [(hit.text, hit.kind) for hit in hits] == [("Anna Andersson", "namn"), ("Kalle", "möjligt namn")]


@given(st.text(max_size=200))
def test_any_text_gives_ordered_hits_without_overlap(text):
    hits = find_likely_names(text, shipped_names())
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(one.end <= two.start for one, two in pairwise(hits))
