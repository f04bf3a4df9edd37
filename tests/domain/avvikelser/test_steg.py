"""The steps of a case: every state against every state, and each thing that must be there before a step."""

from dataclasses import replace
from itertools import product

import pytest

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.avvikelser.steg import StepFacts, check_step
from kvalitet_app.domain.errors import RuleError

S = AvvikelseStatus
EARNED = StepFacts(
    har_risk=True,
    misstanke_besvarad=True,
    misstanke=True,
    misstanke_skal="Kan ha skett igen.",
    orsaker=1,
    utredare=True,
    atgarder=1,
    uppfoljning="Samtal på APT.",
    aterkopplad=True,
    skal="Mer att utreda.",
    dubblett_av=True,
    overlamnad_till="Regionen",
    svar="Utrett hos oss.",
)
# From the state of the row to the states in order: registrerad, mottagen, utreds, åtgärdas, uppföljd, avslutad,
# överlämnad, dubblett, ej avvikelse.
TABLE = {
    S.REGISTRERAD: "- > - - - - > > >",
    S.MOTTAGEN: "< - > - - - > > >",
    S.UTREDS: "- < - > - - > > >",
    S.ATGARDAS: "- - < - > - - - -",
    S.UPPFOLJD: "- - - < - > - - -",
    S.AVSLUTAD: "- - < - - - - - -",
    S.OVERLAMNAD: "- < - - - > - - -",
    S.DUBBLETT: "< - - - - - - - -",
    S.EJ_AVVIKELSE: "< - - - - - - - -",
}
EVERY = [(old, new, mark) for old, row in TABLE.items() for new, mark in zip(S, row.split(), strict=True)]


def test_the_table_holds_every_pair():
    assert {(old, new) for old, new, _ in EVERY} == set(product(S, S))


@pytest.mark.parametrize(("old", "new", "mark"), EVERY)
def test_a_step_is_allowed_or_refused_with_both_states_named(old, new, mark):
    if mark != "-":
        check_step(old, new, EARNED)
        return
    with pytest.raises(RuleError) as refused:
        check_step(old, new, EARNED)
    assert old.word.lower() in str(refused.value)
    assert new.word.lower() in str(refused.value)


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, new, mark in EVERY if mark == "<"])
def test_every_step_back_needs_its_reason_and_nothing_else(old, new):
    check_step(old, new, StepFacts(skal="Fel enhet."))
    with pytest.raises(RuleError) as refused:
        check_step(old, new, replace(EARNED, skal=" "))
    assert refused.value.field == "skal"


@pytest.mark.parametrize(
    ("old", "new", "lacking", "field"),
    [
        (S.REGISTRERAD, S.OVERLAMNAD, {"overlamnad_till": " "}, "overlamnad_till"),
        (S.MOTTAGEN, S.OVERLAMNAD, {"skal": ""}, "skal"),
        (S.OVERLAMNAD, S.AVSLUTAD, {"svar": ""}, "svar_text"),
        (S.UTREDS, S.DUBBLETT, {"dubblett_av": False}, "dubblett_av_id"),
        (S.REGISTRERAD, S.EJ_AVVIKELSE, {"skal": ""}, "skal"),
        (S.REGISTRERAD, S.MOTTAGEN, {"har_risk": False}, "risk"),
        (S.REGISTRERAD, S.MOTTAGEN, {"misstanke_besvarad": False}, "misstanke"),
        (S.REGISTRERAD, S.MOTTAGEN, {"misstanke_skal": " "}, "misstanke_skal"),
        (S.MOTTAGEN, S.UTREDS, {"utredare": False}, "ansvarig_id"),
        (S.UTREDS, S.ATGARDAS, {"orsaker": 0}, "orsaker"),
        (S.UTREDS, S.ATGARDAS, {"atgarder": 0}, "atgarder"),
        (S.ATGARDAS, S.UPPFOLJD, {"oppna_atgarder": ((1, "Ny rutin"),)}, "atgarder"),
        (S.ATGARDAS, S.UPPFOLJD, {"utan_effekt": ((1, "Ny rutin"),)}, "atgarder"),
        (S.ATGARDAS, S.UPPFOLJD, {"uppfoljning": " "}, "uppfoljning"),
        (S.UPPFOLJD, S.AVSLUTAD, {"oppna_atgarder": ((1, "Ny rutin"),)}, "atgarder"),
        (S.UPPFOLJD, S.AVSLUTAD, {"utan_effekt": ((1, "Ny rutin"),)}, "atgarder"),
        (S.UPPFOLJD, S.AVSLUTAD, {"aterkopplad": False}, "aterkopplad_datum"),
    ],
)
def test_a_step_forward_is_refused_at_the_field_that_lacks(old, new, lacking, field):
    with pytest.raises(RuleError) as refused:
        check_step(old, new, replace(EARNED, **lacking))
    assert refused.value.field == field


def test_no_reason_is_asked_for_when_nothing_is_suspected():
    check_step(S.REGISTRERAD, S.MOTTAGEN, replace(EARNED, misstanke=False, misstanke_skal=""))
