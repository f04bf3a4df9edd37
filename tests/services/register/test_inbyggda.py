"""What the program brings into a register that is already used: what is new comes in, what somebody changed stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Egenkontroll, Fraga, Mall, Plan
from kvalitet_app.domain.egenkontroller.mallar import BY_KOD, EARLIER, PERSONKRETS, TEKNIK
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus, NyPlan
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.services.egenkontroller.planer import add_planer, list_mallar, save_mall
from kvalitet_app.services.register.forsta_start import catch_up
from tests.verbs import laying


def newest(ground, kod):
    (found,) = [mall for mall in ground.read(list_mallar) if mall.kod == kod]
    return found


def asked(ground, kod):
    return tuple(question.text for question in newest(ground, kod).fragor)


def save(ground, kod, fragor):
    mall = newest(ground, kod)
    ground.write(
        save_mall, kod=kod, namn=mall.namn, metod=mall.metod, upprepning=mall.upprepning, fragor=fragor, grans_gron=95
    )


@pytest.fixture
def used(ground):
    """A register whose templates ask what an earlier program asked, with one occurrence begun and one waiting."""
    ground.as_person(ground.admin)
    ground.write(catch_up)
    for kod, earlier in EARLIER.items():
        save(ground, kod, earlier)
    plan = NyPlan(
        mall_id=newest(ground, "T10").id,
        enhet_ids=(ground.bjorken,),
        start=idag() - timedelta(days=1),
        upprepning=Upprepning.HALVAR,
    )
    ground.write(add_planer, ny=plan)
    with ground.store.writing(laying()) as session:
        first = session.scalars(select(Egenkontroll).order_by(Egenkontroll.planerad_datum)).first()
        first.status = EgenkontrollStatus.PAGAR
    return ground


def test_the_templates_of_today_ask_of_technology_and_of_personkrets_only_under_lss(ground):
    ground.as_person(ground.admin)
    ground.write(catch_up)
    assert TEKNIK in asked(ground, "T10")
    assert PERSONKRETS in asked(ground, "T01")
    assert "samtycke" in TEKNIK
    assert "LSS" in PERSONKRETS
    assert "Är personkretsen bedömd och motiverad?" not in asked(ground, "T01")


def test_a_template_of_an_earlier_program_gets_a_new_version_and_what_is_begun_keeps_its_questions(used):
    before = {kod: newest(used, kod) for kod in EARLIER}
    used.write(catch_up)
    for kod, earlier in EARLIER.items():
        assert asked(used, kod) == BY_KOD[kod].fragor != earlier
        assert newest(used, kod).grans_gron == 95
    now_ = newest(used, "T10").id
    with used.store.read() as session:
        old = session.get_one(Mall, before["T10"].id)
        assert tuple(session.scalars(select(Fraga.text).where(Fraga.mall_id == old.id))) == EARLIER["T10"]
        rows = session.execute(select(Egenkontroll.status, Egenkontroll.mall_id).order_by(Egenkontroll.planerad_datum))
        (begun, *waiting) = rows.all()
        assert begun == (EgenkontrollStatus.PAGAR, old.id)
        assert waiting
        assert {row.mall_id for row in waiting} == {now_}
        assert set(session.scalars(select(Plan.mall_id))) == {now_}
    used.write(catch_up)
    assert newest(used, "T10").id == now_


def test_a_template_that_somebody_has_changed_stays_as_it_is(used):
    own = (*EARLIER["T10"], "Är larmmattor omprövade?")
    save(used, "T10", own)
    used.write(catch_up)
    assert asked(used, "T10") == own
