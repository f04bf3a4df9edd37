"""Nothing is written as public before its questions are answered, on any road; the answers stand in the journal."""

import inspect
import json
import pkgutil
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import select

import kvalitet_app.services
from kvalitet_app.db.models import Avvikelsetyp, Installning, Mall, Process, Rutin
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.berattelse.slag import BerattelseSlag
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
from kvalitet_app.domain.paper.publicering import QuestionsError
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.rutiner.listor import RutinUrval
from kvalitet_app.services.berattelse.disposition import save_avsnitt
from kvalitet_app.services.berattelse.handling import Utskriftsval, issue_report
from kvalitet_app.services.egenkontroller.tillfallen import egenkontroll_rows, find_egenkontroller
from kvalitet_app.services.monster.utskrift import write_monster
from kvalitet_app.services.moten.kvalitetsrad import gather_rad, write_rad
from kvalitet_app.services.organisation.enheter import unit_named
from kvalitet_app.services.paper.publicering import issue_printout
from kvalitet_app.services.paper.utskrift import (
    Listutskrift,
    export_list,
    write_list,
    write_map,
    write_record,
    write_wheel,
)
from kvalitet_app.services.rutiner import find_rutiner, rutin_rows
from tests.verbs import laying

NEVER_PUBLIC = {"write_apt", "issue_apt", "write_mapp", "issue_mapp", "export_avvikelser"}
"""Services that refuse a public file altogether; tests/services/paper/test_spridning.py and test_mapp.py see to it."""
THROUGH_OTHERS = {"ask_before_public"}
NAME, PUBLIC = "Kalle Andersson", Spridning.OFFENTLIG
RUTINER = Listutskrift(
    "Rutiner",
    RutinUrval(vy="alla"),
    "alla",
    ("rutin", "rutiner"),
    (("Titel", lambda r: r.titel, False),),
    find_rutiner,
    rutin_rows,
)
KONTROLLER = Listutskrift(
    "Egenkontroller",
    EgenkontrollUrval(vy="alla"),
    "alla",
    ("egenkontroll", "egenkontroller"),
    (("Mall", lambda r: r.mall, False),),
    find_egenkontroller,
    egenkontroll_rows,
)


def services_to_somebody():
    """Every function of the services that is told to whom a thing may go."""
    for found in pkgutil.walk_packages(kvalitet_app.services.__path__, "kvalitet_app.services."):
        for name, one in vars(import_module(found.name)).items():
            public = inspect.isfunction(one) and one.__module__ == found.name and name[0] != "_"
            if public and "spridning" in inspect.signature(one).parameters:
                yield name, one


def test_whoever_is_told_to_whom_it_may_go_takes_the_answers():
    found = dict(services_to_somebody())
    assert found.keys() > NEVER_PUBLIC | {"write_monster", "write_rad", "write_list", "export_list", "write_record"}
    left = found.keys() - NEVER_PUBLIC - THROUGH_OTHERS
    assert left <= {*ROADS, "export_list"}
    assert all("svarat" in inspect.signature(found[name]).parameters for name in left)


@pytest.fixture(scope="module")
def named(exempel):
    """The example, with a name in what every public document says."""
    with exempel.writing(laying()) as session:
        for row in session.scalars(select(Rutin)):
            row.titel = f"{NAME} {row.nr}"
        for row in session.scalars(select(Mall)):
            row.namn = f"{row.namn} {NAME}"
        for row in session.scalars(select(Process)):
            row.namn = f"{row.namn} {NAME}"
        for row in session.scalars(select(Avvikelsetyp)):
            row.namn = f"{row.namn} {NAME}"
    return exempel


def _rutin(store):
    with store.read() as session:
        return {"slag": "rutin", "rad_id": find_rutiner(session, urval=RutinUrval(vy="alla"))[0]}


def _month(store):
    with store.read() as session:
        return {"rad": gather_rad(session, enhet_id=unit_named(session, "Funktionsstöd"), ar=2025, manad=11)}


YEAR = {"ar": 2025, "enheter": None}
ROADS: dict[str, tuple[Any, Any, str]] = {
    "write_monster": (write_monster, lambda _: {**YEAR, "hsl": False, "utan": False}, ".pdf"),
    "write_rad": (write_rad, _month, ".pdf"),
    "write_rad till Excel": (write_rad, _month, ".xlsx"),
    "write_list": (write_list, lambda _: {"lista": RUTINER}, ".pdf"),
    "write_list av egenkontroller": (write_list, lambda _: {"lista": KONTROLLER}, ".pdf"),
    "export_list": (export_list, lambda _: {"lista": RUTINER}, ".xlsx"),
    "export_list till CSV": (export_list, lambda _: {"lista": RUTINER}, ".csv"),
    "write_record": (write_record, _rutin, ".pdf"),
    "write_map": (write_map, lambda _: {"process_id": None}, ".pdf"),
    "write_wheel": (write_wheel, lambda _: YEAR, ".pdf"),
}


def kept(store, key):
    with store.read() as session:
        return json.loads(session.scalar(select(Installning.varde).where(Installning.nyckel == key)) or "null")


@pytest.mark.parametrize("road", ROADS)
def test_no_road_writes_a_public_file_before_its_questions_are_answered(named, tmp_path, road):
    write, arguments_of, ending = ROADS[road]
    target, arguments = tmp_path / f"{road}{ending}", {**arguments_of(named), "spridning": PUBLIC}
    with pytest.raises(QuestionsError) as asked:
        issue_printout(named, write=write, target=target, arguments=arguments)
    assert NAME in asked.value.details[0]
    assert list(tmp_path.iterdir()) == []
    issue_printout(named, write=write, target=target, arguments={**arguments, "svarat": asked.value.questions})
    assert target.stat().st_size > 100
    line = kept(named, f"offentlig/{target.name}")
    assert line["svar"] == [one.text for one in asked.value.questions]
    assert len(line["sha256"]) == 64


@pytest.mark.parametrize("slag", [BerattelseSlag.KVALITET, BerattelseSlag.NAMNDBLAD])
@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_a_report_is_not_written_before_its_questions_are_answered(exempel, tmp_path, slag, ending):
    rapport = Rapport(2025, None, slag, 3 if slag is BerattelseSlag.NAMNDBLAD else 0)
    exempel.write(save_avsnitt, rapport=rapport, kapitel="sammanfattning", text=f"{NAME} slog Anna.", version=None)
    target = tmp_path / f"ut{ending}"
    with pytest.raises(QuestionsError) as asked:
        issue_report(exempel, rapport=rapport, target=target, val=Utskriftsval(PUBLIC))
    assert list(tmp_path.iterdir()) == []
    issue_report(exempel, rapport=rapport, target=target, val=Utskriftsval(PUBLIC, None, asked.value.questions))
    assert target.stat().st_size > 10_000
    line = kept(exempel, f"rapport/{rapport.nyckel}")
    assert (line["spridning"], line["svar"]) == ("offentlig", [one.text for one in asked.value.questions])
    issue_report(exempel, rapport=rapport, target=target)
    assert kept(exempel, f"rapport/{rapport.nyckel}")["svar"] == []
