"""The facts of each chapter: sentences with figures where there are any, and a sentence where something is missing."""

from dataclasses import replace
from datetime import date

import pytest

from kvalitet_app.domain.berattelse.fakta import chapter_facts
from kvalitet_app.domain.berattelse.fakta_avvikelser import high_risks
from kvalitet_app.domain.berattelse.jamforelse import Siffra
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import EnhetFakta
from kvalitet_app.domain.lex.ord import LexGrad
from kvalitet_app.domain.tal import NBSP
from tests.domain.berattelse.nothing import nothing
from tests.reports.exempel import exempel

REVIEWED = f"Kollegial granskning (verksamhetsutvecklare): 3{NBSP}områden är bedömda, 1 grön, 1 gul och 1 röd."
DUE = f"91{NBSP}åtgärder skulle vara klara under året. 65 är genomförda (71{NBSP}%)."
RUNNING = "22 pågår eller är planerade, varav 8 är försenade."


@pytest.mark.parametrize(
    ("kapitel", "sentence"),
    [
        (Kapitel.RISKANALYSER, "Ingen riskanalys är registrerad för 2025."),
        (Kapitel.EGENKONTROLLER, "Inga egenkontroller är planerade för 2025."),
        (Kapitel.AVVIKELSER, "Ingen avvikelse enligt SoL och LSS är registrerad för 2025."),
        (Kapitel.LEX, "Ingen rapport enligt lex Sarah är registrerad för 2025."),
        (Kapitel.SYNPUNKTER, "Inga synpunkter är registrerade under året."),
        (Kapitel.EVB, "Ingen rapportering av ej verkställda beslut finns för 2025."),
        (Kapitel.UTFORARE, "Inga utförare är inlagda för uppföljning."),
        (Kapitel.GRANSKNING, "Ingen extern granskning är registrerad."),
        (Kapitel.ATGARDER, "Inga åtgärder som skulle vara klara 2025 är registrerade."),
        (Kapitel.INLEDNING, "Inga enheter finns i urvalet."),
        (Kapitel.LEDNINGSSYSTEM, "Ingen rutin är fastställd."),
    ],
)
def test_what_is_missing_is_said(kapitel, sentence):
    facts = chapter_facts(nothing())[kapitel]
    assert sentence in facts.saknas
    assert facts.meningar == ()


def test_every_chapter_has_an_answer():
    assert list(chapter_facts(exempel())) == list(Kapitel)


@pytest.mark.parametrize(
    ("kapitel", "sentence"),
    [
        (Kapitel.EGENKONTROLLER, f"149 av 186 planerade egenkontroller gjordes (80{NBSP}%). Målet var 90 %."),
        (Kapitel.EGENKONTROLLER, f"Lägsta resultatet är 54{NBSP}%: T02 Social journal på Sälgen."),
        (Kapitel.MATNINGAR, f"Svar på brukarundersökningen: 96 av 171 (56{NBSP}%)."),
        (Kapitel.MATNINGAR, "75 av 171 svarade inte. Resultatet gäller dem som svarade."),
        (Kapitel.MATNINGAR, f"Insatser som följts upp under året: 118 av 200 (59{NBSP}%)."),
        (Kapitel.EVB, "Ej verkställda beslut per kvartal 2025: 5, 4, 4 och 3."),
        (Kapitel.LEX, "1 anmäldes till IVO, varav IVO har avslutat 1."),
        (Kapitel.GRANSKNING, REVIEWED),
        (Kapitel.ATGARDER, DUE),
        (Kapitel.ATGARDER, RUNNING),
        (Kapitel.AVVIKELSER, f"Av 22{NBSP}enheter har 7 en enda och 5 ingen avvikelse enligt SoL och LSS under året."),
    ],
)
def test_the_examples_facts(kapitel, sentence):
    assert sentence in chapter_facts(exempel())[kapitel].meningar


def test_unanswered_synpunkter_and_unjudged_effects_are_missing():
    facts = chapter_facts(exempel())
    assert facts[Kapitel.SYNPUNKTER].saknas == ("3 av 38 synpunkter saknar svar.",)
    assert facts[Kapitel.ATGARDER].saknas == (f"Effekten av 12{NBSP}genomförda åtgärder är inte bedömd.",)


def test_quarters_not_reported_are_missing_once_the_year_is_over():
    data = exempel()
    some = replace(data, evb=replace(data.evb, kvartal=data.evb.kvartal[:6]))
    assert chapter_facts(some)[Kapitel.EVB].saknas == ("Kvartal 3 och 4 2025 är inte rapporterade.",)
    running = replace(some, raknat=date(2025, 7, 1))
    assert chapter_facts(running)[Kapitel.EVB].saknas == ()


def test_a_grade_four_is_always_a_high_risk():
    fakta = replace(exempel().sol_lss, risker={(1, 4): 2, (1, 3): 5, (3, 3): 1})
    assert high_risks(fakta) == 3


@pytest.mark.parametrize(
    ("grades", "said"),
    [
        ((LexGrad.ALLVARLIGT,), "rapport enligt lex Sarah, bedömd som allvarligt missförhållande."),
        ((None,), "rapport enligt lex Sarah, inte bedömd än."),
        ((None, None), "rapporter enligt lex Sarah, inte bedömda än."),
        (
            (LexGrad.INGET, None),
            "rapporter enligt lex Sarah, bedömda som inget missförhållande (1), inte bedömda än (1).",
        ),
    ],
)
def test_lex_sarah_is_told_as_a_swede_would(grades, said):
    rows = tuple(replace(exempel().lex[0], grad=grad, anmald_ivo=None, dagar_till_beslut=None) for grad in grades)
    told = chapter_facts(replace(exempel(), lex=rows))[Kapitel.LEX].meningar[0]
    assert told == f"{len(rows)}{NBSP}{said}"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((3, 0), f"Av 2{NBSP}enheter har 1 ingen avvikelse enligt SoL och LSS under året."),
        ((3, 1), f"Av 2{NBSP}enheter har 1 en enda avvikelse enligt SoL och LSS under året."),
        ((3, 2), None),
    ],
)
def test_only_the_silence_there_is_is_told(counts, said):
    units = tuple(EnhetFakta(f"E{n}", avvikelser=Siffra(n)) for n in counts)
    sentences = chapter_facts(replace(exempel(), enheter=units))[Kapitel.AVVIKELSER].meningar
    assert [s for s in sentences if s.startswith("Av 2")] == ([said] if said else [])


def test_a_running_year_is_not_set_against_a_whole_one():
    running = replace(exempel(), raknat=date(2025, 11, 24))
    said = chapter_facts(running)[Kapitel.AVVIKELSER].meningar
    assert said[0] == (
        f"154{NBSP}avvikelser enligt SoL och LSS inträffade 2025 till och med 2025-11-24, mot 49 under hela året före."
    )
    assert "samma typer hela 2024 summerar till 18." in said[2]
    assert not any("%" in sentence for sentence in said if "102 av" not in sentence)


def test_both_years_leave_out_the_same_person():
    typer = exempel().sol_lss.typer
    person = replace(typer[0], nu=Siffra(31), fore=Siffra(102), koncentrerat=31, koncentrerat_fore=102)
    data = replace(exempel(), sol_lss=replace(exempel().sol_lss, typer=(person, *typer[1:])))
    told = chapter_facts(data)[Kapitel.AVVIKELSER].meningar[3]
    assert told.endswith(f"Utan dem är summan 30, mot 18 utan samma brukare året före (+67{NBSP}%).")
