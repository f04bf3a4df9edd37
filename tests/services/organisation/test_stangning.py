"""A unit with a last day: still counted where it was, offered to nobody, and nothing planned after it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kvalitet_app.db.models import Enhet, Uppdrag
from kvalitet_app.domain.atgarder import NyAtgard
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.berattelse.fakta import chapter_facts
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval, NyPlan
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import Upprepning, idag, now
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Roll
from kvalitet_app.domain.processer import ProcessSlag
from kvalitet_app.domain.tal import NBSP as NO_BREAK
from kvalitet_app.services.atgarder import add_atgard
from kvalitet_app.services.avvikelser.flytt import move_avvikelse
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.counts.manad import Manad
from kvalitet_app.services.egenkontroller.planer import add_planer, renew_plans, save_mall
from kvalitet_app.services.egenkontroller.tillfallen import cancel_egenkontroll, list_egenkontroller
from kvalitet_app.services.monster.analys import find_monster
from kvalitet_app.services.organisation.enheter import add_enhet, add_enheter, change_enhet, list_enheter
from kvalitet_app.services.organisation.personer import add_uppdrag
from kvalitet_app.services.processer import add_process
from kvalitet_app.services.rutiner import add_rutin
from kvalitet_app.ui.page.context import Scope
from kvalitet_app.ui.page.queries import query_of
from tests.services.factories import ny, this_month
from tests.verbs import laying

YESTERDAY = idag() - timedelta(days=1)
NEXT_MONTH = idag() + timedelta(days=31)


def closing(ground, unit, last):
    """The form of the unit with another last day."""
    ground.as_person(ground.admin)
    row = next(one for one in ground.read(list_enheter) if one.id == unit)
    words = {name: getattr(row, name) for name in ("version", "namn", "verksamhet", "lagrum", "platser", "arsarbetare")}
    return ground.write(change_enhet, enhet_id=unit, giltig_till=last, **words).text.replace(NO_BREAK, " ")


@pytest.fixture
def told(ground):
    """One event on each unit this month, and a monthly egenkontroll on Granen, a year ahead."""
    ground.as_person(ground.admin)
    for unit in (ground.bjorken, ground.granen):
        ground.write(register_avvikelse, ny=ny(ground, enhet_id=unit, handelse_vid=this_month()))
    fragor = ("Ja?",)
    ground.write(save_mall, kod="T1", namn="Läkemedel", metod="", upprepning=Upprepning.MANAD, fragor=fragor)
    plan = NyPlan(1, (ground.granen,), idag() + timedelta(days=3), Upprepning.MANAD)
    ground.write(add_planer, ny=plan)
    return ground


def planned(ground):
    rows = ground.read(list_egenkontroller, urval=EgenkontrollUrval("att_gora"))
    return [row.planerad_datum for row in rows]


def test_the_year_counts_as_many_after_a_unit_has_closed_as_before_and_opens_them(told):
    year, top = idag().year, told.top
    before = told.read(gather, ar=year, enhet_id=top)
    closing(told, told.granen, YESTERDAY)
    after = told.read(gather, ar=year, enhet_id=top)
    assert after.sol_lss.alla.nu.varde == 2
    assert after.sol_lss.alla.nu == before.sol_lss.alla.nu
    scope = Scope(year, told.read(list_enheter))
    scope.enhet_id = top
    where = query_of(after.sol_lss.alla.nu.fraga, scope.units())
    assert where is not None
    page, query = where
    assert page == "avvikelser"
    assert len(told.read(find_avvikelser, urval=AvvikelseUrval(**query))) == 2


def test_a_report_names_the_unit_that_has_closed_and_says_when(told):
    closing(told, told.granen, YESTERDAY)
    data = told.read(gather, ar=idag().year, enhet_id=told.top)
    names = {unit.namn: unit for unit in data.enheter}
    assert names["Granen"].sagd == f"Granen (stängd {YESTERDAY})"
    assert names["Björken"].sagd == "Björken"
    said = chapter_facts(data)[Kapitel.INLEDNING].meningar
    assert any(f"1{NO_BREAK}enhet stängdes under tiden" in one for one in said) == names["Granen"].fanns


def test_a_year_in_which_the_unit_did_not_exist_does_not_name_it(told):
    closing(told, told.granen, YESTERDAY)
    data = told.read(gather, ar=idag().year + 2, enhet_id=told.top)
    assert [unit.namn for unit in data.enheter] == ["Björken"]


def test_a_closed_unit_is_not_called_silent(told):
    closing(told, told.granen, YESTERDAY)
    monster = told.read(find_monster, ar=idag().year)
    assert "Granen" in {unit.namn for unit in monster.enheter}
    limit = replace(monster, dagar_tyst=-1)
    assert [unit.namn for unit in limit.tysta] == ["Björken"]
    with told.store.read() as session:
        month = Manad(session, frozenset({told.bjorken, told.granen}), idag().year, idag().month)
        assert [name for _, name, _ in month.silent(-1)] == ["Björken"]


def test_what_is_planned_after_the_last_day_is_called_off_and_comes_back(told):
    days = planned(told)
    said = closing(told, told.granen, NEXT_MONTH)
    kept = [day for day in days if day <= NEXT_MONTH]
    assert planned(told) == kept
    assert f"{len(days) - len(kept)} egenkontroller efter den dagen är inställda" in said
    told.write(renew_plans, until=idag() + timedelta(days=900))
    assert planned(told) == kept
    said = closing(told, told.granen, None)
    assert planned(told) == days
    assert said == f"Granen är öppen igen. {len(days) - len(kept)} egenkontroller är planerade igen"


def test_moving_the_last_day_moves_what_is_called_off(told):
    days = planned(told)
    closing(told, told.granen, NEXT_MONTH)
    later = NEXT_MONTH + timedelta(days=65)
    closing(told, told.granen, later)
    assert planned(told) == [day for day in days if day <= later]


def test_one_that_was_called_off_by_hand_stays_so_when_the_unit_opens_again(told):
    first = told.read(list_egenkontroller, urval=EgenkontrollUrval("att_gora"))[-1]
    told.write(cancel_egenkontroll, egenkontroll_id=first.id, version=first.version, skal="Ombyggnad")
    days = planned(told)
    closing(told, told.granen, NEXT_MONTH)
    closing(told, told.granen, None)
    assert planned(told) == days


def test_closing_says_what_stands_open_of_what_one_may_see(told):
    said = closing(told, told.granen, idag())
    assert "Kvar: 1 öppen avvikelse" in said


@pytest.mark.parametrize(
    ("unit", "last", "words"),
    [
        ("top", NEXT_MONTH, "översta enheten kan inte stängas"),
        ("granen", date(1999, 1, 1), "Enheten började 2000-01-01"),
    ],
)
def test_a_unit_that_may_not_end_then_is_refused_beside_the_day(told, unit, last, words):
    with told.store.writing(laying()) as session:
        session.get_one(Enhet, told.granen).giltig_fran = date(2000, 1, 1)
    with pytest.raises(RuleError, match=words) as refused:
        closing(told, getattr(told, unit), last)
    assert refused.value.field == "giltig_till"


def test_a_unit_with_open_units_below_it_is_refused_until_they_are_closed(told):
    told.as_person(told.admin)
    below = told.write(add_enhet, namn="Trapphuset", niva=EnhetNiva.ENHET, foralder_id=told.granen).row_id
    with pytest.raises(RuleError, match="Stäng först det som ligger under: Trapphuset"):
        closing(told, told.granen, NEXT_MONTH)
    closing(told, below, NEXT_MONTH)
    closing(told, told.granen, NEXT_MONTH)


def new_work(g):
    """Everything new that can be put on a unit, by name: the service and its words."""
    soon = idag() + timedelta(days=9)
    case = g.write(register_avvikelse, ny=ny(g, enhet_id=g.bjorken)).row_id
    return {
        "avvikelse": (register_avvikelse, {"ny": ny(g, enhet_id=g.granen, handelse_vid=this_month())}),
        "moved case": (move_avvikelse, {"avvikelse_id": case, "version": 1, "enhet_id": g.granen, "skal": "Fel enhet"}),
        "plan": (add_planer, {"ny": NyPlan(1, (g.granen,), soon, Upprepning.AR)}),
        "åtgärd": (add_atgard, {"ny": NyAtgard("Ny", g.granen, soon)}),
        "rutin": (add_rutin, {"titel": "Ny", "enhet_id": g.granen, "agare_id": None}),
        "process": (add_process, {"kod": "P9", "namn": "Ny", "slag": ProcessSlag.HUVUD, "enhet_id": g.granen}),
        "unit below": (add_enhet, {"namn": "Ny", "niva": EnhetNiva.ENHET, "foralder_id": g.granen}),
        "units below": (add_enheter, {"rader": "Ny", "foralder_id": g.granen}),
        "uppdrag": (add_uppdrag, {"person_id": g.chef, "roll": Roll.MAS, "enhet_id": g.granen, "giltig_fran": idag()}),
    }


def test_nothing_new_is_put_on_a_unit_that_has_closed(told):
    with told.store.writing(laying()) as session:
        for roll in (Roll.ENHETSCHEF, Roll.VERKSAMHETSUTVECKLARE):
            session.add(Uppdrag(person_id=told.admin, roll=roll, enhet_id=told.top, giltig_fran=date(2020, 1, 1)))
    closing(told, told.granen, YESTERDAY)
    for service, words in new_work(told).values():
        with pytest.raises(RuleError, match=f"Granen stängdes {YESTERDAY}"):
            told.write(service, **words)


def test_what_happened_while_the_unit_was_open_is_registered_on_it_afterwards(told):
    closing(told, told.granen, YESTERDAY)
    earlier = now() - timedelta(days=3)
    assert told.write(register_avvikelse, ny=ny(told, enhet_id=told.granen, handelse_vid=earlier)).row_id
