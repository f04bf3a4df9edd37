"""The guard for what points out a person. Every number here is made up."""

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.personnummer import find_numbers, luhn


def with_check_digit(nine):
    return next(nine + str(digit) for digit in range(10) if luhn(nine + str(digit)))


@st.composite
def numbers(draw, *, coordinated=None):
    """A valid number in one of the ways it is written, and whether it is a samordningsnummer."""
    born = date(1900, 1, 1) + timedelta(days=draw(st.integers(0, 46_000)))
    if coordinated is None:
        coordinated = draw(st.booleans())
    day = born.day + 60 if coordinated else born.day
    ten = with_check_digit(f"{born:%y%m}{day:02}{draw(st.integers(0, 999)):03}")
    century = draw(st.sampled_from(["", f"{born.year // 100}", f"{born.year // 100} "]))
    sign = draw(st.sampled_from(["", "-", "+", " ", "–", " - ", "\u2011", "\u00a0"]))
    return f"{century}{ten[:6]}{sign}{ten[6:]}", coordinated


WORDS = st.text(st.characters(exclude_categories=("N", "Cs"), exclude_characters="/-–‐‑‒−+"), max_size=30)


@given(numbers(), WORDS, WORDS)
def test_every_way_of_writing_is_found_where_it_stands(number, before, after):
    text, coordinated = number
    hits = [hit for hit in find_numbers(f"{before} {text} {after}") if "nummer" in hit.kind]
    assert [(hit.text, hit.kind) for hit in hits] == [(text, "samordningsnummer" if coordinated else "personnummer")]
    assert hits[0].start == len(before) + 1
    assert hits[0].end == hits[0].start + len(text)


@given(numbers(), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_number(number, off):
    text, _ = number
    wrong = text[:-1] + str((int(text[-1]) + off) % 10)
    assert not [hit for hit in find_numbers(f"se {wrong}.") if "nummer" in hit.kind]


@given(st.text(max_size=300))
def test_any_text_gives_ordered_hits_without_overlap(text):
    hits = find_numbers(text)
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(one.end <= two.start for one, two in pairwise(hits))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Född 19121212-1212, bor på Eken.", "personnummer"),
        ("121212+1212", "personnummer"),
        ("-121212-1212", "personnummer"),
        ("pnr 701063-2391", "samordningsnummer"),
        ("skottdagen 000229-0005", "personnummer"),
        ("20010203-T123", "personnummer"),
        ("1912-12-12-1212", "personnummer"),
        ("1912.12.12-1212", "personnummer"),
        ("19121212\t1212", "personnummer"),
        ("19121212-\n1212", "personnummer"),
        ("121212\r\n1212", "personnummer"),
        ("19121212\u20141212", "personnummer"),
        ("19121212 \u2015 1212", "personnummer"),
        ("19121212\u00ad1212", "personnummer"),
        ("1912\u00ad1212-12\u200b12", "personnummer"),
        ("121212-1212/KA", "personnummer"),
        ("SoL/121212-1212", "personnummer"),
        ("701063\t2391", "samordningsnummer"),
        ("20010203-TF12", "personnummer"),
        ("ring 070-123 45 67", "telefon"),
        ("ring 0912-123456", "telefon"),
        ("ring 08-123 456 78.", "telefon"),
        ("ring 0701234567", "telefon"),
        ("ring +46 (0)70 123 45 67", "telefon"),
        ("ring 0046 70 123 45 67", "telefon"),
        ("skriv till åsa.ek@kommun.example.se.", "e-post"),
    ],
)
def test_found(text, kind):
    assert [hit.kind for hit in find_numbers(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SN 2026/00123",
        "SN/2026:1234",
        "2026-00123",
        "2026-03-09 kl. 14:05",
        "20260309",
        "kl. 0830 2026-03-04",
        "08:30-12:15",
        "kl. 08-12, 13-17",
        "bankgiro 123-4567",
        "1 234 567 kr",
        "010229-0007",  # neither 1901 nor 2001 had a 29 February
        "20010231-T123",
        "010203-T123",
        "010203-0000",
        "19121212-12123",
        "1/19121212-1212",
        "7-121212-1212",
        "anna@kommun",
        "@a.b",
    ],
)
def test_not_found(text):
    assert find_numbers(text) == ()


def test_a_number_over_two_lines_is_quoted_on_one():
    (hit,) = find_numbers("Född 1912\u00ad1212-\n1212.")
    assert hit.text == "1912\u00ad1212-\n1212"
    assert hit.shown == "19121212- 1212"


def test_two_in_one_sentence():
    hits = find_numbers("121212-1212 och 19121212-1212, mejl a@b.se")
    assert [hit.kind for hit in hits] == ["personnummer", "personnummer", "e-post"]


@pytest.mark.parametrize(
    "piece", ["a", "0", "1", "@", "a@", "a.", "0 ", "19 ", "19121212-", "a@a.", "+46 ", "070-", "070 12 ", "å", "\x00"]
)
def test_time_grows_with_length_and_no_faster(piece):
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    find_numbers(text)
    assert time.process_time() - start < 1, "takes a tenth of that; a pattern that repeats itself takes minutes"
