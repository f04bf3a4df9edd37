"""Search is a road too: nothing of a protected case is found by somebody outside its circle."""

import pytest

from kvalitet_app.domain.atgarder import AtgardKalla, NyAtgard
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.atgarder import add_atgard
from kvalitet_app.services.lex.listor import lex_of_avvikelse
from kvalitet_app.services.search import search
from tests.services.avvikelser.cases import Case

S = AvvikelseStatus
WORD = "Zebralås"


def found(ground):
    return [hit.slag for hit in ground.read(search, sok=WORD)]


@pytest.mark.parametrize("source", [AtgardKalla.AVVIKELSE, AtgardKalla.LEX])
def test_the_atgarder_of_a_protected_case_are_found_by_its_circle_only(ground, source):
    ground.as_person(ground.sas)
    case = Case(ground, misstanke=True)
    lex = ground.read(lex_of_avvikelse, avvikelse_id=case.id)
    of = case.id if source is AtgardKalla.AVVIKELSE else lex
    ground.write(add_atgard, ny=NyAtgard(f"{WORD} i hallen", ground.bjorken, idag(), None, source, of))
    assert found(ground) == ["atgard"]
    for outside in (ground.admin, ground.lasare):
        ground.as_person(outside)
        assert found(ground) == []


def test_an_atgard_of_an_open_case_is_found_by_who_reads_the_unit(ground):
    case = Case(ground)
    case.act(f"{WORD} i hallen")
    ground.as_person(ground.lasare)
    assert found(ground) == ["atgard"]
