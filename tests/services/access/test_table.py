"""Every service that writes, asked by every role on every unit, on both stores.

A service that is not in the table, and not declared the program's own or one's own, fails here: it asks no right.
"""

from contextlib import suppress
from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import select, update

from kvalitet_app.db.models import (
    Aktivitet,
    ArendeKrets,
    Avsnittskommentar,
    Avvikelse,
    Bilaga,
    Egenkontroll,
    Fraga,
    Importomgang,
    LexSarahArende,
    Orsak,
    Person,
    Plan,
    Underrattelse,
    Uppdrag,
)
from kvalitet_app.domain.atgarder import AtgardKalla, NyAtgard
from kvalitet_app.domain.egenkontroller.tillfallen import NyPlan, Svarsvarde
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.domain.lex.ord import Mottagarslag
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.domain.processer import ProcessSlag
from kvalitet_app.domain.verb import VERBS, verb_of
from kvalitet_app.services import atgarder, bilagor, processer, rutiner
from kvalitet_app.services.avvikelser import handlaggning, registrering
from kvalitet_app.services.berattelse import disposition, handling
from kvalitet_app.services.egenkontroller import planer, svar
from kvalitet_app.services.lex import krets
from kvalitet_app.services.synpunkter import filer
from tests.services.access.rights_table import (
    ANYWHERE,
    AT_TOP,
    BREV,
    DAY,
    ONES_OWN,
    PROGRAMS_OWN,
    TABLE,
    TEXT,
    chapter,
    report,
)
from tests.services.factories import ny
from tests.services.lex.cases import report as report_lex
from tests.services.synpunkter.cases import say
from tests.verbs import laying


def test_every_service_that_writes_is_in_the_table_or_declared():
    named = [verb_of(service).key for service in TABLE]
    assert sorted([*named, *PROGRAMS_OWN, *ONES_OWN]) == sorted(VERBS)


class TakenBackError(Exception):
    """What takes a trial back."""


def tried(ground, service, arguments):
    """The refusal of a service as kind and sentence, or None; nothing of it stays."""
    try:
        with suppress(TakenBackError), ground.store.writing(service) as session:
            service(session, **arguments)
            raise TakenBackError
    except KvalitetError as error:
        return type(error).__name__, error.sentence
    return None


@pytest.fixture
def persons(ground):
    """Somebody for each role on each unit, and somebody without any: who, role, unit."""
    places = {"Funktionsstöd": ground.top, "Björken": ground.bjorken, "Granen": ground.granen}
    found = []
    with ground.store.writing(laying()) as session:
        for roll, (namn, enhet) in product(Roll, places.items()):
            one = Person(namn=f"{roll.word} {namn}")
            session.add(one)
            session.flush()
            session.add(Uppdrag(person_id=one.id, roll=roll, enhet_id=enhet, giltig_fran=date(2020, 1, 1)))
            found.append((one.id, roll, namn))
        nobody = Person(namn="Ingen alls")
        session.add(nobody)
        session.flush()
    return [*found, (nobody.id, None, "")]


@pytest.fixture
def world(ground):
    """Ids of one row of each kind at Björken, made by those who may."""
    w = _checks(ground) | _case(ground) | _lex(ground) | _report(ground)
    ground.as_person(ground.chef)
    w["rutin"] = ground.write(rutiner.add_rutin, titel="R", enhet_id=ground.bjorken, agare_id=ground.chef).row_id
    ground.write(rutiner.save_rutinversion, rutin_id=w["rutin"], text=TEXT)
    w["adopted"] = ground.write(rutiner.add_rutin, titel="A", enhet_id=ground.bjorken, agare_id=ground.chef).row_id
    ground.write(rutiner.save_rutinversion, rutin_id=w["adopted"], text=TEXT)
    ground.write(rutiner.adopt_rutinversion, rutin_id=w["adopted"], galler_fran=DAY)
    w["synpunkt"] = say(ground)
    ground.write(filer.add_synpunkt_bilaga, synpunkt_id=w["synpunkt"], ny=BREV)
    ground.as_person(ground.admin)
    given = {"kod": "P1", "namn": "Utreda", "slag": ProcessSlag.HUVUD, "enhet_id": ground.bjorken}
    w["process"] = ground.write(processer.add_process, **given).row_id
    ground.write(processer.add_aktivitet, process_id=w["process"], namn="Bedöma")
    with ground.store.read() as session:
        w["aktivitet"] = session.scalar(select(Aktivitet.id))
        w["letter"] = session.scalar(select(Bilaga.id).where(Bilaga.synpunkt_id == w["synpunkt"]))
        w["uppdrag"] = session.scalar(select(Uppdrag.id).where(Uppdrag.person_id == ground.rapportor))
    return w


def _checks(ground):
    ground.as_person(ground.admin)
    ground.write(planer.save_mall, kod="T1", namn="L", metod="", upprepning=Upprepning.MANAD, fragor=("Ja?",))
    with ground.store.read() as session:
        fraga = session.scalars(select(Fraga)).one()
        mall, fraga_id = fraga.mall_id, fraga.id
    ground.write(planer.add_planer, ny=NyPlan(mall, (ground.bjorken,), idag() + timedelta(days=5), Upprepning.MANAD))
    with ground.store.read() as session:
        checks = session.scalars(select(Egenkontroll.id).order_by(Egenkontroll.k)).all()
        plan = session.scalar(select(Plan.id))
    ground.as_person(ground.chef)
    for one in checks[1:3]:
        ground.write(svar.answer_fraga, egenkontroll_id=one, fraga_id=fraga_id, svar=Svarsvarde.JA)
    ground.write(svar.finish_egenkontroll, egenkontroll_id=checks[2])
    found = {"check": checks[0], "answered": checks[1], "finished": checks[2]}
    return found | {"mall": mall, "fraga": fraga_id, "plan": plan}


def _case(ground):
    ground.as_person(ground.rapportor)
    case = ground.write(registrering.register_avvikelse, ny=ny(ground)).row_id
    brought = ground.write(registrering.register_avvikelse, ny=ny(ground, "Ur ett annat system.")).row_id
    ground.write(bilagor.add_bilaga, avvikelse_id=case, ny=BREV)
    ground.as_person(ground.chef)
    ground.write(handlaggning.add_orsak, avvikelse_id=case, kategori="rutin")
    of_case = (ground.bjorken, DAY, None, AtgardKalla.AVVIKELSE, case)
    action, done = (ground.write(atgarder.add_atgard, ny=NyAtgard(t, *of_case)).row_id for t in ("Ett", "Två"))
    ground.write(atgarder.finish_atgard, atgard_id=done, version=1)
    with ground.store.writing(laying()) as session:
        omgang = Importomgang(person_id=ground.admin, filnamn="f.xlsx", sha256="0", antal=1)
        session.add(omgang)
        session.flush()
        session.execute(update(Avvikelse).where(Avvikelse.id == brought).values(import_id=omgang.id))
        made = omgang.id
    with ground.store.read() as session:
        return {
            "case": case,
            "case_version": session.get_one(Avvikelse, case).version,
            "orsak": session.scalar(select(Orsak.id)),
            "file": session.scalar(select(Bilaga.id).where(Bilaga.avvikelse_id == case)),
            "atgard": action,
            "done": done,
            "import": made,
        }


def _lex(ground):
    case = report_lex(ground)
    ground.as_person(ground.sas)
    ground.write(krets.add_underrattelse, arende_id=case, slag=Mottagarslag.NAMND, datum=idag())
    new = NyAtgard("Prata", ground.bjorken, DAY, None, AtgardKalla.LEX, case)
    action = ground.write(atgarder.add_atgard, ny=new).row_id
    with ground.store.read() as session:
        return {
            "lex": case,
            "lex_version": session.get_one(LexSarahArende, case).version,
            "lex_atgard": action,
            "krets": session.scalar(select(ArendeKrets.id).where(ArendeKrets.person_id == ground.rapportor)),
            "told": session.scalar(select(Underrattelse.id)),
        }


def _report(ground):
    ground.as_person(ground.chef)
    ground.write(disposition.save_avsnitt, **chapter(ground), text="Året.")
    ground.write(disposition.add_anmarkning, **chapter(ground), text="Kortare.")
    ground.as_person(ground.sas)
    ground.write(handling.adopt_berattelse, rapport=report(ground, 2022), datum=DAY)
    with ground.store.read() as session:
        return {"remark": session.scalar(select(Avsnittskommentar.id))}


def test_every_service_every_role_every_unit(ground, world, persons):
    wrong, asked = [], 0
    for service, (make, roles, where) in TABLE.items():
        arguments = make(ground, world)
        for who, roll, unit in persons:
            ground.as_person(who)
            refused = tried(ground, service, arguments)
            held = unit == "Funktionsstöd" or where == ANYWHERE or (where != AT_TOP and unit == "Björken")
            asked += 1
            if (roll in roles and held) is not (refused is None):
                wrong.append((service.__name__, roll and roll.word, unit, refused))
    assert wrong == []
    assert asked == len(TABLE) * len(persons)


HIDDEN = {
    "avvikelse_id": "Granen",
    "orsak_id": "Granen",
    "bilaga_id": "Granen",
    "atgard_id": "Granen",
    "egenkontroll_id": "Granen",
    "rutin_id": "Granen",
    "plan_id": "Granen",
    "synpunkt_id": "Granen",
    "arende_id": "Björken",
    "krets_id": "Björken",
    "underrattelse_id": "Björken",
}
"""The ids that name something one may not see, and where an enhetschef sits who does not see it."""


def test_what_is_missing_and_what_is_not_for_me_get_the_same_sentence(ground, world, persons):
    chiefs = {unit: who for who, roll, unit in persons if roll is Roll.ENHETSCHEF}
    compared = 0
    for service, (make, _roles, _where) in TABLE.items():
        arguments = make(ground, world)
        for name in HIDDEN.keys() & arguments.keys():
            ground.as_person(
                chiefs["Björken" if service.__module__.startswith("kvalitet_app.services.lex") else HIDDEN[name]]
            )
            hidden = tried(ground, service, arguments)
            missing = tried(ground, service, arguments | {name: 987_654})
            assert hidden == missing, (service.__name__, name)
            assert hidden is not None, service.__name__
            compared += 1
    assert compared > 35
