"""Every noun of the store and every value of its lists stands in the glossary."""

import re

import pytest

from kvalitet_app.db.base import Base
from kvalitet_app.db.models import map_all
from kvalitet_app.machine.files import resource
from tests.worded_lists import worded_lists

map_all()
WORDS = set(re.findall(r"\*\*([^*]+)\*\*", resource("ordlista.md").read_text("utf-8")))


@pytest.mark.parametrize("name", sorted(mapper.class_.__name__ for mapper in Base.registry.mappers))
def test_a_mapped_class_is_explained(name):
    assert name in WORDS


NOT_IN_GLOSSARY = {
    "Kapitel": "the headings of a report, which say themselves what they are",
    "Katalog": "the names of the lists that the customer owns",
    "Nar": "forsenat, i dag and senare as in everyday Swedish",
    "PaketDel": "the headings of a document",
    "PaketMottagare": "nämnden and IVO, explained where they stand alone",
    "Pass": "parts of the day",
    "Ratt": "what one may do, said with a verb of its own",
    "Slag": "what a column of an uttag holds, told in its own LÄS MIG",
    "ThemeChoice": "light and dark",
}


@pytest.mark.parametrize(
    "kind", [kind for kind in worded_lists() if kind.__name__ not in NOT_IN_GLOSSARY], ids=lambda kind: kind.__name__
)
def test_every_value_is_explained_and_has_its_swedish_word(kind):
    for member in kind:
        assert member.value in WORDS, f"{kind.__name__}.{member.name}"
        assert member.word


def test_what_the_glossary_leaves_out_is_a_list_that_exists():
    assert set(NOT_IN_GLOSSARY) <= {kind.__name__ for kind in worded_lists()}
