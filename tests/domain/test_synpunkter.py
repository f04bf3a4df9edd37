"""Every pair of states of a synpunkt, what each step needs, and the days that are promised."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.synpunkter import (
    ALLOWED_STEPS,
    OPEN,
    STEP_WORDS,
    SynpunktFaktaSteg,
    SynpunktKalla,
    SynpunktRow,
    SynpunktSlag,
    SynpunktStatus,
    SynpunktUppgifter,
    check_dates,
    check_step,
    due_day,
    next_step,
    what_now,
)
from tests.changed import changed

S = SynpunktStatus
CAME = date(2026, 3, 2)
FULL = SynpunktUppgifter(7, CAME, "Vi såg att", "Vi ändrar", "brev", CAME, "Fick inget svar")


def facts(uppgifter=FULL, slag=SynpunktSlag.KLAGOMAL, *, anonym=False, **own):
    return SynpunktFaktaSteg(slag, anonym, uppgifter, **own)


@pytest.mark.parametrize("old", list(S))
@pytest.mark.parametrize("new", list(S))
def test_only_the_steps_of_the_table_are_taken(old, new):
    if new in ALLOWED_STEPS[old]:
        check_step(old, new, facts(anonym=True))
    else:
        with pytest.raises(RuleError, match="kan inte bli"):
            check_step(old, new, facts(anonym=True))


@pytest.mark.parametrize("slag", list(SynpunktSlag))
@pytest.mark.parametrize("anonym", [True, False])
@pytest.mark.parametrize("status", list(S))
def test_the_step_offered_next_is_one_that_may_be_taken_and_leads_to_the_end(slag, anonym, status):
    steps = 0
    while (till := next_step(slag, status, anonym=anonym)) is not None:
        assert till in ALLOWED_STEPS[status]
        assert STEP_WORDS[till]
        assert what_now(slag, status).endswith(".")
        check_step(status, till, facts(slag=slag, anonym=anonym))
        status, steps = till, steps + 1
        assert steps < 5
    assert status is S.AVSLUTAD


@pytest.mark.parametrize(
    ("old", "new", "lacking", "field"),
    [
        (S.BEKRAFTAD, S.UTREDS, {"ansvarig_id": None}, "ansvarig_id"),
        (S.AVSLUTAD, S.UTREDS, {"skal": " "}, "skal"),
        (S.UTREDS, S.BESVARAD, {"utredning": ""}, "utredning"),
        (S.UTREDS, S.BESVARAD, {"svar": " "}, "svar"),
        (S.UTREDS, S.BESVARAD, {"svar_form": None}, "svar_form"),
    ],
)
def test_what_a_step_needs_is_asked_for_by_its_field(old, new, lacking, field):
    given_ = SynpunktUppgifter(**{name: getattr(FULL, name) for name in FULL.__dataclass_fields__} | lacking)
    with pytest.raises(RuleError) as error:
        check_step(old, new, facts(given_))
    assert error.value.field == field


def test_a_complaint_is_answered_before_it_is_closed_unless_there_is_nobody_to_answer():
    with pytest.raises(RuleError, match="Svara"):
        check_step(S.UTREDS, S.AVSLUTAD, facts())
    check_step(S.UTREDS, S.AVSLUTAD, facts(anonym=True))
    with pytest.raises(RuleError, match="utredas"):
        check_step(S.UTREDS, S.AVSLUTAD, facts(SynpunktUppgifter(7), anonym=True))
    check_step(S.BEKRAFTAD, S.AVSLUTAD, facts(SynpunktUppgifter(), SynpunktSlag.BEROM))


def test_open_or_unjudged_atgarder_hold_it_open_and_are_named():
    with pytest.raises(RuleError, match="Byt lås"):
        check_step(S.BESVARAD, S.AVSLUTAD, facts(oppna_atgarder=("Byt lås",)))
    with pytest.raises(RuleError, match="effekten av åtgärden ”Byt lås”"):
        check_step(S.BESVARAD, S.AVSLUTAD, facts(utan_effekt=("Byt lås",)))


@given(st.integers(0, 400), st.integers(1, 90), st.integers(1, 365), st.booleans(), st.sampled_from(list(S)))
def test_the_next_answer_is_due_a_target_after_it_came(days, confirm, answer, confirmed, status):
    row = SynpunktRow(
        1,
        2026,
        1,
        SynpunktSlag.KLAGOMAL,
        SynpunktKalla.BRUKARE,
        "",
        1,
        "",
        status,
        CAME + timedelta(days=days),
        CAME if confirmed else None,
        None,
        "",
        1,
    )
    due = due_day(row, (confirm, answer))
    if status in OPEN:
        assert due == row.mottagen_datum + timedelta(days=answer if confirmed else min(confirm, answer))
    else:
        assert due is None


@pytest.mark.parametrize("name", ["bekraftad_datum", "besvarad_datum"])
def test_a_day_ahead_or_before_it_came_is_refused(name):
    for wrong in (CAME - timedelta(days=1), CAME + timedelta(days=9)):
        with pytest.raises(RuleError) as error:
            check_dates(changed(SynpunktUppgifter(), name, wrong), CAME, CAME + timedelta(days=8))
        assert error.value.field == name
    check_dates(changed(SynpunktUppgifter(), name, CAME), CAME, CAME)
