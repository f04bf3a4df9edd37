"""A case under lex Sarah to work on."""

import pytest

from tests.services.lex.cases import report


@pytest.fixture
def case(ground):
    """A case that has just been reported, with SAS at work."""
    found = report(ground)
    ground.as_person(ground.sas)
    return found
