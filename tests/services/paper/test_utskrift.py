"""The printed avvikelse: what happened, the utredning, then causes and åtgärder with their effect."""

from dataclasses import replace
from datetime import date

import pytest

from kvalitet_app.domain.atgarder import AtgardRow, Effekt
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.reports.handlingar.avvikelse import avvikelse
from kvalitet_app.reports.model.blocks import Heading, Table
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.paper.utskrift import write_record
from tests.readback import pdf_words


@pytest.fixture(scope="module")
def closed(exempel):
    """A case of the example that has been through every step, with an åtgärd whose effect is judged."""
    urval = AvvikelseUrval(vy="alla", statusar=frozenset({AvvikelseStatus.AVSLUTAD}))
    with exempel.read() as session:
        found = (get_avvikelse(session, avvikelse_id=one) for one in find_avvikelser(session, urval=urval)[:200])
        return next(d for d in found if d.utredning and d.orsaker and any(isinstance(a, AtgardRow) for a in d.atgarder))


def headings(blocks):
    return [block.text for block in blocks if isinstance(block, Heading)]


def test_causes_and_actions_stand_after_the_investigation(closed):
    told = headings(avvikelse(closed))
    places = [
        told.index(one) for one in ("Vad hände", "Utredning", "Orsaker", "Åtgärder", "Uppföljning") if one in told
    ]
    assert places == sorted(places)
    assert len(places) >= 4


def test_the_effect_and_how_it_was_measured_stand_beside_each_action(closed):
    actions = [one for one in closed.atgarder if isinstance(one, AtgardRow)]
    day = date(2026, 3, 9)
    judged = replace(actions[0], effekt=Effekt.GOD, effekt_datum=day, effekt_metod="Inga nya fall på tre månader")
    (table,) = (
        block
        for block in avvikelse(replace(closed, atgarder=(judged, *actions[1:])))
        if isinstance(block, Table) and block.columns[0].title == "Åtgärd"
    )
    assert table.columns[-1].title == "Effekt, och hur den mättes"
    assert table.rows[0][-1] == "God effekt, 2026-03-09. Inga nya fall på tre månader"


def test_the_event_stands_in_the_heading(closed, exempel, tmp_path):
    target = tmp_path / "avvikelse.pdf"
    with exempel.read() as session:
        write_record(session, slag="avvikelse", rad_id=closed.rad.id, target=target)
    first = pdf_words(target)
    assert f"Avvikelse {closed.rad.beteckning}: {closed.rad.rubrik}"[:60] in first
