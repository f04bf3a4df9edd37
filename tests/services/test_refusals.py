"""Every changing service refuses who has no right to it, and leaves the register as it was."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from kvalitet_app.db.models import Aktivitet, Egenkontroll, Fraga, Handelse, Mall, Process, Rutin, Rutinversion, Uppdrag
from kvalitet_app.domain.atgarder import AtgardKalla, Effekt, NyAtgard
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.egenkontroller.tillfallen import NyPlan, Svarsvarde
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum, Roll
from kvalitet_app.domain.processer import ProcessSlag
from kvalitet_app.domain.utbyte.importrad import Inlasning
from kvalitet_app.services import atgarder, processer, rutiner
from kvalitet_app.services.access import rights
from kvalitet_app.services.avvikelser import handlaggning, registrering
from kvalitet_app.services.berattelse import disposition
from kvalitet_app.services.egenkontroller import planer, svar, tillfallen
from kvalitet_app.services.organisation import enheter, kvar, personer
from kvalitet_app.services.register import granser, kataloger
from kvalitet_app.services.utbyte import importera
from tests.services.factories import ny

DAY = date(2026, 3, 9)


@pytest.fixture
def world(ground):
    """Ids of one row of each kind, made by those who may."""
    ground.as_person(ground.admin)
    found = {}
    found["mall"] = ground.write(
        planer.save_mall, kod="T1", namn="Läkemedel", metod="Genomgång", upprepning=Upprepning.MANAD, fragor=("Ja?",)
    ).row_id
    with ground.store.read() as session:
        found["mall"] = session.scalar(select(Mall.id))
        found["fraga"] = session.scalar(select(Fraga.id))
    plan = NyPlan(found["mall"], (ground.bjorken,), idag() + timedelta(days=5), Upprepning.AR)
    ground.write(planer.add_planer, ny=plan)
    ground.write(processer.add_process, kod="P1", namn="Utreda", slag=ProcessSlag.HUVUD, enhet_id=ground.top)
    with ground.store.read() as session:
        found["process"] = session.scalar(select(Process.id))
    ground.write(processer.add_aktivitet, process_id=found["process"], namn="Bedöma")
    ground.write(rutiner.add_rutin, titel="Läkemedel", enhet_id=ground.bjorken, agare_id=ground.chef)
    with ground.store.read() as session:
        found["aktivitet"] = session.scalar(select(Aktivitet.id))
        found["rutin"] = session.scalar(select(Rutin.id))
        found["egenkontroll"] = session.scalar(select(Egenkontroll.id).order_by(Egenkontroll.k))
        found["plan"] = session.scalar(select(Egenkontroll.plan_id))
        found["uppdrag"] = session.scalar(select(Uppdrag.id).where(Uppdrag.person_id == ground.rapportor))
    ground.as_person(ground.chef)
    found["fall"] = ground.write(registrering.register_avvikelse, ny=ny(ground)).row_id
    new = NyAtgard("Dubbelkontroll", ground.bjorken, DAY, None, AtgardKalla.AVVIKELSE, found["fall"])
    found["atgard"] = ground.write(atgarder.add_atgard, ny=new).row_id
    return found


# Each service with arguments that are right in every other way: g is the ground, w the ids of the world.
CALLS = {
    "add_enhet": lambda g, w: (enheter.add_enhet, {"namn": "Ny", "niva": EnhetNiva.ENHET, "foralder_id": g.top}),
    "add_enheter": lambda g, w: (enheter.add_enheter, {"rader": "Ny", "foralder_id": g.top}),
    "change_enhet": lambda g, w: (
        enheter.change_enhet,
        {
            "enhet_id": g.granen,
            "version": 1,
            "namn": "Gran",
            "verksamhet": "",
            "lagrum": Lagrum.LSS,
            "platser": 5,
            "arsarbetare": None,
            "giltig_till": None,
        },
    ),
    "add_person": lambda g, w: (personer.add_person, {"namn": "Ny Person"}),
    "change_person": lambda g, w: (
        personer.change_person,
        {
            "person_id": g.rapportor,
            "version": 1,
            "namn": "Bo",
            "titel": "",
            "epost": "",
            "konto": "bo",
            "aktiv": True,
        },
    ),
    "add_uppdrag": lambda g, w: (
        personer.add_uppdrag,
        {"person_id": g.lasare, "roll": Roll.ADMINISTRATOR, "enhet_id": g.top, "giltig_fran": DAY},
    ),
    "hand_over": lambda g, w: (kvar.hand_over, {"fran_id": g.rapportor, "till_id": g.chef}),
    "end_uppdrag": lambda g, w: (personer.end_uppdrag, {"uppdrag_id": w["uppdrag"]}),
    "save_typ": lambda g, w: (
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
    "save_katalogvarde": lambda g, w: (
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
    "save_grans": lambda g, w: (granser.save_grans, {"nyckel": "dagar_oppen", "varde": 20}),
    "save_mall": lambda g, w: (
        planer.save_mall,
        {"kod": "T2", "namn": "B", "metod": "", "upprepning": Upprepning.AR, "fragor": ("Ja?",)},
    ),
    "add_planer": lambda g, w: (planer.add_planer, {"ny": NyPlan(w["mall"], (g.granen,), idag(), Upprepning.AR)}),
    "end_plan": lambda g, w: (planer.end_plan, {"plan_id": w["plan"], "slut": idag() + timedelta(days=20)}),
    "assign_egenkontroll": lambda g, w: (
        tillfallen.assign_egenkontroll,
        {"egenkontroll_id": w["egenkontroll"], "version": 1, "ansvarig_id": None},
    ),
    "move_egenkontroll": lambda g, w: (
        tillfallen.move_egenkontroll,
        {"egenkontroll_id": w["egenkontroll"], "version": 1, "datum": idag() + timedelta(days=9), "skal": "Sjuk"},
    ),
    "cancel_egenkontroll": lambda g, w: (
        tillfallen.cancel_egenkontroll,
        {"egenkontroll_id": w["egenkontroll"], "version": 1, "skal": "Flytt"},
    ),
    "answer_fraga": lambda g, w: (
        svar.answer_fraga,
        {"egenkontroll_id": w["egenkontroll"], "fraga_id": w["fraga"], "svar": Svarsvarde.JA},
    ),
    "add_process": lambda g, w: (
        processer.add_process,
        {"kod": "P2", "namn": "B", "slag": ProcessSlag.HUVUD, "enhet_id": g.top},
    ),
    "add_aktivitet": lambda g, w: (processer.add_aktivitet, {"process_id": w["process"], "namn": "C"}),
    "link_rutin": lambda g, w: (processer.link_rutin, {"aktivitet_id": w["aktivitet"], "rutin_id": w["rutin"]}),
    "add_rutin": lambda g, w: (rutiner.add_rutin, {"titel": "Ny", "enhet_id": g.bjorken, "agare_id": None}),
    "change_rutin": lambda g, w: (
        rutiner.change_rutin,
        {
            "rutin_id": w["rutin"],
            "version": 1,
            "titel": "B",
            "enhet_id": g.bjorken,
            "agare_id": None,
            "omrade": "",
        },
    ),
    "save_rutinversion": lambda g, w: (rutiner.save_rutinversion, {"rutin_id": w["rutin"], "text": "Gör så här."}),
    "save_avsnitt": lambda g, w: (
        disposition.save_avsnitt,
        {"rapport": Rapport(2025), "kapitel": Kapitel.SAMMANFATTNING.value, "text": "Året."},
    ),
    "add_anmarkning": lambda g, w: (
        disposition.add_anmarkning,
        {"rapport": Rapport(2025), "kapitel": Kapitel.SAMMANFATTNING.value, "text": "Kortare."},
    ),
    "register_avvikelse": lambda g, w: (registrering.register_avvikelse, {"ny": ny(g)}),
    "step_avvikelse": lambda g, w: (
        handlaggning.step_avvikelse,
        {
            "avvikelse_id": w["fall"],
            "version": 1,
            "till": AvvikelseStatus.MOTTAGEN,
            "uppgifter": handlaggning.Uppgifter(sannolikhet=2, allvarlighetsgrad=2, misstanke=False),
        },
    ),
    "add_orsak": lambda g, w: (
        handlaggning.add_orsak,
        {"avvikelse_id": w["fall"], "kategori": "rutin", "text": "Följdes inte"},
    ),
    "add_atgard": lambda g, w: (atgarder.add_atgard, {"ny": NyAtgard("Ny", g.bjorken, DAY)}),
    "finish_atgard": lambda g, w: (atgarder.finish_atgard, {"atgard_id": w["atgard"], "version": 1}),
    "import_avvikelser": lambda g, w: (importera.import_avvikelser, {"inlasning": Inlasning({}, (), ())}),
    "require_copies": lambda g, w: (rights.require_copies, {}),
}
BY_CHEF = {"register_avvikelse", "step_avvikelse", "add_orsak", "add_atgard", "finish_atgard"}


def lines(ground):
    with ground.store.read() as session:
        return session.scalar(select(func.count()).select_from(Handelse))


@pytest.mark.parametrize("name", CALLS)
def test_a_reader_is_refused_and_nothing_is_written(ground, world, name):
    service, arguments = CALLS[name](ground, world)
    before = lines(ground)
    ground.as_person(ground.lasare)
    with pytest.raises(AccessError) as refused:
        ground.run(service, **arguments)
    assert refused.value.sentence.endswith(".")
    assert lines(ground) == before


@pytest.mark.parametrize("name", CALLS)
def test_who_has_the_right_is_not_refused(ground, world, name):
    service, arguments = CALLS[name](ground, world)
    ground.as_person(ground.chef if name in BY_CHEF else ground.admin)
    ground.run(service, **arguments)


def test_a_rutin_is_adopted_by_who_may_change_it(ground, world):
    ground.as_person(ground.chef)
    ground.write(rutiner.save_rutinversion, rutin_id=world["rutin"], text="Gör så här.")
    ground.as_person(ground.lasare)
    with pytest.raises(AccessError):
        ground.write(rutiner.adopt_rutinversion, rutin_id=world["rutin"], galler_fran=DAY)
    with ground.store.read() as session:
        assert session.scalar(select(Rutinversion.faststalld_datum)) is None


def test_a_right_on_one_unit_is_none_on_another(ground, world):
    ground.as_person(ground.chef)
    for service, arguments in (
        (rutiner.add_rutin, {"titel": "Ny", "enhet_id": ground.granen, "agare_id": None}),
        (atgarder.add_atgard, {"ny": NyAtgard("Ny", ground.granen, DAY)}),
        (planer.add_planer, {"ny": NyPlan(world["mall"], (ground.granen,), idag(), Upprepning.AR)}),
    ):
        with pytest.raises(AccessError):
            ground.write(service, **arguments)


def test_nobody_outside_the_circle_adds_an_atgard_to_a_protected_case(ground):
    ground.as_person(ground.rapportor)
    hidden = ground.write(registrering.register_avvikelse, ny=ny(ground, misstanke=True)).row_id
    ground.as_person(ground.chef)
    before = lines(ground)
    with pytest.raises(RuleError, match="får du inte se den"):
        ground.write(
            atgarder.add_atgard, ny=NyAtgard("Gissad", ground.bjorken, DAY, None, AtgardKalla.AVVIKELSE, hidden)
        )
    assert lines(ground) == before


def test_an_atgard_stands_on_the_unit_of_its_case(ground, world):
    ground.as_person(ground.sas)
    elsewhere = NyAtgard("Fel enhet", ground.granen, DAY, None, AtgardKalla.AVVIKELSE, world["fall"])
    with pytest.raises(RuleError, match="samma enhet"):
        ground.write(atgarder.add_atgard, ny=elsewhere)


NUMBER = "19121212-1212"


@pytest.mark.parametrize("what", ["atgard", "rutin", "skal", "effekt"])
def test_a_personnummer_is_refused_in_every_text(ground, world, what):
    ground.as_person(ground.admin if what == "skal" else ground.chef)
    calls = {
        "atgard": (atgarder.add_atgard, {"ny": NyAtgard(f"Ring {NUMBER}", ground.bjorken, DAY)}),
        "rutin": (rutiner.save_rutinversion, {"rutin_id": world["rutin"], "text": f"Fråga {NUMBER}"}),
        "skal": (
            tillfallen.cancel_egenkontroll,
            {"egenkontroll_id": world["egenkontroll"], "version": 1, "skal": f"{NUMBER} flyttade"},
        ),
        "effekt": (
            atgarder.judge_effekt,
            {"atgard_id": world["atgard"], "version": 2, "effekt": Effekt.GOD, "metod": f"Frågade {NUMBER}"},
        ),
    }
    if what == "effekt":
        ground.write(atgarder.finish_atgard, atgard_id=world["atgard"], version=1)
    service, arguments = calls[what]
    with pytest.raises(RuleError, match="ser ut som ett personnummer"):
        ground.write(service, **arguments)
