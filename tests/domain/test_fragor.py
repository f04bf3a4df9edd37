"""A question to the register, as a value and as the text that is stored."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain import fragor
from kvalitet_app.domain.fragor import NOUNS, Limits, Sokfraga, narrow, text_of
from kvalitet_app.domain.organisation.enheter import Lagrum

row_id = st.integers(0, 2**63 - 1)
ids = st.lists(row_id, max_size=5).map(tuple)
month = st.integers(1, 12)
text = st.text()
LIMITS = {
    "id": row_id,
    "kod": text,
    "dag": st.dates(),
    "ar": st.integers(1, 9999),
    "kvartal": st.integers(1, 4),
    "manad": month | st.tuples(month, month).map(sorted).map(tuple),
    "lagrum": st.lists(st.sampled_from(Lagrum), max_size=3).map(tuple),
    "typ": ids,
    "mall": row_id,
    "ids": ids,
    "enhet": row_id,
    "orsak": text,
    "ref": text,
    "vy": text,
    "utan": text,
    "dagar": st.tuples(row_id, st.none() | row_id),
    "status": text,
    "effekt": text,
    "slag": st.lists(text, max_size=3).map(tuple),
    "sannolikhet": row_id,
    "allvarlighetsgrad": row_id,
    **dict.fromkeys(("ivo", "besvarad", "rattad", "nya", "oskyddat"), st.booleans()),
}
questions = st.builds(
    lambda noun, limits: Sokfraga(noun, **limits),
    st.sampled_from(sorted(NOUNS)),
    st.fixed_dictionaries({}, optional=LIMITS),
)

# What the program has written of figures, each form of it.
WRITTEN = (
    "adresser",
    "atgarder?ar=2025&vy=alla",
    "atgardsrader?ar=2025&manad=1-8&vy=oppna",
    "atgardsrader?ar=2025&status=genomford&effekt=god",
    "avvikelser?ar=2025&lagrum=sol+lss",
    "avvikelser?ar=2025&lagrum=sol+lss&typ=3+0+4&utan=B%2B7%20%26%20%C3%A5",
    "avvikelser?ar=2025&manad=1-1&lagrum=hsl&vy=forsenade",
    "avvikelser?ar=2025&lagrum=hsl&enhet=7&ref=a+b",
    "brister?ar=2025&manad=1-3&rattad=1",
    "egenkontroller?ar=2025&mall=4",
    "evb?ar=2024&kvartal=3",
    "evb?dag=2025-03-31",
    "lex?ar=2025&slag=lex_sarah+lex_maria&ivo=1",
    "lex?id=7",
    "matt?kod=nöjd 3 = bra&ar=2025",
    "rutiner?vy=utan_agare",
    "rutinversioner?ar=2025&nya=1",
    "synpunktsrader?ar=2025&besvarad=1",
)

UNREADABLE = (
    "",
    "okand?ar=2025",
    "avvikelser?ar",
    "avvikelser?ar=i_fjol",
    "avvikelser?ar=99999",
    "avvikelser?ar=2025&manad=0",
    "avvikelser?manad=9-3",
    "avvikelser?lagrum=sol,lss",
    "avvikelser?ids=1++2",
    "evb?dag=x",
    "lex?senare=1",
    f"lex?id={2**63}",
)

# A question in pieces of text: "?ar=", "&typ=", f"lex?{...}".
SURGERY = re.compile(
    r"""[?&][a-z]+=|["'][a-z]+\?(?!["'])[{a-z]|(partition|split)\("[?&]"\)|fraga\.(replace|partition|split)"""
)


def test_no_question_is_made_or_read_but_here():
    house = Path(fragor.__file__).parent.parent
    found = [
        f"{path.relative_to(house)}: {line.strip()}"
        for path in sorted(house.rglob("*.py"))
        if path != Path(fragor.__file__) and path.relative_to(house).parts[0] != "db"  # addresses of databases
        for line in path.read_text("utf-8").splitlines()
        if SURGERY.search(line)
    ]
    assert found == []


def test_every_limit_is_tried():
    assert set(LIMITS) == set(Limits.__annotations__)
    assert ("noun", *LIMITS) == Sokfraga.__match_args__


@given(questions)
def test_a_question_comes_back_from_its_text(asked):
    assert Sokfraga.from_text(asked.to_text()) == asked


@pytest.mark.parametrize("written", WRITTEN)
def test_what_was_written_is_read_and_written_the_same(written):
    asked = Sokfraga.from_text(written)
    assert asked is not None
    assert asked.to_text() == written


@given(text | st.lists(text).map("&".join).map("avvikelser?{}".format) | st.sampled_from(WRITTEN).map(lambda w: w[:-1]))
def test_no_text_stops_the_program(written):
    asked = Sokfraga.from_text(written)
    assert asked is None or Sokfraga.from_text(asked.to_text()) == asked


@pytest.mark.parametrize("written", UNREADABLE)
def test_what_cannot_be_read_is_no_question(written):
    assert Sokfraga.from_text(written) is None


def test_the_last_of_two_holds():
    assert Sokfraga.from_text("avvikelser?ar=2025&ar=2024") == Sokfraga("avvikelser", ar=2024)


def test_a_question_is_narrowed():
    asked = Sokfraga("avvikelser", ar=2025, utan="B7")
    assert asked.with_(manad=3, utan=None) == Sokfraga("avvikelser", ar=2025, manad=3)
    assert narrow(asked, ar=2024) == Sokfraga("avvikelser", ar=2024, utan="B7")
    assert narrow(None, ar=2024) is None
    assert text_of(None) == ""


def test_the_months_of_a_question():
    assert Sokfraga("avvikelser").manader == (1, 12)
    assert Sokfraga("avvikelser", manad=3).manader == (3, 3)
    assert Sokfraga("avvikelser", manad=(4, 6)).manader == (4, 6)
    assert Sokfraga("evb", dag=date(2025, 3, 31)).to_text() == "evb?dag=2025-03-31"
