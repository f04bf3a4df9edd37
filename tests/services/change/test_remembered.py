"""What is worked out once is worked out anew as soon as it may have changed, and never kept from what was undone."""

from kvalitet_app.db.store.store import open_store
from kvalitet_app.domain.avvikelser.arenden import RISKGRANSER, AvvikelseUrval
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.change.remembered import remembered
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
