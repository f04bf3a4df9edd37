"""Where the rules stand, corrected on both stores: what was changed is what a case of that day is told by."""

from dataclasses import replace
from datetime import date

import pytest

from kvalitet_app.domain.errors import AccessError, ClashError, RuleError
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.laghanvisningar import ANMALA, HANVISNINGAR, UTREDA, Hanvisning
from kvalitet_app.services.lex.listor import list_laghanvisningar
from kvalitet_app.services.register.forsta_start import catch_up
from kvalitet_app.services.register.laghanvisningar import laghanvisning_rows, save_laghanvisning


@pytest.fixture
def rules(ground):
    """The rules that a register begins with, and the administrator at work."""
    ground.as_person(ground.admin)
    ground.write(catch_up)
    return {
        (row.hanvisning.amne, row.hanvisning.lagrum, row.hanvisning.giltig_fran): row
        for row in ground.read(laghanvisning_rows)
    }


def test_every_rule_is_listed_with_what_is_not_checked(ground, rules):
    assert {row.hanvisning for row in rules.values()} == set(HANVISNINGAR)
    assert sum(not row.hanvisning.verifierad for row in rules.values()) == sum(not h.verifierad for h in HANVISNINGAR)


def test_a_checked_rule_loses_its_reservation_and_is_not_laid_in_anew(ground, rules):
    row = rules[UTREDA, Lagrum.SOL, date(2025, 7, 1)]
    new = replace(row.hanvisning, text="27 kap. 5 och 6 §§ SoL (2025:400)", verifierad=True)
    ground.write(save_laghanvisning, hanvisning_id=row.id, version=row.version, ny=new)
    ground.write(catch_up)
    found = [h for h in ground.read(list_laghanvisningar) if (h.amne, h.lagrum) == (UTREDA, Lagrum.SOL)]
    assert [h.sagd for h in found if h.giltig_till is None] == ["27 kap. 5 och 6 §§ SoL (2025:400)"]
    with pytest.raises(ClashError):
        ground.write(save_laghanvisning, hanvisning_id=row.id, version=row.version, ny=new)


def test_a_law_to_come_is_added_once(ground, rules):
    new = Hanvisning(ANMALA, Lagrum.LSS, "9 kap. 1 § nya LSS", date(2028, 1, 1))
    ground.write(save_laghanvisning, hanvisning_id=None, version=None, ny=new)
    with pytest.raises(RuleError, check=lambda error: error.field == "giltig_fran"):
        ground.write(save_laghanvisning, hanvisning_id=None, version=None, ny=new)
    assert new in [row.hanvisning for row in ground.read(laghanvisning_rows)]


@pytest.mark.parametrize(
    ("own", "field"),
    [({"amne": " "}, "amne"), ({"text": ""}, "text"), ({"giltig_till": date(2019, 1, 1)}, "giltig_till")],
)
def test_what_is_missing_or_ends_too_early_is_refused(ground, rules, own, field):
    new = replace(Hanvisning(ANMALA, Lagrum.HSL, "1 §", date(2020, 1, 1)), **own)
    with pytest.raises(RuleError, check=lambda error: error.field == field):
        ground.write(save_laghanvisning, hanvisning_id=None, version=None, ny=new)


def test_only_who_keeps_the_catalogues_corrects_them(ground, rules):
    row = next(iter(rules.values()))
    ground.as_person(ground.chef)
    assert ground.read(laghanvisning_rows)
    with pytest.raises(AccessError):
        ground.write(save_laghanvisning, hanvisning_id=row.id, version=row.version, ny=row.hanvisning)
