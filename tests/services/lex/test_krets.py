"""Who sees a case under lex Sarah, and who has been told of it: every rule, on both stores."""

from datetime import date

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Person, Uppdrag
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.ord import LexStatus, Mottagarslag
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.services.lex.handlaggning import get_lex
from kvalitet_app.services.lex.krets import add_krets, add_underrattelse, remove_krets, remove_underrattelse
from kvalitet_app.services.oversikt import list_waiting
from tests.services.lex.cases import detail, report, step, take_to, tell
from tests.verbs import laying

S = LexStatus


def test_the_circle_says_what_each_does(ground, case):
    take_to(ground, case, S.UTREDS)
    assert {one.namn: one.roll for one in detail(ground, case).krets} == {
        "Bo Alm": "Rapportör",
        "Cia Ask": "Mottagare",
        "Dan Lind": "Utredare",
    }


def test_somebody_is_let_in_and_out_of_the_circle(ground, case):
    told = ground.write(add_krets, arende_id=case, person_id=ground.chef)
    assert told.text.startswith("Anna Ek är nu med i kretsen och kan läsa hela")
    row = next(one for one in detail(ground, case, ground.chef).krets if one.person_id == ground.chef)
    ground.as_person(ground.sas)
    ground.write(remove_krets, krets_id=row.id)
    with pytest.raises(RuleError):
        detail(ground, case, ground.chef)
    ground.as_person(ground.sas)
    ground.write(add_krets, arende_id=case, person_id=ground.chef)
    assert detail(ground, case, ground.chef).rad.id == case


@pytest.mark.parametrize("who", ["nobody", "again", "gone"])
def test_who_cannot_be_let_in(ground, case, who):
    with ground.store.writing(laying("change_person")) as session:
        session.get_one(Person, ground.lasare).aktiv = False
    wanted = {"nobody": 0, "again": ground.rapportor, "gone": ground.lasare}[who]
    with pytest.raises(RuleError) as told:
        ground.write(add_krets, arende_id=case, person_id=wanted)
    assert told.value.field == "person_id"


def test_only_who_leads_changes_the_circle(ground, case):
    row = detail(ground, case).krets[0]
    ground.as_person(ground.rapportor)
    with pytest.raises(AccessError):
        ground.write(add_krets, arende_id=case, person_id=ground.chef)
    with pytest.raises(AccessError):
        ground.write(remove_krets, krets_id=row.id)


def test_the_investigator_stays_in_the_circle(ground, case):
    take_to(ground, case, S.UTREDS)
    row = next(one for one in detail(ground, case).krets if one.person_id == ground.lasare)
    with pytest.raises(RuleError, match="utreder ärendet"):
        ground.write(remove_krets, krets_id=row.id)


def test_the_last_who_sees_a_case_is_not_taken_away(ground):
    with ground.store.writing(
        laying("end_uppdrag")
    ) as session:  # without SAS the enhetschef and the administrator receive
        session.scalars(select(Uppdrag).where(Uppdrag.roll == Roll.SAS)).one().giltig_till = date(2020, 1, 2)
    found = report(ground)
    ground.as_person(ground.chef)
    members = ground.read(get_lex, arende_id=found).krets
    assert {one.namn for one in members} == {"Anna Ek", "Bo Alm", "Eva Rönn"}
    by_name = {one.namn: one.id for one in members}
    ground.write(remove_krets, krets_id=by_name["Bo Alm"])
    ground.write(remove_krets, krets_id=by_name["Eva Rönn"])
    with pytest.raises(RuleError, match="sista som ser ärendet"):
        ground.write(remove_krets, krets_id=by_name["Anna Ek"])


# who has been told


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"slag": None}, "slag"),
        ({"slag": Mottagarslag.ANNAN}, "vem"),
        ({"datum": None}, "datum"),
        ({"datum": date(2999, 1, 1)}, "datum"),
        ({"vem": "19811218-9876"}, "vem"),
    ],
)
def test_a_note_of_who_was_told_that_cannot_be_right(ground, case, given, field):
    right = {"slag": Mottagarslag.NAMND, "datum": idag()}
    with pytest.raises(RuleError) as told:
        ground.write(add_underrattelse, arende_id=case, **right | given)
    assert told.value.field == field


def test_a_note_of_who_was_told_is_taken_back(ground, case):
    tell(ground, case)
    (row,) = detail(ground, case).underrattelser
    ground.as_person(ground.rapportor)
    with pytest.raises(AccessError):
        ground.write(remove_underrattelse, underrattelse_id=row.id)
    ground.as_person(ground.sas)
    ground.write(remove_underrattelse, underrattelse_id=row.id)
    assert detail(ground, case).underrattelser == ()


def test_a_case_waits_on_the_first_page_of_whoever_leads_or_investigates_it(ground):
    row_id = report(ground)

    def waits(who):
        ground.as_person(who)
        return [(one.titel, one.rad_id) for one in ground.read(list_waiting) if one.sida == "lex"]

    assert waits(ground.sas) == [("Ta emot rapporten", row_id)]
    assert waits(ground.rapportor) == []
    assert waits(ground.lasare) == []
    step(ground, row_id, S.MOTTAGEN)
    assert waits(ground.sas) == [("Förhandsbedöm rapporten", row_id)]
    step(ground, row_id, S.UTREDS)
    assert waits(ground.lasare) == [("Utred rapporten", row_id)]
    assert waits(ground.admin) == []
