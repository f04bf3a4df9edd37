"""The report counts what its maker may see, says so, and never tells of a protected case by a number."""

from datetime import timedelta

import pytest

from kvalitet_app.domain.atgarder import AtgardKalla, NyAtgard
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.berattelse.fakta import chapter_facts
from kvalitet_app.domain.berattelse.fakta_avvikelser import BEGRANSAD
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.ord import LexSlag
from kvalitet_app.services.atgarder import add_atgard
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.berattelse.underlag import gather
from tests.services.factories import ny, this_month


@pytest.fixture
def two(ground):
    """An open case and a protected one with an åtgärd of its own, both of Björken."""
    moment = this_month(timedelta(days=1))
    for text, suspected in (("Kom för sent till duschen.", False), ("Slog till en brukare på armen.", True)):
        given = {"handelse_vid": moment, "typ_id": ground.bemotande, "misstanke": suspected}
        case = ground.write(register_avvikelse, ny=ny(ground, text, **given)).row_id
    todo = NyAtgard("Utbilda personalen.", ground.bjorken, idag(), kalla=AtgardKalla.AVVIKELSE, kalla_id=case)
    ground.write(add_atgard, ny=todo)
    return ground


def counts(ground, who, enhet_id=None):
    """Avvikelser, lex cases and åtgärder of the report that somebody makes."""
    ground.as_person(who)
    data = ground.read(gather, ar=idag().year, enhet_id=enhet_id)
    return data, (
        data.sol_lss.alla.nu.varde,
        len(data.lex),
        data.enheter[0].avvikelser.varde,
        data.sol_lss.typer[0].antal,
    )


@pytest.mark.parametrize("scope", ["whole", "unit"])
def test_a_reader_outside_the_circle_gets_no_number_of_it(two, scope):
    enhet = two.bjorken if scope == "unit" else None
    data, found = counts(two, two.lasare, enhet)
    assert found == (1, 0, 1, 1)
    assert data.atgarder.beslutade.varde == 0
    facts = chapter_facts(data)
    for kapitel in (Kapitel.AVVIKELSER, Kapitel.LEX):
        assert BEGRANSAD in facts[kapitel].saknas
    assert not any("Ingen rapport" in sentence for sentence in facts[Kapitel.LEX].saknas)


def test_the_number_opens_as_many_rows_as_it_says(two):
    for who in (two.lasare, two.chef, two.sas):
        _, (whole, *_) = counts(two, who)
        assert len(two.read(find_avvikelser, urval=AvvikelseUrval(ar=idag().year))) == whole


def test_sas_counts_everything_and_no_reservation_is_made(two):
    data, found = counts(two, two.sas)
    assert found == (2, 1, 2, 2)
    assert data.lex[0].slag is LexSlag.LEX_SARAH
    assert BEGRANSAD not in chapter_facts(data)[Kapitel.LEX].saknas
