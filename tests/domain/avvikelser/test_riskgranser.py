"""The levels of the risk matrix: by default as the handbook's practice has them, else as the register keeps them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.avvikelser.arenden import RISKGRANSER, Riskgranser, Riskniva
from kvalitet_app.domain.errors import RuleError

CELLS = list(product(range(1, 5), repeat=2))
ORDER = list(Riskniva)


@pytest.mark.parametrize(
    ("level", "products"),
    [
        (Riskniva.LAG, {1, 2, 3}),
        (Riskniva.MATTLIG, {4, 6}),
        (Riskniva.HOG, {4, 8, 9}),
        (Riskniva.MYCKET_HOG, {12, 16}),
    ],
)
def test_the_default_levels(level, products):
    assert {s * a for s, a in CELLS if RISKGRANSER.level(s, a) is level} == products
    assert all(ORDER.index(RISKGRANSER.level(s, 4)) >= ORDER.index(Riskniva.HOG) for s in range(1, 5))


@given(st.lists(st.integers(2, 16), min_size=3, max_size=3, unique=True).map(sorted), st.integers(2, 5))
def test_more_risk_is_never_a_lower_level(limits, grade):
    first, second, third = limits
    levels = Riskgranser(first, second, third, grade)
    for s, a in CELLS:
        here = ORDER.index(levels.level(s, a))
        assert all(ORDER.index(levels.level(*more)) >= here for more in ((min(s + 1, 4), a), (s, min(a + 1, 4))))
        assert levels.is_high(s, a) == (s * a >= levels.hog or a >= grade)


def test_a_factor_outside_the_matrix_is_refused():
    with pytest.raises(RuleError, match="1–4"):
        RISKGRANSER.level(0, 4)
