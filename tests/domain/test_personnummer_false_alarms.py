"""How often the guard takes something for a personnummer that is none: the figures stand in the test's output."""

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kvalitet_app.domain.egenkontroller.mallar import MALLAR
from kvalitet_app.domain.personnummer import PERSONNUMMER, SAMORDNINGSNUMMER, find_numbers
from kvalitet_app.services.exempel.handelsetexter import GENAST, TEXTER

REFERENCE = Path(__file__).parents[1] / "reference" / "granskning.txt"
"""Text of our own with every kind of number that audits, lists and notes are full of, and no personnummer."""
SEED, EACH = 2011, 4000


def alarms(text):
    """What the guard asks about as a personnummer."""
    return [hit.text for hit in find_numbers(text) if hit.kind in (PERSONNUMMER, SAMORDNINGSNUMMER)]


def example_texts():
    """Every text that the example's avvikelser are made of, and the questions of the egenkontroller."""
    yield from (text for texts in TEXTER.values() for text in texts)
    yield from GENAST
    yield from (text for mall in MALLAR for text in mall.fragor)


def stamps(form):
    """Moments of a year as people and machines write them without a colon."""
    draw, begin = random.Random(SEED).randrange, datetime(2026, 1, 1)  # noqa: DTZ001 - a wall clock, not a moment
    return [f"{begin + timedelta(minutes=draw(525_600)):{form}}" for _ in range(EACH)]


def test_the_example_and_its_questions_raise_no_alarm(record_property):
    texts = list(example_texts())
    words = sum(len(text.split()) for text in texts)
    found = [hit for text in texts for hit in alarms(text)]
    record_property("siffra", f"vakten: {len(found)} falsklarm på {words} ord i exemplets texter")
    assert found == []


def test_the_reference_text_raises_few_alarms(record_property):
    text = REFERENCE.read_text("utf-8")
    found = alarms(text)
    numbers = sum(any(ch.isdigit() for ch in word) for word in text.split())
    record_property("siffra", f"vakten: {len(found)} falsklarm på {numbers} tal i granskningstexten: {found}")
    assert numbers > 100
    assert len(found) <= 2


@pytest.mark.parametrize(
    ("form", "most"),
    [
        ("%y%m%d %H%M", 0.13),
        ("%Y%m%d%H%M", 0.13),
        ("%Y-%m-%d %H:%M", 0.0),
        ("%Y%m%d %H:%M:%S", 0.0),
        ("%y%m%d-%H.%M", 0.0),
    ],
)
def test_time_stamps_pass_the_check_digit_one_time_in_ten_and_no_more(record_property, form, most):
    found = sum(bool(alarms(f"Larm {stamp}, svar efter fyra minuter.")) for stamp in stamps(form))
    record_property("siffra", f"vakten: {found / EACH:.1%} falsklarm på tidsstämplar som {form}")
    assert found / EACH <= most


@pytest.mark.parametrize(
    ("what", "form", "most"),
    [
        ("diarienummer", "VN {y}/{n:04}", 0.0),
        ("beslut", "§ {s} {y}-{m:02}-{d:02}", 0.0),
        ("författningar", "SFS {y}:{n}", 0.0),
        ("tio siffror i rad", "{ten}", 0.02),
        ("artikelnummer", "{six}-{n:04}", 0.02),
        ("belopp", "{a} {b:03} {b:03} kronor", 0.0),
    ],
)
def test_numbers_of_lists_and_decisions_raise_few(record_property, what, form, most):
    draw = random.Random(SEED).randrange
    found = 0
    for _ in range(EACH):
        said = form.format(
            y=draw(1990, 2027),
            n=draw(10_000),
            s=draw(1, 400),
            m=draw(1, 13),
            d=draw(1, 29),
            a=draw(1, 99),
            b=draw(1000),
            ten=f"{draw(10**10):010}",
            six=f"{draw(10**6):06}",
        )
        found += bool(alarms(f"Enligt {said} gäller detta."))
    record_property("siffra", f"vakten: {found / EACH:.2%} falsklarm på {what}")
    assert found / EACH <= most
