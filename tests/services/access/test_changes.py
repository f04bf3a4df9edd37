"""Who was given what stands in a log that others read, and is told to those who stand around protected cases."""

from datetime import date

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Person, Uppdrag
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.services.access.changes import list_behorighetsandringar
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.organisation.personer import add_uppdrag, change_person, end_uppdrag
from kvalitet_app.services.reminders import due_reminders, note_reminders
from tests.services.factories import ny
from tests.verbs import laying


def told(ground, who):
    """What a person is told of rights when she starts the program."""
    ground.as_person(who)
    due = [one for one in ground.read(due_reminders) if one.sida == "installningar"]
    ground.write(note_reminders, vantar=tuple(due))
    return [one.titel for one in due]


def give(ground, who, roll, unit):
    """The administratör gives somebody a role."""
    ground.as_person(ground.admin)
    ground.write(add_uppdrag, person_id=who, roll=roll, enhet_id=unit, giltig_fran=idag())


def uppdrag_of(ground, who, roll):
    """The id of a person's uppdrag."""
    with ground.store.read() as session:
        return session.scalar(select(Uppdrag.id).where(Uppdrag.person_id == who, Uppdrag.roll == roll))


def test_whoever_takes_a_role_herself_is_told_of_to_sas_once(ground):
    give(ground, ground.admin, Roll.SAS, ground.bjorken)
    said = "Eva Rönn gav sig själv uppdraget SAS för Björken"
    assert told(ground, ground.sas) == [said]
    assert told(ground, ground.sas) == []
    assert told(ground, ground.admin) == []
    assert told(ground, ground.lasare) == []


def test_an_open_circle_is_told_and_so_is_whoever_it_is_about(ground):
    ground.as_person(ground.rapportor)
    ground.write(register_avvikelse, ny=ny(ground, misstanke=True))
    give(ground, ground.lasare, Roll.MAS, ground.top)
    said = ["Eva Rönn gav Dan Lind uppdraget MAS för Funktionsstöd"]
    assert told(ground, ground.rapportor) == said
    assert told(ground, ground.lasare) == ["Eva Rönn gav Dan Lind uppdraget MAS för Funktionsstöd"]


def test_another_account_is_told_without_the_account(ground):
    ground.as_person(ground.admin)
    given = {"namn": "Anna Ek", "titel": "", "epost": "", "konto": "hemligt.konto", "aktiv": True}
    ground.write(change_person, person_id=ground.chef, version=1, **given)
    assert told(ground, ground.sas) == ["Eva Rönn bytte konto för Anna Ek"]
    assert told(ground, ground.chef) == ["Eva Rönn bytte konto för Anna Ek"]
    assert "hemligt" not in repr(ground.read(list_behorighetsandringar))


def test_the_end_of_a_lex_role_is_told_to_the_others(ground):
    with ground.store.writing(laying()) as session:
        both = Person(namn="Gun Sas", konto="gun")
        session.add(both)
        session.flush()
        session.add_all(
            Uppdrag(person_id=both.id, roll=r, enhet_id=ground.top, giltig_fran=date(2020, 1, 1))
            for r in (Roll.SAS, Roll.ADMINISTRATOR)
        )
        gun = both.id
    ground.as_person(gun)
    ground.write(end_uppdrag, uppdrag_id=uppdrag_of(ground, gun, Roll.SAS))
    assert told(ground, ground.sas) == ["Gun Sas avslutade uppdraget SAS för Funktionsstöd för sig själv"]


@pytest.mark.parametrize("who", ["rapportor", "chef", "lasare", "sas", "admin"])
def test_everybody_with_an_uppdrag_reads_the_log(ground, who):
    give(ground, ground.lasare, Roll.RAPPORTOR, ground.granen)
    ground.as_person(getattr(ground, who))
    newest = ground.read(list_behorighetsandringar)[0]
    assert (newest.vem, newest.vad) == ("Eva Rönn", "gav Dan Lind uppdraget rapportör för Granen")
    assert not newest.viktig
