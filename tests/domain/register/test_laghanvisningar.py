"""References to law: what is said of how sure each is, and which ones a case of some days is told by."""

from datetime import date

import pytest

from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register import amnen
from kvalitet_app.domain.register.amnen import ANMALA, BEVARA, EVB, FORESKRIFT, ORO, PATIENT, RAPPORTERA, UTREDA
from kvalitet_app.domain.register.lagdata import BEFORE, BY_NYCKEL, HANVISNINGAR, LEX, sakerhet_of
from kvalitet_app.domain.register.laghanvisningar import (
    Hanvisning,
    Sakerhet,
    grounds,
    law_lines,
    of_days,
    spans_acts,
)

LAST, HANVISAD, ANTAGEN = Sakerhet
BEFORE_ACT, AFTER_ACT = date(2025, 6, 30), date(2025, 7, 1)


def texts(amne, lagrum):
    return [one.text for one in HANVISNINGAR if (one.amne, one.lagrum) == (amne, lagrum)]


@pytest.mark.parametrize(
    ("lagrum", "day", "amne", "said"),
    [
        (Lagrum.SOL, BEFORE_ACT, ANMALA, "14 kap. 7 § SoL (2001:453) (hänvisad, kontrollera mot gällande lag)"),
        (Lagrum.SOL, AFTER_ACT, ANMALA, "27 kap. 6 § SoL (2025:400) (hänvisad, kontrollera mot gällande lag)"),
        (Lagrum.SOL, AFTER_ACT, UTREDA, "27 kap. 5 § SoL (2025:400) (antagen, kontrollera mot gällande lag)"),
        (Lagrum.LSS, date(2024, 1, 1), RAPPORTERA, "24 b § LSS (läst)"),
        (Lagrum.LSS, date(2026, 1, 1), RAPPORTERA, "24 b § LSS (läst)"),
        (Lagrum.HSL, date(2024, 1, 1), ANMALA, "3 kap. 5 § patientsäkerhetslagen (2010:659) (läst)"),
    ],
)
def test_the_law_of_one_day_says_how_sure_it_is(lagrum, day, amne, said):
    found = of_days(HANVISNINGAR, lagrum, [day, day])
    assert [text for about, text in law_lines(found) if about == amne] == [said]
    assert not spans_acts(found)


def test_days_on_two_sides_of_the_new_act_show_both_with_when_each_holds():
    found = of_days(HANVISNINGAR, Lagrum.SOL, [date(2025, 6, 20), date(2025, 7, 14)])
    assert spans_acts(found)
    said = [text for amne, text in law_lines(found) if amne == ANMALA]
    assert said == [
        "14 kap. 7 § SoL (2001:453) (hänvisad, kontrollera mot gällande lag), gällde till och med 2025-06-30",
        "27 kap. 6 § SoL (2025:400) (hänvisad, kontrollera mot gällande lag), gäller från 2025-07-01",
    ]
    assert [text for amne, text in law_lines(found) if amne == BEVARA] == [
        "7 kap. 6 § SoL (2001:453) (hänvisad, kontrollera mot gällande lag), gällde till och med 2025-06-30"
    ]


def test_nothing_that_was_not_read_is_called_read():
    """The text of SoL (2025:400) has not been read, nor have the regulations: none of them is Läst."""
    for one in HANVISNINGAR:
        if one.lagrum is Lagrum.SOL and one.text.endswith(("(2025:400)", "(2001:453)")):
            assert one.sakerhet is not LAST or one.amne == amnen.TEKNIK, one
        if one.text.startswith(("SOSFS", "HSLF-FS")):
            assert one.sakerhet is ANTAGEN, one
        assert not one.verifierad
    sure = {one.text: one.sakerhet for one in HANVISNINGAR}
    assert sure["14 kap. 2 § SoL (2001:453)"] is ANTAGEN
    assert sure["27 kap. 2 § SoL (2025:400)"] is sure["19 kap. 1 § SoL (2025:400)"] is HANVISAD
    assert sure["27 kap. 1 § SoL (2025:400)"] is sure["27 kap. 4 § SoL (2025:400)"] is ANTAGEN
    assert sure["24 f § LSS"] is sure["6 § LSS"] is LAST


@pytest.mark.parametrize(
    ("amne", "lagrum", "part"),
    [
        (amnen.KVALITETSKRAV, Lagrum.LSS, "6 § LSS"),
        (amnen.INTERN_KONTROLL, Lagrum.LSS, "SFS 2025:374"),
        (amnen.TEKNIK, Lagrum.LSS, "9 § lagen (2001:454)"),
        (amnen.TEKNIK, Lagrum.SOL, "10 kap. 6 § SoL (2025:400)"),
        (amnen.BEHORIGHET, Lagrum.SOL, "10 § lagen (2001:454)"),
        (amnen.SAMMANSTALLNING, Lagrum.LSS, "7 a § lagen (2001:454)"),
        (amnen.SEKRETESS, Lagrum.LSS, "26 kap. 1 § offentlighets- och sekretesslagen (2009:400)"),
        (amnen.SEKRETESS, Lagrum.HSL, "25 kap. 1–5 §§"),
        (ORO, Lagrum.HSL, "6 kap. 5 § patientsäkerhetslagen (2010:659), som hänvisar till 19 kap."),
        (amnen.PATIENTSAKERHET, Lagrum.HSL, "HSLF-FS 2017:40"),
        (amnen.GALLRING, Lagrum.LSS, "21 c och 21 d §§ LSS"),
        (amnen.GALLRING, Lagrum.LSS, "23 g §"),
        (amnen.GALLRING, Lagrum.SOL, "16 kap. 4 § SoL (2025:400)"),
        (EVB, Lagrum.LSS, "28 f §"),
        (amnen.EVB_VERKSTALLT, Lagrum.LSS, "28 g §"),
        (amnen.EVB_STATISTIK, Lagrum.LSS, "28 h §"),
        (amnen.EVB_VISTELSE, Lagrum.LSS, "28 i §"),
        (EVB, Lagrum.SOL, "34 kap. 1–4 §§ SoL (2025:400)"),
        (amnen.AVGIFT, Lagrum.LSS, "28 a–e §§ LSS, 10 000–1 000 000 kronor"),
        (amnen.KLAGOMAL, Lagrum.HSL, "3 kap. 8 a och 8 b §§"),
        (amnen.KLAGOMAL_FORESKRIFT, Lagrum.HSL, "5 kap. 3 och 3 a §§ SOSFS 2011:9"),
        (amnen.ANSVAR, Lagrum.HSL, "3 kap. 9 §"),
        (amnen.BERATTELSE, Lagrum.HSL, "3 kap. 10 §"),
        (PATIENT, Lagrum.HSL, "3 kap. 8 §"),
        (amnen.ANMALD, Lagrum.LSS, "24 f § LSS"),
        (amnen.LEDNINGSSYSTEM, Lagrum.LSS, "HSLF-FS 2025:21"),
        (amnen.LEDNINGSSYSTEM, Lagrum.HSL, "5 kap. 3 a §"),
        (FORESKRIFT, Lagrum.SOL, "HSLF-FS 2025:20"),
        (amnen.HYGIEN, Lagrum.HSL, "HSLF-FS 2025:29"),
        (amnen.DOKUMENTATION, Lagrum.LSS, "SOSFS 2014:5"),
    ],
)
def test_every_rule_of_the_reading_of_the_law_has_its_row(amne, lagrum, part):
    assert any(part in text for text in texts(amne, lagrum))


def test_each_row_is_known_by_its_key_and_each_subject_has_its_place():
    assert len(BY_NYCKEL) == len(HANVISNINGAR)
    inside, outside = set(amnen.OF_CASES), amnen.OUTSIDE_CASES
    assert not inside & outside
    assert {one.amne for one in HANVISNINGAR} == inside | outside
    assert {one.amne for one in LEX} == inside


def test_a_case_is_told_by_its_own_rules_and_by_those_of_the_customer():
    own = Hanvisning("Lokal riktlinje", Lagrum.LSS, "VN 2026 § 4")
    found = of_days((own, *HANVISNINGAR), Lagrum.LSS, [date(2026, 3, 1)])
    assert {one.amne for one in found} <= {*amnen.OF_CASES, "Lokal riktlinje"}
    assert found[-1] is own
    assert [one.amne for one in found[:2]] == [amnen.GOD_KVALITET, RAPPORTERA]


def test_a_text_of_somebody_elses_is_assumed_until_it_is_checked():
    key = (UTREDA, Lagrum.LSS, None)
    assert sakerhet_of(key, "24 e § LSS") is LAST
    assert sakerhet_of(key, "24 e–f §§ LSS") is ANTAGEN
    checked = Hanvisning(*key[:2], "24 e–f §§ LSS", verifierad=True)
    assert (checked.kontroll, checked.is_checked) == ("Kontrollerad av verksamheten", True)
    assert checked.sagd == "24 e–f §§ LSS (kontrollerad av verksamheten)"


def test_the_words_behind_the_rules_are_explained_where_they_are_used():
    found = of_days(HANVISNINGAR, Lagrum.LSS, [date(2026, 3, 1)])
    assert grounds(found) == tuple((kind.word, kind.grund) for kind in Sakerhet)
    assert grounds(one for one in found if one.sakerhet is LAST) == (("Läst", LAST.grund),)


def test_what_an_earlier_program_laid_in_is_no_text_of_today():
    known = {(one.amne, one.lagrum, one.text) for one in HANVISNINGAR}
    assert not known & set(BEFORE)
    assert {(amne, lagrum) for amne, lagrum, _ in BEFORE} <= {key[:2] for key in known}
