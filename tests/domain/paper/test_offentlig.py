"""What is published gives no small figure away: not in a sentence, and not by taking a shown sum apart."""

import re
from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.berattelse.fakta import chapter_facts, said_matning
from kvalitet_app.domain.berattelse.fakta_avvikelser import compared
from kvalitet_app.domain.berattelse.jamforelse import Jamfort, Siffra, TypRad, largest
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.namndblad import areas
from kvalitet_app.domain.berattelse.raknat import EvbFakta, EvbKvartal, Matning, SynpunktFakta
from kvalitet_app.domain.paper.offentlig import LEAST, MASK, hide, is_small
from kvalitet_app.domain.tal import NBSP
from tests.reports.exempel import exempel

FEW = re.compile(r"(?<![\d.,:–T])[1-4](?![\d.,:–§]|\s*(?:mål|månad|kap))")


def public(**own):
    return replace(exempel(), **own).public()


def told(kapitel, **own):
    return " ".join(chapter_facts(public(**own))[kapitel].meningar)


def answers(klagomal, berom, forslag, besvarade):
    first, second, third = (Jamfort(Siffra(n), Siffra(n)) for n in (klagomal, berom, forslag))
    return SynpunktFakta(first, second, third, Siffra(besvarade), 9)


def test_decisions_that_wait_are_not_told_when_they_are_few():
    quarters = tuple(
        EvbKvartal(ar, k, Siffra(n)) for ar, k, n in ((2024, 1, 9), (2025, 1, 5), (2025, 2, 4), (2025, 3, 0))
    )
    assert told(Kapitel.EVB, evb=EvbFakta(quarters)).startswith(
        f"Ej verkställda beslut per kvartal 2025: 5, {MASK} och 0. Året före: 9."
    )


def test_few_of_a_kind_of_synpunkter_are_not_told_nor_what_remains_of_all():
    assert told(Kapitel.SYNPUNKTER, synpunkter=answers(22, 9, 7, 33)).startswith(
        f"38{NBSP}synpunkter kom in: 22 klagomål, 9 beröm och 7 förslag."
    )
    said = told(Kapitel.SYNPUNKTER, synpunkter=answers(22, 9, 3, 20))
    assert said.startswith(f"34{NBSP}synpunkter kom in: 22 klagomål.")
    assert "20 av 34 är besvarade" in said
    assert told(Kapitel.SYNPUNKTER, synpunkter=answers(2, 1, 0, 2)) == f"{MASK} synpunkter kom in."


def test_a_share_is_not_told_of_few():
    for part, whole, shown in ((3, 40, False), (38, 40, True), (20, 40, True), (0, 3, True), (0, 40, True)):
        row = Matning("m", "Mått", Siffra(part), Siffra(whole))
        assert (str(part) in said_matning(row, offentlig=True).split(" av ")[0]) == shown


def test_a_change_is_not_told_from_or_to_few():
    assert compared(Jamfort(Siffra(15), Siffra(4)), offentlig=True) == f"mot {MASK} året före"
    assert compared(Jamfort(Siffra(2), Siffra(10)), offentlig=True) == "mot 10 året före"
    assert compared(Jamfort(Siffra(2), Siffra(10))) == f"mot 10 året före (−80{NBSP}%)"


def test_the_namnds_sheet_tells_of_few_persons_in_no_light():
    data = exempel()
    few = replace(
        data,
        synpunkter=answers(2, 1, 0, 1),
        evb=EvbFakta((EvbKvartal(2025, 1, Siffra(3)),)),
        hsl=replace(data.hsl, oppna_lange=Siffra(3)),
        lex=data.lex[:2],
    ).public()
    about_persons = {
        "Avvikelser SoL och LSS",
        "Avvikelser HSL",
        "Lex Sarah",
        "Ej verkställda beslut",
        "Synpunkter och klagomål",
    }
    rows = [row for row in areas(few) if row.omrade in about_persons]
    assert len(rows) == 5
    assert [row.lage for row in rows if FEW.search(row.lage.split(", svar")[0].split(", längsta")[0])] == []


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_what_remains_of_a_sum_never_says_what_one_cell_is(cells):
    hidden = sorted(hide(dict(enumerate(cells))))
    few = [at for at in hidden if is_small(cells[at])]
    if not few or len(hidden) == len(cells) or is_small(sum(cells)):  # a sum below five is hidden itself
        return
    rest = sum(cells[at] for at in hidden)
    if few != hidden:  # they all look alike, so that each may be anything up to what remains
        assert len(hidden) > 1
        assert rest >= LEAST
        return
    ways = [each for each in product(range(1, 5), repeat=len(hidden)) if sum(each) == rest]
    assert all(len(set(values)) > 1 for values in zip(*ways, strict=True))


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=6))
def test_no_sum_in_a_sentence_is_of_a_hidden_type(counts):
    """A type that the table hides is in no sum of its year that a sentence tells."""
    data = exempel()
    typer = tuple(
        TypRad(f"t{n}", f"Typ {chr(65 + n)}", Siffra(now), Siffra(fore)) for n, (now, fore) in enumerate(counts)
    )
    whole = Jamfort(Siffra(sum(now for now, _ in counts)), Siffra(sum(fore for _, fore in counts)))
    said = told(Kapitel.AVVIKELSER, sol_lss=replace(data.sol_lss, typer=typer, alla=whole))
    hidden_now = hide({row.kod: row.antal for row in typer})
    hidden_fore = hide({row.kod: row.antal_fore for row in typer})
    top, before = largest(typer), largest(typer, before=True)
    if {row.kod for row in top} & hidden_now:
        assert "Summan av dem är" not in said
    if {row.kod for row in top} & hidden_fore:
        assert "samma typer 2024 summerar" not in said
    if {row.kod for row in before} & hidden_fore:
        assert "De summerade då till" not in said
    if {row.kod for row in before} & hidden_now:
        assert not re.search(r"De summerade (?:då till \d+ och )?nu till", said)
