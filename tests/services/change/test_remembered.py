"""What is worked out once is worked out anew as soon as it may have changed, and never kept from what was undone."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from kvalitet_app.db.store.store import open_store
from kvalitet_app.domain.avvikelser.arenden import RISKGRANSER, AvvikelseUrval
from kvalitet_app.domain.kalender import idag, now
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.change.remembered import answered, remembered
from kvalitet_app.services.monster.analys import find_monster
from kvalitet_app.services.oversikt import gather_oversikt
from kvalitet_app.services.register.granser import read_granser, read_riskgranser, save_grans, write_setting
from tests.services.factories import ny
from tests.verbs import laying


class Answer(int):
    """Something that takes long to work out."""


def test_it_is_worked_out_once_until_something_is_written(ground):
    worked = []

    def work_out():
        worked.append(1)
        return Answer(len(worked))

    def ask(session):
        return remembered(session, Answer, work_out), remembered(session, Answer, work_out)

    assert [ground.read(ask) for _ in range(3)] == [(1, 1)] * 3
    ground.as_person(ground.chef)
    ground.write(register_avvikelse, ny=ny(ground))
    assert ground.read(ask) == (2, 2)


def test_what_differs_for_other_reasons_is_told_apart(ground):
    def ask(session, day):
        return remembered(session, Answer, lambda: Answer(day), of=day)

    assert [ground.read(ask, day=day) for day in (1, 1, 2)] == [1, 1, 2]


def test_a_limit_is_felt_in_the_same_step_and_in_the_next_reading(ground):
    ground.as_person(ground.admin)
    assert ground.read(read_granser)["risk_hog"] == RISKGRANSER.hog
    with ground.store.writing(laying("save_grans")) as session:
        before = read_granser(session)["risk_hog"]
        save_grans(session, nyckel="risk_hog", varde=before - 1)
        assert read_granser(session)["risk_hog"] == before - 1
    assert ground.read(read_riskgranser).hog == before - 1


def test_a_limit_that_was_taken_back_is_not_kept(ground):
    ground.as_person(ground.admin)
    before = ground.read(read_granser)
    with ground.store.writing(laying("save_grans")) as session:
        write_setting(session, "risk_hog", before["risk_hog"] - 1)
        session.flush()
        assert read_granser(session) != before
        session.rollback()
    assert ground.read(read_granser) == before


def test_limits_that_another_window_saved_are_read_anew(ground):
    assert ground.read(read_granser)["risk_hog"] == RISKGRANSER.hog
    other = open_store(ground.store.path or ground.store.address.url)
    other.person_id = ground.admin
    with other.writing(laying("save_grans")) as session:
        save_grans(session, nyckel="risk_hog", varde=RISKGRANSER.hog - 1)
    other.close()
    assert ground.read(read_granser)["risk_hog"] == RISKGRANSER.hog - 1


def test_a_kept_question_answers_with_the_words_of_the_moment(ground):
    ground.as_person(ground.chef)
    for text in ("Glömd dos på kvällen", "Fall i hallen"):
        ground.write(register_avvikelse, ny=ny(ground, text=text))

    def search(words):
        return len(ground.read(find_avvikelser, urval=AvvikelseUrval(sok=words)))

    assert [search(words) for words in ("kvällen", "hallen", "kväll hall", "saknas", "")] == [1, 1, 0, 0, 2]


def test_what_a_page_counts_is_counted_anew_when_something_is_written_by_another_person_and_in_a_new_hour(
    ground, monkeypatch
):
    worked = []

    def work_out():
        worked.append(1)
        return len(worked)

    def ask(session, of="år"):
        return answered(session, work_out, of=of)

    assert [ground.read(ask), ground.read(ask)] == [1, 1]
    assert ground.read(ask, of="kvartal") == 2
    ground.as_person(ground.sas)
    assert [ground.read(ask), ground.read(ask)] == [3, 3]
    ground.as_person(ground.chef)
    ground.write(register_avvikelse, ny=ny(ground))
    assert [ground.read(ask), ground.read(ask)] == [4, 4]
    later = now() + timedelta(hours=1)
    monkeypatch.setattr("kvalitet_app.services.change.remembered.now", lambda: later)
    assert [ground.read(ask), ground.read(ask)] == [5, 5]


def test_whoever_writes_counts_what_is_written_so_far_and_leaves_nothing_of_it(ground):
    ground.as_person(ground.chef)
    ar = idag().year

    def cases(session):
        return gather_oversikt(session, ar=ar, enheter=None).nyckeltal.oppna

    before = ground.read(cases)
    with ground.store.writing(register_avvikelse) as session:
        register_avvikelse(session, ny=ny(ground))
        session.flush()
        assert cases(session) == before + 1
        session.rollback()
    assert ground.read(cases) == before


@pytest.mark.parametrize(
    "ask",
    [
        lambda session: find_monster(session, ar=idag().year),
        lambda session: gather_oversikt(session, ar=idag().year, enheter=None),
        lambda session: gather(session, ar=idag().year),
    ],
    ids=["Mönster", "Översikt", "Rapporter"],
)
def test_a_page_opened_again_asks_the_register_hardly_anything(ground, ask):
    ground.as_person(ground.chef)
    ground.write(register_avvikelse, ny=ny(ground))
    asked = []
    event.listen(ground.store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def count():
        asked.clear()
        found = ground.read(ask)
        return found, len(asked)

    (first, many), (again, few) = count(), count()
    assert again == first
    assert few <= 6 < many
    ground.write(register_avvikelse, ny=ny(ground))
    then, counted = count()
    assert then != first
    assert counted > few
