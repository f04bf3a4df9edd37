"""The steps of a case under lex Sarah and lex Maria: every refusal of the table, and the days."""

from dataclasses import replace
from datetime import date

import pytest

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.lex.arenden import LexRow, is_late, milestones
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, LexStatus
from kvalitet_app.domain.lex.patient import Patientpunkt, patient_warnings, told_points, untold_points
from kvalitet_app.domain.lex.steg import (
    ALLOWED_STEPS,
    CLOSED,
    STEP_WORDS,
    WRITABLE,
    LexFakta,
    LexUppgifter,
    check_dates,
    check_lex_step,
    check_writable,
    grade_word,
    what_now,
)
from kvalitet_app.domain.organisation.enheter import Lagrum
from tests.changed import changed

S = LexStatus
DAY = date(2026, 3, 9)
FULL = LexUppgifter(
    omedelbar_atgard="Lade om.",
    mottagen_datum=DAY,
    forhandsbedomning="Utreds.",
    utredare_id=2,
    forlopp="Föll.",
    konsekvens="Ont.",
    orsaker="Schemat.",
    liknande="Nej.",
    upprepning="Ja.",
    metod="Samtal.",
    horda="Personal.",
    forslag_grad=LexGrad.MISSFORHALLANDE,
    forslag="Att fastställa.",
    grad=LexGrad.MISSFORHALLANDE,
    beslut_skal="Brister.",
    beslutsfattare="Nämnden § 3",
    beslut_datum=DAY,
    anmald_ivo_datum=DAY,
    dnr="VN 1",
    ivo_dnr="3.5.1-1/2026",
    ivo_beslut="Avslutar.",
    ivo_beslut_datum=DAY,
    effekt="God.",
    effekt_datum=DAY,
    aterkopplad_datum=DAY,
    aterkopplad_form="APT",
    polisanmald=False,
    journalford=True,
)
READY = LexFakta(uppgifter=FULL, rapportor_id=1, atgarder=1, underrattad=True)


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, ways in ALLOWED_STEPS.items() for new in ways])
def test_every_step_of_the_table_is_taken_when_all_is_filled_in_and_has_its_words(old, new):
    check_lex_step(old, new, READY)
    assert STEP_WORDS[old, new]


@pytest.mark.parametrize(("old", "new"), [(a, b) for a in S for b in S if b not in ALLOWED_STEPS[a]])
def test_no_other_step_is_taken(old, new):
    with pytest.raises(RuleError, match="kan inte bli"):
        check_lex_step(old, new, READY)


NEEDED = [
    (S.RAPPORTERAD, S.MOTTAGEN, ("omedelbar_atgard", "mottagen_datum")),
    (S.MOTTAGEN, S.UTREDS, ("forhandsbedomning", "utredare_id")),
    (S.MOTTAGEN, S.AVSKRIVEN, ("forhandsbedomning",)),
    (
        S.UTREDS,
        S.FORSLAG,
        ("forlopp", "konsekvens", "orsaker", "liknande", "upprepning", "metod", "horda", "forslag_grad", "forslag"),
    ),
    (S.FORSLAG, S.BESLUTAD, ("grad", "beslut_skal", "beslutsfattare", "beslut_datum")),
    (S.BESLUTAD, S.ANMALD_IVO, ("anmald_ivo_datum", "dnr")),
    (S.ANMALD_IVO, S.IVO_BESLUT, ("ivo_dnr", "ivo_beslut", "ivo_beslut_datum")),
    (S.ATGARDAS, S.UPPFOLJD, ("effekt", "effekt_datum")),
    (S.UPPFOLJD, S.ATERKOPPLAD, ("aterkopplad_datum", "aterkopplad_form")),
    (S.ATERKOPPLAD, S.AVSLUTAD, ("polisanmald", "journalford")),
]


@pytest.mark.parametrize(("old", "new", "name"), [(o, n, f) for o, n, fields in NEEDED for f in fields])
def test_a_step_names_the_field_it_lacks(old, new, name):
    empty = "  " if isinstance(getattr(FULL, name), str) else None
    facts = replace(READY, uppgifter=changed(FULL, name, empty))
    with pytest.raises(RuleError) as told:
        check_lex_step(old, new, facts)
    assert told.value.field == name


def test_who_reported_does_not_investigate():
    with pytest.raises(RuleError, match="rapporterat kan inte utreda"):
        check_lex_step(S.MOTTAGEN, S.UTREDS, replace(READY, rapportor_id=2))


@pytest.mark.parametrize("grad", [LexGrad.ALLVARLIGT, LexGrad.PATAGLIG_RISK_ALLVARLIGT])
def test_what_is_serious_goes_to_ivo_before_it_goes_on(grad):
    facts = replace(READY, uppgifter=replace(FULL, grad=grad, anmald_ivo_datum=None))
    with pytest.raises(RuleError) as told:
        check_lex_step(S.BESLUTAD, S.ATGARDAS, facts)
    assert told.value.field == "anmald_ivo_datum"


def test_a_missforhallande_needs_an_atgard_and_what_was_none_does_not():
    bare = replace(READY, atgarder=0)
    with pytest.raises(RuleError, match="minst en åtgärd"):
        check_lex_step(S.BESLUTAD, S.ATGARDAS, bare)
    check_lex_step(S.BESLUTAD, S.ATGARDAS, replace(bare, uppgifter=replace(FULL, grad=LexGrad.INGET)))


@pytest.mark.parametrize(("old", "new"), [(S.ATGARDAS, S.UPPFOLJD), (S.ATERKOPPLAD, S.AVSLUTAD)])
@pytest.mark.parametrize(("name", "said"), [("oppna_atgarder", "inte klar"), ("utan_effekt", "Bedöm effekten")])
def test_open_or_unjudged_atgarder_hold_a_case_back(old, new, name, said):
    with pytest.raises(RuleError, match=said):
        check_lex_step(old, new, changed(READY, name, ("Nytt schema",)))


def test_the_person_has_been_told_or_there_is_a_reason():
    untold = replace(READY, underrattad=False)
    with pytest.raises(RuleError) as told:
        check_lex_step(S.ATERKOPPLAD, S.AVSLUTAD, untold)
    assert told.value.field == "ej_underrattad_skal"
    reason = replace(FULL, ej_underrattad_skal="Avliden utan företrädare.")
    check_lex_step(S.ATERKOPPLAD, S.AVSLUTAD, replace(untold, uppgifter=reason))


MARIA = replace(READY, slag=LexSlag.LEX_MARIA)
ALL = "\n".join(Patientpunkt)


@pytest.mark.parametrize(
    ("grad", "own", "field"),
    [
        (LexGrad.MISSFORHALLANDE, {}, "patient_punkter"),
        (LexGrad.ALLVARLIGT, {"patient_punkter": "handelse\nivo", "patient_journal": True}, "patient_punkter"),
        (LexGrad.ALLVARLIGT, {"patient_punkter": ALL}, "patient_journal"),
        (LexGrad.ALLVARLIGT, {"patient_punkter": ALL, "patient_journal": False}, "patient_journal"),
        (LexGrad.ALLVARLIGT, {"patient_punkter": ALL, "patient_journal": True}, ""),
        (LexGrad.ALLVARLIGT, {"ej_underrattad_skal": "Sekretess hindrar det (3 kap. 8 c §)."}, ""),
        (LexGrad.PATAGLIG_RISK_ALLVARLIGT, {}, ""),
        (LexGrad.INGET, {}, ""),
    ],
)
def test_a_vardskada_is_not_closed_until_the_patient_knows_the_six_things(grad, own, field):
    facts = replace(MARIA, uppgifter=replace(FULL, grad=grad, **own))
    if not field:
        check_lex_step(S.ATERKOPPLAD, S.AVSLUTAD, facts)
        return
    with pytest.raises(RuleError) as told:
        check_lex_step(S.ATERKOPPLAD, S.AVSLUTAD, facts)
    assert told.value.field == field
    check_lex_step(S.ATERKOPPLAD, S.AVSLUTAD, replace(facts, slag=LexSlag.LEX_SARAH))


def test_what_the_patient_has_not_been_told_is_said_for_lex_maria_alone():
    assert [point.value for point in untold_points("ivo\nhandelse")] == [
        "atgarder",
        "klagomal",
        "patientnamnd",
        "ersattning",
    ]
    assert told_points(ALL) == tuple(Patientpunkt)
    nothing, some = (
        patient_warnings(LexSlag.LEX_MARIA, None, punkter=points, journal=journal)
        for points, journal in ((None, None), (ALL.removesuffix("\nersattning"), True))
    )
    assert nothing == (
        "Det är inte antecknat att patienten har fått veta något enligt 3 kap. 8 § patientsäkerhetslagen.",
        "Det är inte antecknat i patientjournalen vad patienten har fått veta.",
    )
    assert some == (
        "Det är inte antecknat att patienten har fått veta allt enligt 3 kap. 8 § patientsäkerhetslagen. Kvar: att "
        "ersättning kan begäras enligt patientskadelagen eller från läkemedelsförsäkringen.",
    )
    assert not patient_warnings(LexSlag.LEX_MARIA, LexGrad.ALLVARLIGT, punkter=ALL, journal=True)
    assert not patient_warnings(LexSlag.LEX_MARIA, LexGrad.PATAGLIG_RISK, punkter="", journal=None)
    assert not patient_warnings(LexSlag.LEX_SARAH, LexGrad.ALLVARLIGT, punkter="", journal=None)


@pytest.mark.parametrize("status", list(S))
@pytest.mark.parametrize("name", LexUppgifter.__dataclass_fields__)
def test_a_field_is_written_only_where_the_table_says(status, name):
    if name in WRITABLE[status]:
        check_writable(status, frozenset({name}))
    else:
        with pytest.raises(RuleError) as told:
            check_writable(status, frozenset({name}))
        assert told.value.field == name


@pytest.mark.parametrize("name", [n for n in LexUppgifter.__dataclass_fields__ if n.endswith("_datum")])
def test_no_day_lies_ahead_and_none_of_the_handling_before_the_report(name):
    with pytest.raises(RuleError, match="framåt"):
        check_dates(changed(LexUppgifter(), name, date(2026, 3, 11)), DAY, date(2026, 3, 10))
    early = changed(LexUppgifter(), name, date(2026, 3, 1))
    if name in ("handelse_datum", "omedelbar_datum", "polisanmald_datum"):
        check_dates(early, DAY, date(2026, 3, 10))
    else:
        with pytest.raises(RuleError, match="före rapporten"):
            check_dates(early, DAY, date(2026, 3, 10))


@pytest.mark.parametrize("slag", list(LexSlag))
@pytest.mark.parametrize("status", list(S))
def test_every_state_says_what_happens_in_the_words_of_its_rule(slag, status):
    said = what_now(slag, status)
    assert "{" not in said
    if slag is LexSlag.LEX_MARIA:
        assert "den enskilde" not in said
    assert status.word


def test_lex_maria_speaks_of_vardskada():
    assert grade_word(LexSlag.LEX_MARIA, LexGrad.ALLVARLIGT) == "Allvarlig vårdskada"
    assert grade_word(LexSlag.LEX_SARAH, LexGrad.ALLVARLIGT) == "Allvarligt missförhållande"
    with pytest.raises(RuleError, match="inte gäller en vårdskada"):
        check_lex_step(S.MOTTAGEN, S.AVSKRIVEN, LexFakta(slag=LexSlag.LEX_MARIA))


def case(status, **days):
    base = dict.fromkeys(
        ("mottagen_datum", "forhandsbedomd_datum", "utredd_datum", "beslut_datum", "avslutad_datum"), None
    )
    return LexRow(
        1,
        "LS 2026-01",
        LexSlag.LEX_SARAH,
        Lagrum.LSS,
        1,
        "Björken",
        status,
        None,
        DAY,
        anmald_ivo_datum=None,
        utredare="",
        avvikelse_id=None,
        version=1,
        **(base | days),
    )


def test_days_are_counted_from_the_report_to_each_point():
    row = case(S.UTREDS, mottagen_datum=date(2026, 3, 10), forhandsbedomd_datum=date(2026, 3, 25))
    first, second, third, last = milestones(row, (1, 10, 28, 42), date(2026, 4, 7))
    assert (first.dagar, first.forsenad, first.ord) == (1, False, "efter 1\u00a0dag")
    assert (second.dagar, second.forsenad, second.malet) == (16, True, "målet var 10\u00a0dagar")
    assert (third.dagar, third.forsenad, third.ord) == (29, True, "29\u00a0dagar, målet är 28")
    assert (last.dagar, last.forsenad) == (29, False)
    assert is_late(row, (1, 10, 28, 42), date(2026, 4, 7))
    assert not is_late(row, (1, 10, 28, 42), date(2026, 4, 6))


@pytest.mark.parametrize("status", CLOSED)
def test_a_closed_case_is_never_late(status):
    row = case(status, mottagen_datum=DAY, forhandsbedomd_datum=DAY, avslutad_datum=DAY)
    assert not is_late(row, (1, 1, 1, 1), date(2027, 1, 1))
