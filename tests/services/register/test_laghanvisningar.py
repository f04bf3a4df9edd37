"""Where the rules stand, corrected on both stores: what was changed is what a case of that day is told by."""

from dataclasses import replace
from datetime import date

import pytest

from kvalitet_app.domain.errors import AccessError, ClashError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.amnen import ANMALA, FORESKRIFT, UTREDA
from kvalitet_app.domain.register.lagdata import HANVISNINGAR
from kvalitet_app.domain.register.laghanvisningar import Hanvisning
from kvalitet_app.services.access.organisation import person_name
from kvalitet_app.services.register.forsta_start import catch_up
from kvalitet_app.services.register.laghanvisningar import laghanvisning_rows, list_laghanvisningar, save_laghanvisning


@pytest.fixture
def rules(ground):
    """The rules that a register begins with, and the administrator at work."""
    ground.as_person(ground.admin)
    ground.write(catch_up)
    return {
        (row.hanvisning.amne, row.hanvisning.lagrum, row.hanvisning.giltig_fran): row
        for row in ground.read(laghanvisning_rows)
    }


def test_every_rule_is_listed_with_how_sure_it_is(ground, rules):
    assert {row.hanvisning for row in rules.values()} == set(HANVISNINGAR)


def test_a_rule_that_the_organisation_has_checked_says_who_and_when_and_is_not_laid_in_anew(ground, rules):
    row = rules[UTREDA, Lagrum.SOL, date(2025, 7, 1)]
    new = replace(row.hanvisning, text="27 kap. 5 och 6 §§ SoL (2025:400)", verifierad=True)
    ground.write(save_laghanvisning, hanvisning_id=row.id, version=row.version, ny=new)
    ground.write(catch_up)
    found = [h for h in ground.read(list_laghanvisningar) if (h.amne, h.lagrum) == (UTREDA, Lagrum.SOL)]
    who = ground.read(lambda session: person_name(session, ground.admin))
    assert [h.sagd for h in found if h.giltig_till is None] == [
        f"27 kap. 5 och 6 §§ SoL (2025:400) (kontrollerad av {who} {idag()})"
    ]
    with pytest.raises(ClashError):
        ground.write(save_laghanvisning, hanvisning_id=row.id, version=row.version, ny=new)


def test_somebody_else_may_have_checked_it_earlier_and_a_check_is_taken_back(ground, rules):
    row = rules[ANMALA, Lagrum.SOL, date(2025, 7, 1)]
    jurist = replace(
        row.hanvisning, verifierad=True, kontrollerad_av="Kommunjuristen", kontrollerad_datum=date(2026, 1, 7)
    )

    def saved(ny):
        (now_,) = [r for r in ground.read(laghanvisning_rows) if r.id == row.id]
        ground.write(save_laghanvisning, hanvisning_id=row.id, version=now_.version, ny=ny)
        (now_,) = [r for r in ground.read(laghanvisning_rows) if r.id == row.id]
        return now_.hanvisning

    assert saved(jurist).kontroll == "Kontrollerad av Kommunjuristen 2026-01-07"
    assert saved(replace(jurist, verifierad=False)) == row.hanvisning


def test_what_an_earlier_program_laid_in_is_brought_up_to_date_unless_it_was_checked(ground, rules):
    for law, checked in ((Lagrum.LSS, False), (Lagrum.SOL, True)):
        row = rules[FORESKRIFT, law, None]
        old = replace(row.hanvisning, text="SOSFS 2011:5 om lex Sarah", verifierad=checked)
        ground.write(save_laghanvisning, hanvisning_id=row.id, version=row.version, ny=old)
    ground.write(catch_up)
    found = {h.lagrum: h.text for h in ground.read(list_laghanvisningar) if h.amne == FORESKRIFT}
    assert found[Lagrum.LSS] == "SOSFS 2011:5 om lex Sarah, senast ändrad genom HSLF-FS 2025:20"
    assert found[Lagrum.SOL] == "SOSFS 2011:5 om lex Sarah"


def test_a_law_to_come_is_added_once(ground, rules):
    new = Hanvisning(ANMALA, Lagrum.LSS, "9 kap. 1 § nya LSS", date(2028, 1, 1))
    ground.write(save_laghanvisning, hanvisning_id=None, version=None, ny=new)
    with pytest.raises(RuleError, check=lambda error: error.field == "giltig_fran"):
        ground.write(save_laghanvisning, hanvisning_id=None, version=None, ny=new)
    assert new in [row.hanvisning for row in ground.read(laghanvisning_rows)]


@pytest.mark.parametrize(
    ("own", "field"),
    [
        ({"amne": " "}, "amne"),
        ({"text": ""}, "text"),
        ({"giltig_till": date(2019, 1, 1)}, "giltig_till"),
        ({"verifierad": True, "kontrollerad_datum": date(2100, 1, 1)}, "kontrollerad_datum"),
    ],
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
