"""What a report was adopted on comes back equal from its text, and a stranger's text is refused."""

import json
from dataclasses import replace

import pytest

from kvalitet_app.domain.berattelse.underlag import from_json, to_json
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.organisation.enheter import Lagrum
from tests.domain.berattelse.nothing import nothing
from tests.reports.exempel import exempel


@pytest.mark.parametrize("make", [exempel, nothing])
def test_it_comes_back_equal(make):
    assert from_json(to_json(make())) == make()


def test_what_a_later_version_added_takes_its_default():
    kept = json.loads(to_json(exempel()))
    del kept["begransad"]
    kept["nagot_nytt"] = 1
    assert from_json(json.dumps(kept)) == replace(exempel(), begransad=False)


@pytest.mark.parametrize("text", ["[]", "{}", '{"ar": 2025}', "1"])
def test_a_strangers_text_is_refused(text):
    with pytest.raises(ValueError, match="not a stored report"):
        from_json(text)


def test_questions_are_stored_as_older_programs_wrote_them():
    asked = Sokfraga("avvikelser", ar=2025, lagrum=(Lagrum.SOL, Lagrum.LSS))
    data = replace(nothing(), sol_lss=replace(nothing().sol_lss, fraga=asked))
    kept = json.loads(to_json(data))
    assert kept["sol_lss"]["fraga"] == "avvikelser?ar=2025&lagrum=sol+lss"
    assert kept["hsl"]["fraga"] == ""
    kept["hsl"]["fraga"] = "nagot_annat?ar=2025"
    assert from_json(json.dumps(kept)) == data
