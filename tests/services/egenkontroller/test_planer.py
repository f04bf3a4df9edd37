"""Plans: occurrences are made once, a moved one stays moved, and only who may plan makes more."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Egenkontroll, Mall
from kvalitet_app.domain.egenkontroller.tillfallen import NyPlan
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.services.egenkontroller.planer import HORIZON, add_planer, renew_plans
from kvalitet_app.services.egenkontroller.tillfallen import move_egenkontroll
from tests.verbs import laying

START = idag() + timedelta(days=10)
LATER = idag() + HORIZON + timedelta(days=100)


@pytest.fixture
def plan(ground):
    """A template to plan from, with the verksamhetsutvecklare at work."""
    with ground.store.writing(laying()) as session:
        mall = Mall(kod="T1", namn="Läkemedel", metod="Genomgång", upprepning=Upprepning.MANAD)
        session.add(mall)
        session.flush()
        mall_id = mall.id
    ground.as_person(ground.admin)
    return NyPlan(mall_id, (ground.bjorken,), START, Upprepning.MANAD)


def days(ground):
    """The planned days, in order of k."""
    with ground.store.read() as session:
        return list(session.scalars(select(Egenkontroll.planerad_datum).order_by(Egenkontroll.k)))


def test_renewing_at_once_makes_nothing_twice(ground, plan):
    ground.write(add_planer, ny=plan)
    before = days(ground)
    assert ground.write(renew_plans).text == ""
    assert before[0] == START
    assert days(ground) == before


def test_a_moved_occurrence_stays_moved_when_the_plan_goes_on(ground, plan):
    ground.write(add_planer, ny=plan)
    with ground.store.read() as session:
        first, version = session.execute(
            select(Egenkontroll.id, Egenkontroll.version).order_by(Egenkontroll.k).limit(1)
        ).one()
    moved = START + timedelta(days=3)
    ground.write(move_egenkontroll, egenkontroll_id=first, version=version, datum=moved, skal="Studiedag")
    before = days(ground)
    ground.write(renew_plans, until=LATER)
    after = days(ground)
    assert after[: len(before)] == before
    assert after[0] == moved
    assert len(after) > len(before)


def test_who_may_not_plan_makes_none(ground, plan):
    ground.write(add_planer, ny=plan)
    before = days(ground)
    ground.as_person(ground.lasare)
    ground.write(renew_plans, until=LATER)
    with pytest.raises(KvalitetError):
        ground.write(add_planer, ny=plan)
    assert days(ground) == before
