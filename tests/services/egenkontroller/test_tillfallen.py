"""Occurrences: moved with a reason and still late by their first day."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from kvalitet_app.db.models import Egenkontroll
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval, NyPlan, Svarsvarde
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.counts.underlag import rows_behind
from kvalitet_app.services.egenkontroller.planer import add_planer, save_mall
from kvalitet_app.services.egenkontroller.svar import answer_fraga, finish_egenkontroll, get_egenkontroll
from kvalitet_app.services.egenkontroller.tillfallen import list_egenkontroller, move_egenkontroll
from kvalitet_app.services.oversikt import list_waiting
from tests.verbs import laying

FIRST = idag() - timedelta(days=1)
NEXT = idag() + timedelta(days=1)


def save(ground, *fragor):
    """Another version of the template."""
    words = {"kod": "T1", "namn": "Läkemedel", "metod": "", "upprepning": Upprepning.AR}
    ground.write(save_mall, fragor=fragor, **words)


@pytest.fixture
def late(ground):
    """One egenkontroll that should have been done yesterday, of the chef; a day that lies in this year."""
    ground.as_person(ground.admin)
    save(ground, "Är skåpet låst?", "Är listan signerad?")
    ground.write(add_planer, ny=NyPlan(1, (ground.bjorken,), FIRST, Upprepning.AR, ground.admin, slut=FIRST))
    return ground


def the_one(ground, vy="alla"):
    return ground.read(list_egenkontroller, urval=EgenkontrollUrval(vy))


def moved(ground, datum=NEXT, skal="Sjukdom"):
    (row,) = the_one(ground)
    return ground.write(move_egenkontroll, egenkontroll_id=row.id, version=row.version, datum=datum, skal=skal)


def test_moving_a_late_one_does_not_make_it_be_in_time(late):
    moved(late)
    (row,) = the_one(late, "forsenade")
    assert row.is_overdue(idag())
    assert (row.planerad_datum, row.ursprungligt_datum, row.flytt_skal) == (NEXT, FIRST, "Sjukdom")
    (waiting,) = late.read(list_waiting)
    assert waiting.undertext.endswith(f"skulle ha gjorts {FIRST}")


@pytest.mark.skipif(FIRST.year != NEXT.year, reason="over the turn of a year it is told as moved to the next one")
def test_the_report_counts_it_as_late_and_opens_it(late):
    moved(late)
    checks = late.read(gather, ar=FIRST.year).egenkontroller
    assert (checks.planerade.varde, checks.forsenade.varde, checks.flyttade.varde) == (1, 1, 0)
    rows = late.read(rows_behind, fraga=checks.forsenade.fraga, ar=FIRST.year)
    assert rows is not None
    assert len(rows.rader) == 1


@pytest.mark.parametrize(
    ("datum", "skal", "field", "words"),
    [
        (NEXT, "  ", "skal", "varför"),
        (FIRST, "Sjukdom", "datum", "redan planerad"),
        (NEXT, "811228-9874", "skal", "person"),
    ],
)
def test_it_is_not_moved_without_a_reason_or_to_where_it_is(late, datum, skal, field, words):
    with pytest.raises(RuleError, match=words) as refused:
        moved(late, datum, skal)
    assert refused.value.field == field
    (row,) = the_one(late)
    assert not row.flyttad


def perform(ground, row_id, *answers):
    detail = ground.read(get_egenkontroll, egenkontroll_id=row_id)
    for question, answer in zip(detail.svar, answers, strict=True):
        ground.write(answer_fraga, egenkontroll_id=row_id, fraga_id=question.fraga_id, svar=answer)
    return ground.write(finish_egenkontroll, egenkontroll_id=row_id, sammanfattning="")


def test_a_new_version_of_a_template_remembers_last_times_answers_and_outcome(late):
    (first,) = the_one(late)
    perform(late, first.id, Svarsvarde.NEJ, Svarsvarde.JA)
    save(late, "Är listan signerad?", "Finns en reserv?", "Är skåpet  låst?")
    newest = 2
    late.write(add_planer, ny=NyPlan(newest, (late.bjorken,), NEXT, Upprepning.AR, slut=NEXT))
    coming = next(row for row in the_one(late, "att_gora"))
    detail = late.read(get_egenkontroll, egenkontroll_id=coming.id)
    assert [(one.text, one.forra) for one in detail.svar] == [
        ("Är listan signerad?", Svarsvarde.JA),
        ("Finns en reserv?", None),
        ("Är skåpet  låst?", Svarsvarde.NEJ),
    ]
    assert (detail.forra_poang, detail.forra_datum) == (0.5, idag())


def test_a_template_is_one_through_its_versions_where_it_is_counted_and_listed(late):
    (first,) = the_one(late)
    perform(late, first.id, Svarsvarde.NEJ, Svarsvarde.JA)
    save(late, "Är listan signerad?")
    late.write(add_planer, ny=NyPlan(2, (late.bjorken,), idag(), Upprepning.AR, slut=idag()))
    with late.store.writing(laying()) as session:
        session.execute(update(Egenkontroll).values(ursprungligt_datum=idag()))
    (line,) = late.read(gather, ar=idag().year).egenkontroller.mallar
    assert line.planerade == 2
    assert line.fraga is not None
    assert line.fraga.mall is not None
    urval = EgenkontrollUrval("alla", mallar=frozenset({line.fraga.mall}))
    assert len(late.read(list_egenkontroller, urval=urval)) == 2
