"""Files of a synpunkt, seen by whoever may know the sender, and the files of drafts, on both stores."""

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Bilaga, Handelse, SynpunktEjPersonnummer, Utkastfil
from kvalitet_app.domain.bilagor import NyBilaga
from kvalitet_app.domain.errors import RuleError, StorageError
from kvalitet_app.services.bilagor import read_bilaga
from kvalitet_app.services.change.angra import undo_step
from kvalitet_app.services.drafts import add_utkastfil, drop_utkastfiler, read_utkastfiler, save_utkast
from kvalitet_app.services.synpunkter.filer import add_synpunkt_bilaga, read_synpunkt_bilaga, remove_synpunkt_bilaga
from kvalitet_app.services.synpunkter.listor import get_synpunkt
from tests.services.synpunkter.cases import say
from tests.verbs import laying

LETTER = NyBilaga("brev.pdf", b"Hej! Maten var kall. Lena Holm")


def files(ground, row_id):
    return [one.namn for one in ground.read(get_synpunkt, synpunkt_id=row_id).bilagor]


def test_a_letter_goes_with_the_synpunkt_and_is_read_back(ground):
    ground.as_person(ground.rapportor)
    row_id = say(ground, bilagor=(LETTER, LETTER))
    assert files(ground, row_id) == ["brev.pdf"]
    (file,) = ground.read(get_synpunkt, synpunkt_id=row_id).bilagor
    assert ground.read(read_synpunkt_bilaga, bilaga_id=file.id) == LETTER


def test_who_may_not_know_the_sender_sees_how_many_and_opens_none(ground):
    ground.as_person(ground.chef)
    row_id = say(ground, bilagor=(LETTER,))
    (file,) = ground.read(get_synpunkt, synpunkt_id=row_id).bilagor
    ground.as_person(ground.lasare)
    detail = ground.read(get_synpunkt, synpunkt_id=row_id)
    assert (detail.bilagor, detail.antal_filer, detail.ser_avsandare) == ((), 1, False)
    for service, arguments in (
        (read_synpunkt_bilaga, {"bilaga_id": file.id}),
        (read_bilaga, {"bilaga_id": file.id}),
        (add_synpunkt_bilaga, {"synpunkt_id": row_id, "ny": LETTER}),
        (remove_synpunkt_bilaga, {"bilaga_id": file.id}),
    ):
        with pytest.raises(RuleError):
            ground.run(service, **arguments)


def test_a_file_of_an_avvikelse_is_not_read_as_one_of_a_synpunkt(ground):
    from kvalitet_app.services.avvikelser.registrering import register_avvikelse
    from tests.services.factories import ny

    ground.as_person(ground.chef)
    ground.write(register_avvikelse, ny=ny(ground, bilagor=(LETTER,)))
    with ground.store.read() as session:
        bilaga_id = session.scalar(select(Bilaga.id))
    with pytest.raises(RuleError):
        ground.read(read_synpunkt_bilaga, bilaga_id=bilaga_id)


def test_files_are_added_and_taken_away_and_damage_is_told(ground):
    ground.as_person(ground.chef)
    row_id = say(ground)
    ground.write(add_synpunkt_bilaga, synpunkt_id=row_id, ny=LETTER)
    (file,) = ground.read(get_synpunkt, synpunkt_id=row_id).bilagor
    with ground.store.writing(laying()) as session:
        session.get(Bilaga, file.id).sha256 = "0" * 64
    with pytest.raises(StorageError, match="skadad"):
        ground.read(read_synpunkt_bilaga, bilaga_id=file.id)
    ground.write(remove_synpunkt_bilaga, bilaga_id=file.id)
    assert files(ground, row_id) == []


def test_a_synpunkt_is_undone_with_its_file(ground):
    ground.as_person(ground.chef)
    change = ground.write(add_synpunkt_bilaga, synpunkt_id=say(ground), ny=LETTER)
    ground.write(undo_step, steg=change.steg)
    assert files(ground, change.row_id) == []


@pytest.mark.parametrize("large", [b"", b"x" * (25 * 1024 * 1024 + 1)])
def test_an_empty_or_large_file_is_refused_in_the_draft_and_at_the_save(ground, large):
    ground.as_person(ground.chef)
    for call in (
        lambda: ground.write(add_utkastfil, formular="ny_synpunkt", ny=NyBilaga("a.txt", large)),
        lambda: say(ground, bilagor=(NyBilaga("a.txt", large),)),
    ):
        with pytest.raises(RuleError, check=lambda error: error.field == "bilagor"):
            call()


def test_a_number_that_is_no_personnummer_is_a_line_of_its_own_in_the_journal(ground):
    ground.as_person(ground.chef)
    number = "19121212-1212"
    with pytest.raises(RuleError, match="personnummer"):
        say(ground, text=f"Ärende {number} svarades aldrig på")
    row_id = say(ground, text=f"Ärende {number} svarades aldrig på", inte_personnummer=(number,))
    with ground.store.read() as session:
        (row,) = session.scalars(select(SynpunktEjPersonnummer))
        assert (row.synpunkt_id, row.text, row.person_id) == (row_id, number, ground.chef)
        written = session.scalars(select(Handelse.efter).where(Handelse.tabell == "synpunkt_ej_personnummer")).all()
    assert len(written) == 1
    assert number in written[0]


def test_the_files_of_a_draft_are_each_persons_own_and_go_with_it(ground):
    ground.as_person(ground.chef)
    picture = NyBilaga("bild.png", b"png")
    for one in (LETTER, picture, LETTER):
        ground.write(add_utkastfil, formular="ny_avvikelse", ny=one)
    ground.write(add_utkastfil, formular="ny_synpunkt", ny=picture)
    assert ground.read(read_utkastfiler, formular="ny_avvikelse") == (LETTER, picture)
    ground.as_person(ground.rapportor)
    assert ground.read(read_utkastfiler, formular="ny_avvikelse") == ()
    ground.write(save_utkast, formular="ny_avvikelse", innehall=None)
    ground.as_person(ground.chef)
    ground.write(drop_utkastfiler, formular="ny_avvikelse", sha256=LETTER.sha256)
    assert ground.read(read_utkastfiler, formular="ny_avvikelse") == (picture,)
    ground.write(save_utkast, formular="ny_avvikelse", innehall=None)
    with ground.store.read() as session:
        assert [one.formular for one in session.scalars(select(Utkastfil))] == ["ny_synpunkt"]
        assert session.scalar(select(Handelse.nr).where(Handelse.tabell == "utkastfil")) is None
