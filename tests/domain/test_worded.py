"""Each value carries its own Swedish word."""

import copy
import json
import pickle
import re
from enum import Enum
from importlib import import_module
from pathlib import Path

import pytest

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.lex.ord import LexStatus, Mottagarslag
from kvalitet_app.domain.synpunkter import SynpunktKalla, SynpunktSlag, SynpunktStatus
from kvalitet_app.domain.worded import Worded
from tests.worded_lists import enum_modules, worded_lists

ALIKE: dict[str, dict[str, str]] = {}
"""Members of one list that share a word, as {list: {word: why}}."""
NOT_SHOWN = {
    "Worded": "what the others are made from; it has no members",
    "Menat": "which day a text without a year means, said by each field in the program",
}
"""Enums of the domain that nobody is shown."""


def test_values_that_are_spelled_alike_keep_their_own_words():
    assert LexStatus.FORSLAG.value == SynpunktSlag.FORSLAG.value
    assert (LexStatus.FORSLAG.word, SynpunktSlag.FORSLAG.word) == ("Förslag till beslut", "Förslag")
    assert (Mottagarslag.PERSONAL.word, SynpunktKalla.PERSONAL.word) == ("Berörd personal", "Personal")


def test_a_member_is_its_value():
    status = LexStatus("forslag")
    assert status is LexStatus.FORSLAG
    assert str(status) == "forslag"
    assert (status.value, str(status), f"{status}", hash(status)) == ("forslag", "forslag", "forslag", hash("forslag"))
    assert json.dumps({status: status}) == '{"forslag": "forslag"}'
    with pytest.raises(ValueError, match="Förslag till beslut"):
        LexStatus("Förslag till beslut")


@pytest.mark.parametrize("kind", worded_lists(), ids=lambda kind: kind.__name__)
def test_a_member_comes_back_as_itself(kind):
    for member in kind:
        assert kind(member.value) is kind[member.name] is pickle.loads(pickle.dumps(member)) is copy.deepcopy(member)


@pytest.mark.parametrize("kind", worded_lists(), ids=lambda kind: kind.__name__)
def test_no_two_members_of_a_list_share_a_word(kind):
    words = [member.word for member in kind]
    assert {word for word in words if words.count(word) > 1} == set(ALIKE.get(kind.__name__, ()))
    assert all(word.strip() == word for word in words)


def test_a_member_without_a_word_is_refused():
    with pytest.raises(TypeError, match="has no word"):

        class Half(Worded):
            ONE = "one"


def test_a_chapter_also_says_what_to_write():
    assert all(kapitel.what_to_write.endswith(".") for kapitel in Kapitel)


def test_every_list_of_the_domain_is_worded():
    bare = {
        kind.__name__
        for name in enum_modules("domain")
        for kind in vars(import_module(name)).values()
        if isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__ == name
        if kind not in worded_lists()
    }
    assert bare == set(NOT_SHOWN)


def test_no_dictionary_repeats_the_words():
    for name in enum_modules(""):
        for said, value in vars(import_module(name)).items():
            if isinstance(value, dict) and any(isinstance(key, Worded) for key in value):
                assert list(value.values()) != [key.word for key in value], f"{name}.{said}"


STEPS = {
    AvvikelseStatus: "2026-0007",
    LexStatus: "LS 2026-07",
    SynpunktStatus: "Synpunkten",
}


def test_what_a_case_has_come_to_is_told_in_whole_sentences():
    said = [f"{name} {one.nu}" for kind, name in STEPS.items() for one in kind]
    golden = Path(__file__).parents[1] / "reference" / "steg.txt"
    assert said == golden.read_text("utf-8").splitlines()
    assert not [one for one in said if "är nu" in one or re.search(r"är \w+(s|er)$", one)]
