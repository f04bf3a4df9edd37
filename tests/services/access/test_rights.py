"""Rights are remembered between readings, and never longer than they stand in the register."""

from datetime import date

from sqlalchemy import select, update

from kvalitet_app.db.models import Enhet, Uppdrag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum, Roll
from kvalitet_app.services.access import rights
from kvalitet_app.services.access.rights import all_units, behorighet, visible_avvikelser
from tests.verbs import laying


def may(session):
    """Whether the person at work may handle cases anywhere."""
    return behorighet(session).may_somewhere(Ratt.HANDLAGGA_AVVIKELSE)


def take_away(ground, who):
    """End every uppdrag of a person, in a transaction of its own."""
    with ground.store.writing(laying("end_uppdrag")) as session:
        session.execute(update(Uppdrag).where(Uppdrag.person_id == who).values(giltig_till=date(2020, 1, 2)))


def count_work(monkeypatch):
    """A list that grows by one each time the rights are worked out from the uppdrag."""
    worked: list[tuple[object, ...]] = []
    real = rights._work_out

    def count(*given):
        worked.append(given)
        return real(*given)

    monkeypatch.setattr(rights, "_work_out", count)
    return worked


def test_two_readings_without_a_change_between_work_the_rights_out_once(ground, monkeypatch):
    worked = count_work(monkeypatch)
    for _ in range(3):
        ground.read(visible_avvikelser)
    assert len(worked) == 1


def test_a_right_that_is_taken_away_is_gone_at_the_next_reading(ground):
    assert ground.read(may)
    take_away(ground, ground.chef)
    assert not ground.read(may)


def test_another_person_gets_rights_of_her_own(ground):
    assert ground.read(may)
    ground.as_person(ground.lasare)
    assert not ground.read(may)


def test_rights_that_a_transaction_changed_and_took_back_are_not_kept(ground):
    ground.as_person(ground.lasare)
    with ground.store.writing(laying("add_uppdrag")) as session:
        given = Uppdrag(
            person_id=ground.lasare, roll=Roll.ENHETSCHEF, enhet_id=ground.bjorken, giltig_fran=date(2020, 1, 1)
        )
        session.add(given)
        session.flush()
        assert may(session)
        session.rollback()
    assert not ground.read(may)


def test_rights_end_with_the_day(ground, monkeypatch):
    assert ground.read(may)
    with ground.store.writing(laying("end_uppdrag")) as session:
        session.scalars(select(Uppdrag).where(Uppdrag.person_id == ground.chef)).one().giltig_till = date(2026, 3, 31)
    monkeypatch.setattr(rights, "idag", lambda: date(2026, 3, 31))
    assert ground.read(may)
    monkeypatch.setattr(rights, "idag", lambda: date(2026, 4, 1))
    assert not ground.read(may)


def test_a_new_unit_is_among_all_units_at_the_next_reading(ground):
    assert ground.read(all_units) == {ground.top, ground.bjorken, ground.granen}
    with ground.store.writing(laying("add_enhet")) as session:
        tallen = Enhet(namn="Tallen", niva=EnhetNiva.ENHET, foralder_id=ground.top, lagrum=Lagrum.LSS)
        session.add(tallen)
        session.flush()
    assert tallen.id in ground.read(all_units)
