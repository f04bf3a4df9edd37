"""Every noun of the store and every value of its lists stands in the glossary."""

import re
from enum import StrEnum

import pytest

from kvalitet_app.db.base import Base
from kvalitet_app.db.models import map_all
from kvalitet_app.domain import arende, atgarder, processer, rutiner
from kvalitet_app.domain.avvikelser import arenden
from kvalitet_app.domain.egenkontroller import tillfallen
from kvalitet_app.domain.organisation import enheter
from kvalitet_app.domain.paper import spridning
from kvalitet_app.domain.verb import VERBS
from kvalitet_app.machine.files import resource

map_all()
WORDS = set(re.findall(r"\*\*([^*]+)\*\*", resource("ordlista.md").read_text("utf-8")))


@pytest.mark.parametrize("name", sorted(mapper.class_.__name__ for mapper in Base.registry.mappers))
def test_a_mapped_class_is_explained(name):
    assert name in WORDS


ENUMS = {
    kind
    for module in (arende, atgarder, arenden, tillfallen, enheter, processer, rutiner, spridning)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
}


@pytest.mark.parametrize("kind", sorted(ENUMS, key=str))
def test_every_value_is_explained_and_has_its_swedish_word(kind):
    labels: dict[StrEnum, str] = {}
    for module in (arende, atgarder, arenden, tillfallen, enheter, processer, rutiner, spridning):
        labels |= module.LABELS
    for member in kind:
        assert member.value in WORDS, f"{kind.__name__}.{member.name}"
        assert labels[member]


def test_every_changing_service_has_its_words():
    import ast
    from pathlib import Path

    changing = set()
    for path in Path("kvalitet_app/services").rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Name) and node.returns.id == "Change":
                changing.add(node.name)
    assert (
        changing - set(VERBS) - {"save_utkast", "add_utkastfil", "drop_utkastfiler", "changed", "renew_plans"} == set()
    )
