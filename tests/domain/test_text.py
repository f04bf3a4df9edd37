"""Names as people read them: one key for every spelling of one name, different keys for different names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.text import name_key, plain_name, visible

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöéü0123456789-&/"
UNSEEN = ("\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u200e", "\ufe0f", "\u202a")
BLANKS = (" ", "  ", "\u00a0", "\u202f", "\t", "\u2009", " \u00a0 ")
words = st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=4)


@st.composite
def spellings(draw, of):
    """One of the ways in which people and other systems write a name."""
    said = draw(st.sampled_from(BLANKS)).join(of)
    signs = []
    for sign in said:
        signs.append(sign.upper() if draw(st.booleans()) else sign)
        signs.append(draw(st.sampled_from(("", "", "", *UNSEEN))))
    around = st.sampled_from(("", *BLANKS))
    whole = draw(around) + "".join(signs) + draw(st.sampled_from(("", "."))) + draw(around)
    return unicodedata.normalize(draw(st.sampled_from(("NFC", "NFD"))), whole)


@given(st.data(), words)
def test_all_spellings_of_a_name_have_one_key(data, of):
    assert name_key(data.draw(spellings(of))) == name_key(data.draw(spellings(of)))


@given(st.data(), words, words)
def test_what_people_read_as_two_names_has_two_keys(data, one, other):
    if one != other:
        assert name_key(data.draw(spellings(one))) != name_key(data.draw(spellings(other)))


@given(st.data(), words)
def test_a_name_is_kept_as_it_is_seen_and_keeps_its_key(data, of):
    said = data.draw(spellings(of))
    kept = plain_name(said)
    assert kept.rstrip(".").casefold() == " ".join(of)
    assert name_key(kept) == name_key(said)
    assert plain_name(kept) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Natt – Norra", "Natt - Norra"),
        ("LSS\u2011boende", "LSS-boende"),
        ("Åsgården", "A\u030asga\u030arden"),
        ("Karl’s hus", "Karl's hus"),
    ],
)
def test_signs_that_look_alike_are_one(one, other):
    assert name_key(one) == name_key(other)


def test_what_is_seen_stays():
    assert visible("Tall\u00adåsen\u00a0LSS\u2011boende\n6²") == "Tallåsen LSS-boende\n6²"
