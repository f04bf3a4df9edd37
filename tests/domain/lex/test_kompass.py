"""The compass: every way to answer three questions."""

from itertools import product

import pytest

from kvalitet_app.domain.lex.kompass import FRAGOR, Besked, Fragesvar, advise

J, N, V = Fragesvar.JA, Fragesvar.NEJ, Fragesvar.VET_INTE


@pytest.mark.parametrize("answers", [*product((J, N, V, None), repeat=len(FRAGOR))])
def test_who_is_not_sure_reports_and_a_no_makes_it_an_avvikelse(answers):
    found = advise(answers)
    if N in answers:
        assert found is Besked.AVVIKELSE
    elif None in answers:
        assert found is None
    else:
        assert found is (Besked.OSAKER if V in answers else Besked.RAPPORTERA)
