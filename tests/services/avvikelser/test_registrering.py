"""What goes with an avvikelse: files, follow-up answers, harm, and what was first written on paper."""

import pytest
from sqlalchemy import text

from kvalitet_app.db.trail.check import faults
from kvalitet_app.domain.avvikelser.arenden import Foljdfragesvar, Skada
from kvalitet_app.domain.bilagor import MOST_MB, NyBilaga, file_name
from kvalitet_app.domain.errors import AccessError, RuleError, StorageError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.foljdfragor import list_foljdfragor, save_foljdfraga
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.bilagor import add_bilaga, list_bilagor, read_bilaga, remove_bilaga
from tests.services.factories import ny
from tests.verbs import laying

PICTURE = NyBilaga("skiss.png", b"\x89PNG" + bytes(range(256)))
NUMBER = "850709-9805"


def register(ground, **own):
    return ground.write(register_avvikelse, ny=ny(ground, **own)).row_id


def detail(ground, row_id):
    return ground.read(get_avvikelse, avvikelse_id=row_id)


def refused(field):
    return pytest.raises(RuleError, check=lambda error: error.field == field)


def test_files_follow_the_case_and_come_back_as_they_were(ground):
    row_id = register(ground, bilagor=(PICTURE, PICTURE, NyBilaga("C:\\bilder\\plan å.pdf", b"%PDF")))
    kept = detail(ground, row_id).bilagor
    assert [(one.namn, one.mediatyp, one.storlek) for one in kept] == [
        ("skiss.png", "image/png", 260),
        ("plan å.pdf", "application/pdf", 4),
    ]
    assert ground.read(read_bilaga, bilaga_id=kept[0].id) == PICTURE
    with ground.store.engine.connect() as connection:
        assert list(faults(connection)) == []


def test_a_file_that_was_changed_behind_our_back_is_found(ground):
    row_id = register(ground, bilagor=(PICTURE,))
    (one,) = detail(ground, row_id).bilagor
    with ground.store.writing(laying()) as session:
        session.execute(text("UPDATE bilaga_innehall SET innehall = :other"), {"other": b"something else"})
    with pytest.raises(StorageError, match="skadad"):
        ground.read(read_bilaga, bilaga_id=one.id)
    with ground.store.engine.connect() as connection:
        assert [fault for fault in faults(connection) if "skiss.png" in fault]


@pytest.mark.parametrize(
    ("name", "content"), [("tom.txt", b""), ("stor.bin", b"x" * (MOST_MB * 1024 * 1024 + 1)), ("///", b"x")]
)
def test_a_file_that_cannot_be_kept_stops_the_save(ground, name, content):
    with refused("bilagor"):
        register(ground, bilagor=(NyBilaga(name, content),))


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("a:b?.txt", "ab.txt"), ("\x00x\u202e.png", "x.png"), ("  .x. ", "x"), ("..", "")],
)
def test_a_files_name_is_a_name_and_nothing_else(given, kept):
    assert file_name(given) == kept


def test_files_of_a_protected_case_are_for_its_circle(ground):
    ground.as_person(ground.rapportor)
    row_id = register(ground, misstanke=True, bilagor=(PICTURE,))
    (one,) = ground.read(list_bilagor, avvikelse_id=row_id)
    ground.as_person(ground.admin)
    for road in (
        lambda: ground.read(list_bilagor, avvikelse_id=row_id),
        lambda: ground.read(read_bilaga, bilaga_id=one.id),
        lambda: ground.write(add_bilaga, avvikelse_id=row_id, ny=PICTURE),
        lambda: ground.write(remove_bilaga, bilaga_id=one.id),
    ):
        with pytest.raises(RuleError, match="finns inte"):
            road()


def test_only_its_reporter_and_who_handles_it_add_and_remove_files(ground):
    row_id = register(ground, bilagor=(PICTURE,))
    ground.as_person(ground.lasare)
    with pytest.raises(AccessError):
        ground.write(add_bilaga, avvikelse_id=row_id, ny=PICTURE)
    with pytest.raises(AccessError):
        ground.write(remove_bilaga, bilaga_id=detail(ground, row_id).bilagor[0].id)
    ground.as_person(ground.chef)
    ground.write(remove_bilaga, bilaga_id=detail(ground, row_id).bilagor[0].id)
    assert detail(ground, row_id).bilagor == ()


def ask(ground, words="Var hände det?", slag=Foljdfragesvar.VAL, val=("Inne", "Ute"), **own):
    ground.as_person(ground.admin)
    made = ground.write(
        save_foljdfraga, fraga_id=None, version=None, typ_id=ground.bemotande, text=words, slag=slag, val=val, **own
    )
    ground.as_person(ground.chef)
    return made.row_id


def test_a_types_questions_are_asked_and_their_answers_kept(ground):
    first, second = ask(ground), ask(ground, "Vad sades?", Foljdfragesvar.TEXT, ())
    asked = ground.read(list_foljdfragor, typ_id=ground.bemotande, day=idag())
    assert [(one.text, one.val) for one in asked] == [("Var hände det?", ("Inne", "Ute")), ("Vad sades?", ())]
    row_id = register(ground, typ_id=ground.bemotande, foljdsvar=((first, "Ute"), (second, " ")))
    assert detail(ground, row_id).foljdsvar == (("Var hände det?", "Ute"),)


def test_a_question_that_has_ended_is_asked_no_more(ground):
    ask(ground, giltig_till=idag().replace(year=idag().year - 1))
    assert ground.read(list_foljdfragor, typ_id=ground.bemotande, day=idag()) == ()


@pytest.mark.parametrize(("own", "field"), [({"words": " "}, "text"), ({"val": ("Ett",)}, "val")])
def test_a_question_needs_words_and_something_to_choose(ground, own, field):
    with refused(field):
        ask(ground, **own)


def test_only_who_keeps_the_catalogues_changes_the_questions(ground):
    with pytest.raises(AccessError):
        ground.write(
            save_foljdfraga,
            fraga_id=None,
            version=None,
            typ_id=ground.bemotande,
            text="Var?",
            slag=Foljdfragesvar.TEXT,
        )


def test_an_answer_holds_no_personnummer(ground):
    question = ask(ground, slag=Foljdfragesvar.TEXT)
    with refused("foljdsvar"):
        register(ground, typ_id=ground.bemotande, foljdsvar=((question, NUMBER),))


def test_harm_is_told_by_kind_and_paper_by_its_writer(ground):
    row_id = register(
        ground, skada_fysisk=Skada.MOJLIG, skada_integritet=Skada.FAKTISK, papper=True, rapportor_id=ground.rapportor
    )
    found = detail(ground, row_id)
    assert found.skador == (("Fysisk skada", Skada.MOJLIG), ("Kränkt integritet", Skada.FAKTISK))
    assert (found.papper, found.rapportor) == (True, "Bo Alm")
