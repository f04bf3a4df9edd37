"""The first steps of a new register: ticked as they are taken, gone when all are, told to who may take them."""

from datetime import timedelta

from kvalitet_app.domain.egenkontroller.tillfallen import NyPlan
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.egenkontroller.planer import add_planer, save_mall
from kvalitet_app.services.oversikt import first_steps
from kvalitet_app.services.rutiner import add_rutin
from tests.services.factories import ny


def done(ground):
    return [step.klart for step in ground.read(first_steps)]


def test_each_step_is_ticked_when_it_is_taken_and_they_go_when_all_are(ground):
    ground.as_person(ground.admin)
    assert done(ground) == [True, True, False, False, False]
    ground.write(save_mall, kod="T1", namn="Nycklar", metod="", upprepning=Upprepning.AR, fragor=("Ja?",))
    ground.write(add_planer, ny=NyPlan(1, (ground.bjorken,), idag() + timedelta(days=9), Upprepning.AR))
    assert done(ground) == [True, True, True, False, False]
    ground.write(add_rutin, titel="Nycklar", enhet_id=ground.bjorken, agare_id=None)
    assert done(ground) == [True, True, True, True, False]
    ground.write(register_avvikelse, ny=ny(ground))
    assert done(ground) == []


def test_they_are_told_to_who_may_take_them_only(ground):
    ground.as_person(ground.rapportor)
    assert done(ground) == []
