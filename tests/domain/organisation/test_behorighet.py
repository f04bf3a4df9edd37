"""Who may do what, every role against every right, written out apart from the table that decides."""

from itertools import product

import pytest

from kvalitet_app.domain.organisation.behorighet import Behorighet, Ratt, Tilldelning
from kvalitet_app.domain.organisation.enheter import Lagrum, Roll

HERE, ELSEWHERE = 7, 8
COLUMNS = (
    Roll.RAPPORTOR,
    Roll.ENHETSCHEF,
    Roll.VERKSAMHETSUTVECKLARE,
    Roll.MAS,
    Roll.MAR,
    Roll.SAS,
    Roll.LASARE,
    Roll.ADMINISTRATOR,
)
# In the order of the roles above: rapportör, enhetschef, utvecklare, MAS, MAR, SAS, läsare, administratör.
TABLE = {
    Ratt.LASA: "x x x x x x x x",
    Ratt.RAPPORTERA: "x x x x x x - x",
    Ratt.HANDLAGGA_AVVIKELSE: "- x - - - x - -",
    Ratt.HANDLAGGA_HSL: "- x - x x - - -",
    Ratt.SE_SKYDDAD: "- - - - - x - -",
    Ratt.EGENKONTROLL: "- x x x x x - -",
    Ratt.PLANERA: "- x x x x - - -",
    Ratt.RUTIN: "- x x x x x - -",
    Ratt.PROCESS: "- - x - - - - -",
    Ratt.BERATTELSE: "- x x x - x - -",
    Ratt.FASTSTALLA: "- x x x - x - -",
    Ratt.ORGANISATION: "- - - - - - - x",
    Ratt.KATALOG: "- - x - - - - x",
    Ratt.IMPORTERA: "- - x - - - - x",
    Ratt.KOPIOR: "- - - - - - - x",
    Ratt.JOURNAL: "- - - - - - - x",
}
EVERY = [
    (roll, ratt, mark == "x") for ratt, row in TABLE.items() for roll, mark in zip(COLUMNS, row.split(), strict=True)
]


def with_role(*roles):
    """A person with these roles on one unit."""
    return Behorighet(1, tuple(Tilldelning(roll, frozenset({HERE})) for roll in roles))


def test_the_table_holds_every_role_and_every_right():
    assert {(roll, ratt) for roll, ratt, _ in EVERY} == set(product(Roll, Ratt))


@pytest.mark.parametrize(("roll", "ratt", "may"), EVERY)
def test_a_role_holds_its_rights_on_its_unit_and_nowhere_else(roll, ratt, may):
    person = with_role(roll)
    assert person.may(ratt, HERE) is may
    assert person.may_somewhere(ratt) is may
    assert not person.may(ratt, ELSEWHERE)
    assert person.units(ratt) == (frozenset({HERE}) if may else frozenset())


@pytest.mark.parametrize(("roll", "lagrum"), list(product(Roll, Lagrum)))
def test_who_takes_a_case_through_its_steps(roll, lagrum):
    hsl = {Roll.ENHETSCHEF, Roll.MAS, Roll.MAR}
    others = {Roll.ENHETSCHEF, Roll.SAS}
    assert with_role(roll).may_handle(HERE, lagrum) is (roll in (hsl if lagrum is Lagrum.HSL else others))


def test_roles_add_up_each_on_its_own_unit():
    both = Behorighet(1, (Tilldelning(Roll.MAS, frozenset({HERE})), Tilldelning(Roll.SAS, frozenset({ELSEWHERE}))))
    assert both.units(Ratt.LASA) == {HERE, ELSEWHERE}
    assert both.units(Ratt.SE_SKYDDAD) == {ELSEWHERE}
    assert both.units(Ratt.HANDLAGGA_HSL) == {HERE}


def test_nobody_without_an_uppdrag_may_do_anything():
    assert not any(Behorighet(1, ()).may_somewhere(ratt) for ratt in Ratt)
