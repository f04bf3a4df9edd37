"""Indicators over several units: numerators and denominators are added, and the figure opens what was added."""

from kvalitet_app.db.models import Indikator, Matvarde
from kvalitet_app.domain.indikatorer import Riktning
from kvalitet_app.services.counts.arskub import Omfang
from kvalitet_app.services.counts.indikatorer import count_measures
from kvalitet_app.services.counts.underlag import rows_behind
from tests.verbs import laying


def measured(ground, *values):
    """An indicator with values: unit, year, numerator, denominator."""
    with ground.store.writing(laying()) as session:
        one = Indikator(kod="svar", namn="Svar", enhet_id=ground.top, riktning=Riktning.HOGRE, mal=0.7, kalla="Egen")
        session.add(one)
        session.flush()
        session.add_all(
            Matvarde(indikator_id=one.id, enhet_id=unit, ar=ar, taljare=part, namnare=whole)
            for unit, ar, part, whole in values
        )


def counted(ground, units):
    with ground.store.read() as session:
        (one,) = count_measures(session, Omfang(2025, frozenset(units)))
        rows = rows_behind(session, fraga=one.taljare.fraga, ar=2025, enhet_id=None)
    return one, rows


def test_the_values_of_several_units_are_added(ground):
    ground.as_person(ground.sas)
    measured(ground, (ground.bjorken, 2025, 95, 169), (ground.granen, 2025, 1, 2), (ground.granen, 2024, 3, 4))
    one, rows = counted(ground, (ground.top, ground.bjorken, ground.granen))
    assert (one.taljare.varde, one.namnare.varde, one.enheter) == (96, 171, 2)
    assert (one.taljare_fore.varde, one.namnare_fore.varde) == (3, 4)
    assert [row[1] for row in rows.rader] == ["Björken", "Granen"]


def test_a_value_of_the_whole_holds_those_of_its_parts(ground):
    ground.as_person(ground.sas)
    measured(ground, (ground.top, 2025, 96, 171), (ground.granen, 2025, 1, 2))
    one, rows = counted(ground, (ground.top, ground.bjorken, ground.granen))
    assert (one.taljare.varde, one.namnare.varde, one.enheter) == (96, 171, 1)
    assert len(rows.rader) == 1
    alone, _ = counted(ground, (ground.granen,))
    assert (alone.taljare.varde, alone.namnare.varde) == (1, 2)


def test_without_a_denominator_somewhere_there_is_none_of_the_sum(ground):
    ground.as_person(ground.sas)
    measured(ground, (ground.bjorken, 2025, 5, None), (ground.granen, 2025, 1, 2))
    one, _ = counted(ground, (ground.bjorken, ground.granen))
    assert (one.taljare.varde, one.namnare.varde) == (6, None)
