"""Whoever is named for something may do it, and nobody is offered what she may not do."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Avvikelse, Egenkontroll, Fraga, Mall, Person
from kvalitet_app.domain.atgarder import AtgardKalla, NyAtgard
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus, EgenkontrollUrval, NyPlan, Svarsvarde
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.services import atgarder, oversikt, rutiner
from kvalitet_app.services.access.egenkontroller import require_performing
from kvalitet_app.services.access.lex import open_for_work as open_lex
from kvalitet_app.services.access.rights import may, require_handling
from kvalitet_app.services.atgarder import add_atgard
from kvalitet_app.services.avvikelser.handlaggning import Uppgifter, save_handlaggning
from kvalitet_app.services.avvikelser.listor import case_of
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.egenkontroller import planer, svar, tillfallen
from kvalitet_app.services.synpunkter import steg
from tests.services.factories import ny
from tests.verbs import laying


@pytest.fixture
def planned(ground):
    """Plans an egenkontroll at Granen today, of somebody; answers the ids of the occurrence and of its question."""

    def make(ansvarig):
        ground.as_person(ground.admin)
        ground.write(planer.save_mall, kod="T1", namn="Akt", metod="", upprepning=Upprepning.MANAD, fragor=("Ja?",))
        with ground.store.read() as session:
            mall, fraga = session.scalar(select(Mall.id)), session.scalar(select(Fraga.id))
        plan = NyPlan(mall, (ground.granen,), idag(), Upprepning.AR, ansvarig_id=ansvarig)
        ground.write(planer.add_planer, ny=plan)
        with ground.store.read() as session:
            return session.scalar(select(Egenkontroll.id).order_by(Egenkontroll.k)), fraga

    return make


def test_a_rapportor_who_is_named_performs_the_egenkontroll_of_colleagues(ground, planned):
    item, fraga = planned(ground.rapportor)
    ground.as_person(ground.rapportor)
    assert [one.rad_id for one in ground.read(oversikt.list_waiting)] == [item]
    assert item in ground.read(tillfallen.find_egenkontroller, urval=EgenkontrollUrval(vy="mina"))
    detail = ground.read(svar.get_egenkontroll, egenkontroll_id=item)
    assert (detail.far_utfora, detail.rad.far_utfora, detail.rad.far_planera) == (True, True, False)
    ground.write(svar.answer_fraga, egenkontroll_id=item, fraga_id=fraga, svar=Svarsvarde.NEJ)
    action = NyAtgard("Ta fram en plan", ground.granen, idag(), None, AtgardKalla.EGENKONTROLL, item, fraga_id=fraga)
    ground.write(add_atgard, ny=action)
    ground.write(svar.finish_egenkontroll, egenkontroll_id=item)
    ground.write(svar.reopen_egenkontroll, egenkontroll_id=item)
    with ground.store.read() as session:
        assert session.get_one(Egenkontroll, item).status is EgenkontrollStatus.PAGAR


def test_the_name_is_for_that_occurrence_only(ground, planned):
    item, fraga = planned(ground.sas)
    ground.as_person(ground.rapportor)
    assert ground.read(oversikt.list_waiting) == ()
    with pytest.raises(RuleError, match="får du inte se den"):
        ground.write(svar.answer_fraga, egenkontroll_id=item, fraga_id=fraga, svar=Svarsvarde.JA)
    ground.as_person(ground.lasare)
    detail = ground.read(svar.get_egenkontroll, egenkontroll_id=item)
    assert not detail.far_utfora
    with pytest.raises(AccessError, match="ansvarig"):
        ground.write(svar.answer_fraga, egenkontroll_id=item, fraga_id=fraga, svar=Svarsvarde.JA)


def test_whoever_performs_may_not_move_or_call_it_off(ground, planned):
    item, _ = planned(ground.rapportor)
    ground.as_person(ground.rapportor)
    with pytest.raises(AccessError):
        ground.write(tillfallen.move_egenkontroll, egenkontroll_id=item, version=1, datum=idag(), skal="Sjuk")
    with pytest.raises(AccessError):
        ground.write(tillfallen.cancel_egenkontroll, egenkontroll_id=item, version=1, skal="Nej")


def test_an_egenkontroll_elsewhere_is_not_counted_among_my_units(ground, planned):
    planned(ground.rapportor)
    ground.as_person(ground.rapportor)
    year = idag().year
    assert ground.read(tillfallen.status_by_unit, ar=year, enheter=None) == ()


def test_nobody_who_may_not_handle_a_case_is_made_its_utredare(ground):
    ground.as_person(ground.chef)
    case = ground.write(register_avvikelse, ny=ny(ground)).row_id
    named = Uppgifter(ansvarig_id=ground.rapportor)
    with pytest.raises(RuleError, match="får inte handlägga") as refused:
        ground.write(save_handlaggning, avvikelse_id=case, version=1, uppgifter=named)
    assert refused.value.field == "ansvarig_id"


def test_a_case_is_not_offered_to_whoever_has_lost_the_right(ground):
    ground.as_person(ground.chef)
    case = ground.write(register_avvikelse, ny=ny(ground)).row_id
    with ground.store.writing(laying()) as session:
        session.get(Avvikelse, case).nasta_id = ground.rapportor
    ground.as_person(ground.rapportor)
    assert ground.read(oversikt.list_waiting) == ()


def test_a_review_is_not_offered_to_an_owner_who_may_not_write(ground):
    ground.as_person(ground.chef)
    rutin = ground.write(rutiner.add_rutin, titel="Larm", enhet_id=ground.bjorken, agare_id=ground.rapportor).row_id
    ground.write(rutiner.save_rutinversion, rutin_id=rutin, text="Gör så här.")
    past = idag() - timedelta(days=400)
    ground.write(rutiner.adopt_rutinversion, rutin_id=rutin, galler_fran=past, oversyn_senast=past + timedelta(days=2))
    ground.as_person(ground.rapportor)
    assert [one for one in ground.read(oversikt.list_waiting) if one.sida == "rutiner"] == []


def doing(session, item):
    """What the person would do with it, asked of the services themselves."""
    if item.sida == "avvikelser":
        if item.rad_id is not None:
            require_handling(session, case_of(session, item.rad_id))
    elif item.sida == "atgarder":
        row = atgarder.atgard_rows(session, [item.rad_id])[item.rad_id]
        atgarder._open(session, item.rad_id, row.version)
    elif item.sida == "egenkontroller":
        require_performing(session, session.get_one(Egenkontroll, item.rad_id))
    elif item.sida == "rutiner":
        rutin = rutiner.rutin_rows(session, [item.rad_id])[item.rad_id]
        assert may(session, Ratt.RUTIN, rutin.enhet_id)
    elif item.sida == "synpunkter":
        from kvalitet_app.services.synpunkter.listor import synpunkt_rows

        steg._open_for_work(session, item.rad_id, synpunkt_rows(session, [item.rad_id])[item.rad_id].version)
    else:
        assert item.sida == "lex"
        open_lex(session, item.rad_id, investigator=True)


def test_everything_that_waits_for_anybody_of_the_example_is_hers_to_do(exempel):
    with exempel.read() as session:
        people = session.scalars(select(Person.id)).all()
    offered = 0
    before = exempel.person_id
    try:
        for who in people:
            exempel.person_id = who
            with exempel.read() as session:
                for item in oversikt.list_waiting(session):
                    doing(session, item)
                    offered += 1
    finally:
        exempel.person_id = before
    assert len(people) > 50
    assert offered > 100
