"""Rights on a part are not rights on the whole: what concerns everybody asks for an uppdrag at the top."""

from datetime import date

import pytest

from kvalitet_app.db.models import Person, Uppdrag
from kvalitet_app.domain.avvikelser.arenden import Foljdfragesvar
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum, Roll
from kvalitet_app.domain.register.laghanvisningar import Hanvisning
from kvalitet_app.services.access.rights import require_copies
from kvalitet_app.services.avvikelser import foljdfragor
from kvalitet_app.services.berattelse import disposition, handling
from kvalitet_app.services.change.angra import undo_step
from kvalitet_app.services.egenkontroller import planer
from kvalitet_app.services.organisation import enheter, personer
from kvalitet_app.services.register import granser, kataloger, laghanvisningar
from kvalitet_app.services.utbyte import uttag
from tests.verbs import laying

DAY = date(2025, 3, 1)
YEAR = Rapport(2024)


@pytest.fixture
def part(ground):
    """Somebody who holds every role at Björken alone."""
    with ground.store.writing(laying()) as session:
        someone = Person(namn="Frida Del", konto="frida")
        session.add(someone)
        session.flush()
        session.add_all(
            Uppdrag(person_id=someone.id, roll=roll, enhet_id=ground.bjorken, giltig_fran=date(2020, 1, 1))
            for roll in Roll
        )
        return someone.id


def person_form(ground, **own):
    """What the form of SAS sends."""
    told = {"namn": "Cia Ask", "titel": "", "epost": "", "konto": "cia", "aktiv": True}
    return {"person_id": ground.sas, "version": 1} | told | own


# Each with arguments that are right in every other way.
WHOLE = {
    "copies": lambda g, tmp: (require_copies, {}),
    "uttag": lambda g, tmp: (uttag.write_uttag, {"target": tmp / "allt.zip"}),
    "note_uttag": lambda g, tmp: (uttag.note_uttag, {"file": "allt.zip", "digest": "0"}),
    "another's account": lambda g, tmp: (personer.change_person, person_form(g, konto="frida2")),
    "another left": lambda g, tmp: (personer.change_person, person_form(g, aktiv=False)),
    "new account": lambda g, tmp: (personer.add_person, {"namn": "Frida", "konto": "frida2"}),
    "a limit": lambda g, tmp: (granser.save_grans, {"nyckel": "dagar_oppen", "varde": 20}),
    "a type": lambda g, tmp: (
        kataloger.save_typ,
        {
            "typ_id": None,
            "version": None,
            "namn": "Fall",
            "grupp": "",
            "lagrum": Lagrum.LSS,
            "giltig_fran": None,
            "giltig_till": None,
        },
    ),
    "a value": lambda g, tmp: (
        kataloger.save_katalogvarde,
        {
            "katalog": "orsak",
            "varde_id": None,
            "version": None,
            "namn": "Annat",
            "giltig_fran": None,
            "giltig_till": None,
        },
    ),
    "a question": lambda g, tmp: (
        foljdfragor.save_foljdfraga,
        {
            "fraga_id": None,
            "version": None,
            "typ_id": g.lakemedel,
            "text": "Vilken dos?",
            "slag": Foljdfragesvar.TEXT,
        },
    ),
    "a law": lambda g, tmp: (
        laghanvisningar.save_laghanvisning,
        {"hanvisning_id": None, "version": None, "ny": Hanvisning("Något", Lagrum.SOL, "27 kap. 9 §")},
    ),
    "a template": lambda g, tmp: (
        planer.save_mall,
        {"kod": "T2", "namn": "B", "metod": "", "upprepning": Upprepning.AR, "fragor": ("Ja?",)},
    ),
    "a unit at the top": lambda g, tmp: (
        enheter.add_enhet,
        {"namn": "Ny", "niva": EnhetNiva.ENHET, "foralder_id": g.top},
    ),
    "the organisation's chapter": lambda g, tmp: (
        disposition.save_avsnitt,
        {"rapport": YEAR, "kapitel": "sammanfattning", "text": "Nej."},
    ),
    "the organisation's report": lambda g, tmp: (handling.adopt_berattelse, {"rapport": YEAR, "datum": DAY}),
    "its adoption": lambda g, tmp: (handling.reopen_berattelse, {"rapport": YEAR}),
}


@pytest.mark.parametrize("name", WHOLE)
def test_every_role_on_a_part_is_no_right_on_the_whole(ground, part, tmp_path, name):
    service, arguments = WHOLE[name](ground, tmp_path)
    ground.as_person(part)
    with pytest.raises(AccessError) as refused:
        ground.run(service, **arguments)
    assert refused.value.sentence.endswith(".")
    assert list(tmp_path.glob("*.zip")) == []


@pytest.mark.parametrize("name", WHOLE)
def test_the_same_roles_at_the_top_are(ground, part, tmp_path, name):
    with ground.store.writing(laying()) as session:
        session.add_all(
            Uppdrag(person_id=part, roll=roll, enhet_id=ground.top, giltig_fran=date(2020, 1, 1)) for roll in Roll
        )
    ground.as_person(part)
    if name == "its adoption":
        ground.write(handling.adopt_berattelse, rapport=YEAR, datum=DAY)
    service, arguments = WHOLE[name](ground, tmp_path)
    ground.run(service, **arguments)


def test_an_adopted_report_of_all_is_shown_as_counted_anew_to_whoever_reads_a_part(ground, part):
    with ground.store.writing(laying()) as session:
        session.add_all(
            Uppdrag(person_id=ground.sas, roll=roll, enhet_id=ground.top, giltig_fran=date(2020, 1, 1)) for roll in Roll
        )
    ground.as_person(ground.sas)
    ground.write(handling.adopt_berattelse, rapport=YEAR, datum=DAY)
    assert ground.read(handling.read_berattelse, rapport=YEAR).far_faststalla
    ground.as_person(part)
    shown = ground.read(handling.read_berattelse, rapport=YEAR)
    assert not shown.far_faststalla
    assert shown.data.begransad


def test_no_unit_lies_beside_the_top(ground):
    ground.as_person(ground.admin)
    with pytest.raises(RuleError, match="ligga under"):
        ground.write(enheter.add_enhet, namn="Bredvid", niva=EnhetNiva.NAMND, foralder_id=None)


def test_the_last_administrator_of_the_whole_stays_though_a_part_has_one(ground, part):
    ground.as_person(ground.admin)
    eva = next(p for p in ground.read(personer.list_personer) if p.id == ground.admin)
    last = next(u.id for u in eva.uppdrag if u.roll is Roll.ADMINISTRATOR)
    with pytest.raises(RuleError, match="hela organisationen"):
        ground.write(personer.end_uppdrag, uppdrag_id=last)


def test_accounts_are_told_to_those_who_set_them_and_each_her_own(ground, part):
    ground.as_person(part)
    told = {p.namn: p.konto for p in ground.read(personer.list_personer)}
    assert told.pop("Frida Del") == "frida"
    assert set(told.values()) == {""}
    ground.as_person(ground.admin)
    assert all(p.konto for p in ground.read(personer.list_personer))


def test_a_right_that_is_lost_is_not_undone_back(ground):
    ground.as_person(ground.admin)
    ground.write(
        personer.add_uppdrag,
        person_id=ground.chef,
        roll=Roll.ADMINISTRATOR,
        enhet_id=ground.top,
        giltig_fran=idag(),
    )
    with ground.store.writing(laying()) as session:
        session.get(Person, ground.chef).konto = "anna"
    mine = next(p for p in ground.read(personer.list_personer) if p.id == ground.admin)
    last = next(u.id for u in mine.uppdrag if u.roll is Roll.ADMINISTRATOR)
    ended = ground.write(personer.end_uppdrag, uppdrag_id=last)
    with pytest.raises(AccessError):
        ground.write(undo_step, steg=ended.steg)
