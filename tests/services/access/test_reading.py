"""Every service that the window and the command line read with, asked by every role on every unit.

The doors are found in the program's own imports; one that the table below cannot open fails.
"""

import ast
import inspect
from datetime import date
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from kvalitet_app.db.models import Person, Uppdrag
from kvalitet_app.domain.atgarder import AtgardKalla, AtgardUrval, NyAtgard
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.bilagor import NyBilaga
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import LexUrval
from kvalitet_app.domain.lex.paket import PaketVal
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.domain.rutiner.listor import RutinUrval
from kvalitet_app.domain.synpunkter import SynpunktUrval
from kvalitet_app.domain.utbyte.vagar import VagUt
from kvalitet_app.domain.verb import MARK
from kvalitet_app.services import atgarder, bilagor, drafts, rutiner
from kvalitet_app.services.avvikelser import registrering
from kvalitet_app.services.berattelse import disposition
from tests.services.factories import ny, this_month
from tests.services.synpunkter.cases import say
from tests.verbs import laying

HOUSE = Path(__file__).parents[3] / "kvalitet_app"
OPEN, HIDDEN, SENDER = "Öppenmarkör", "Skyddsmarkör", "Avsändarmarkör"
ACCOUNT, DRAFT, CHAPTER, RUTIN = "kontomarkor", "Utkastmarkör", "Kapitelmarkör", "Rutinmarkör"
WRITE_FILES = {
    "preview_report",
    "write_report",
    "write_monster",
    "write_apt",
    "write_rad",
    "write_blankett",
    "write_list",
    "export_list",
    "write_map",
    "write_record",
    "write_wheel",
    "export_avvikelser",
}
"""They put on paper what a service of this table has read; test_ways_out and test_top ask them themselves."""
OF_A_FILE = {"judge_import", "match_columns", "plan_import", "recognise_headings"}
"""They read a file of somebody's own, and answer numbers of it; the table of rights asks their right."""
URVAL = {
    "atgarder": AtgardUrval(vy="alla"),
    "avvikelser": AvvikelseUrval(),
    "egenkontroller": EgenkontrollUrval(),
    "lex": LexUrval(vy="alla"),
    "rutiner": RutinUrval(vy="alla"),
    "synpunkter": SynpunktUrval(vy="alla"),
}


def doors():
    """Every service with a session that ui, cli or start imports and that only reads."""
    found = {}
    for room in ("ui", "cli", "start"):
        for path in (HOUSE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kvalitet_app.services"):
                    module = import_module(node.module)
                    for alias in node.names:
                        one = getattr(module, alias.name, None)
                        if inspect.isfunction(one) and next(iter(inspect.signature(one).parameters), "") == "session":
                            found[f"{one.__module__}.{one.__name__}"] = one
    return [one for _, one in sorted(found.items()) if not hasattr(one, MARK)]


def ways_in(service, w):
    """Arguments to try: each value of the parameter that has several, beside the first of the others."""
    module = service.__module__.removeprefix("kvalitet_app.services.").partition(".")[0]
    year = idag().year
    given = {
        "urval": [URVAL.get(module, AvvikelseUrval())],
        "ids": [list(range(1, 40))],
        "ar": [year],
        "manad": [idag().month],
        "enheter": [None, frozenset({w["enhet"]})],
        "enhet_id": [w["enhet"]],
        "rapport": [Rapport(year, w["enhet"]), Rapport(year)],
        "kapitel": ["sammanfattning"],
        "fraga": [None],
        "formular": ["ny"],
        "prefix": ["ny"],
        "sida": ["avvikelser"],
        "katalog": ["orsak"],
        "sok": [OPEN, HIDDEN, SENDER, ACCOUNT, RUTIN],
        "text": [OPEN, HIDDEN],
        "namn": ["Björken"],
        "konto": ["okant"],
        "val": [PaketVal()],
        "rad_id": [1],
        "vag": [VagUt.KOPIA],
    }
    wanted = [
        name
        for name, one in inspect.signature(service).parameters.items()
        if name != "session" and one.default is inspect.Parameter.empty
    ]
    values: list[Any] = [given.get(name) or ([*range(1, 12)] if name.endswith("_id") else None) for name in wanted]
    assert None not in values, f"{service.__module__}.{service.__name__} asks for {wanted}"
    return [dict(zip(wanted, one, strict=True)) for one in product(*values)]


@pytest.fixture
def world(ground):
    """One of each with its mark, at Björken, and a person for each role on each unit."""
    ground.as_person(ground.rapportor)
    moment = this_month()
    ground.write(registrering.register_avvikelse, ny=ny(ground, OPEN, handelse_vid=moment))
    hidden = ny(ground, HIDDEN, handelse_vid=moment, misstanke=True, bilagor=(NyBilaga("f", HIDDEN.encode()),))
    case = ground.write(registrering.register_avvikelse, ny=hidden).row_id
    ground.as_person(ground.sas)
    action = NyAtgard(HIDDEN, ground.bjorken, idag(), None, AtgardKalla.AVVIKELSE, case)
    ground.write(atgarder.add_atgard, ny=action)
    ground.as_person(ground.chef)
    say(ground, avsandare=SENDER, kontakt=SENDER, bilagor=(NyBilaga("brev", SENDER.encode()),))
    rutin = ground.write(rutiner.add_rutin, titel=RUTIN, enhet_id=ground.bjorken, agare_id=ground.chef).row_id
    ground.write(rutiner.save_rutinversion, rutin_id=rutin, text=RUTIN)
    given = {"rapport": Rapport(idag().year, ground.bjorken), "kapitel": "sammanfattning"}
    ground.write(disposition.save_avsnitt, **given, text=CHAPTER)
    ground.write(drafts.save_utkast, formular="ny", innehall={"text": DRAFT})
    places = {"Funktionsstöd": ground.top, "Björken": ground.bjorken, "Granen": ground.granen}
    people = []
    with ground.store.writing(laying()) as session:
        session.get(Person, ground.sas).konto = ACCOUNT
        for roll, (namn, enhet) in product(Roll, places.items()):
            one = Person(namn=f"{roll.value} {namn}")
            session.add(one)
            session.flush()
            session.add(Uppdrag(person_id=one.id, roll=roll, enhet_id=enhet, giltig_fran=date(2020, 1, 1)))
            people.append((one.id, roll, namn))
        nobody = Person(namn="Ingen alls")
        session.add(nobody)
        session.flush()
        people.append((nobody.id, None, ""))
    return {"enhet": ground.bjorken, "people": people}


def may_see(mark, roll, unit):
    """Who is to see a mark, written out apart from the program."""
    here = unit in ("Funktionsstöd", "Björken")
    return {
        OPEN: here,
        RUTIN: here,
        CHAPTER: here,
        HIDDEN: here and roll is Roll.SAS,
        SENDER: here and roll in (Roll.SAS, Roll.ENHETSCHEF),
        ACCOUNT: unit == "Funktionsstöd" and roll is Roll.ADMINISTRATOR,
        DRAFT: False,
    }[mark]


MARKS = (OPEN, HIDDEN, SENDER, ACCOUNT, DRAFT, CHAPTER, RUTIN)


SAMPLE = {
    (Roll.ENHETSCHEF, "Björken"),
    (Roll.SAS, "Björken"),
    (Roll.SAS, "Granen"),
    (Roll.ADMINISTRATOR, "Funktionsstöd"),
    (Roll.ADMINISTRATOR, "Björken"),
    (Roll.LASARE, "Funktionsstöd"),
    (None, ""),
}
"""Who asks in the ordinary lane; the long one asks everybody."""


@pytest.mark.parametrize("everybody", [False, pytest.param(True, marks=[pytest.mark.long, pytest.mark.timeout(900)])])
def test_nobody_reads_what_is_not_for_her_through_any_door(ground, world, everybody):
    asked = [one for one in doors() if one.__name__ not in WRITE_FILES | OF_A_FILE]
    leaked: set[tuple[object, ...]] = set()
    seen: set[tuple[object, ...]] = set()
    for service in asked:
        ways = ways_in(service, world)
        for who, roll, unit in world["people"]:
            if not everybody and (roll, unit) not in SAMPLE:
                continue
            ground.as_person(who)
            for arguments in ways:
                try:
                    answer = repr(ground.read(service, **arguments))
                except KvalitetError:
                    continue
                for mark in MARKS:
                    if mark in answer or repr(mark.encode()) in answer:
                        ok = may_see(mark, roll, unit)
                        (seen if ok else leaked).add((service.__name__, mark, roll and roll.value, unit))
    assert sorted(leaked, key=repr) == []
    assert {mark for _, mark, _, _ in seen} == set(MARKS) - {DRAFT}
    assert len(asked) > 50


def test_only_whoever_wrote_a_draft_reads_it(ground, world):
    assert DRAFT in repr(ground.as_person(ground.chef) and ground.read(drafts.read_utkast, formular="ny"))
    assert bilagor.read_bilaga in doors()
