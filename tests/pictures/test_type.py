"""Widths of text, line breaking, and the colours' promises."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.tal import number
from kvalitet_app.pictures.drawing.colour import contrast, ink, mix, strongest
from kvalitet_app.pictures.drawing.furniture import settle
from kvalitet_app.pictures.drawing.metrics import SHY, drawable, elide, text_width, wrap
from kvalitet_app.pictures.drawing.tokens import DARK, LIGHT, Theme


def test_width_is_the_typefaces_own():
    """Source Sans 3: every digit is 0.497 em wide."""
    assert text_width("0123456789", 100) == pytest.approx(497, abs=0.5)


@given(st.text(max_size=80), st.integers(0, 300))
def test_elided_text_fits(text, width):
    assert text_width(elide(text, width, 14), 14) <= width + 1e-9


@given(st.text(alphabet=st.sampled_from("abcå " + SHY), max_size=80), st.integers(20, 200), st.integers(0, 4))
def test_wrapped_lines_fit(text, width, lines):
    rows = wrap(text, width, 14, lines=lines)
    assert all(text_width(row, 14) <= width + 1e-9 for row in rows)
    assert not lines or len(rows) <= lines


def test_a_compound_breaks_at_its_soft_hyphen():
    assert wrap(f"kvalitets{SHY}berättelse", 80, 14) == ["kvalitets-", "berättelse"]


def test_what_cannot_be_drawn_is_replaced():
    assert drawable("Hej 😀\x00\nåäö") == "Hej □ åäö"


def test_numbers_are_swedish():
    assert [number(1234), number(0.5), number(-3)] == ["1\u00a0234", "0,5", "−3"]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9).map(sorted))
def test_settled_blocks_never_touch(wanted):
    places = settle(wanted, [10] * len(wanted), low=0, high=100, gap=1)
    assert all(b - a >= 11 - 1e-6 for a, b in pairwise(places))
    assert places[0] >= -1e-6
    assert places[-1] <= 90 + 1e-6


def _promises(t: Theme) -> list[tuple[str, str, str, float]]:
    pairs = [(n, b, 4.5) for n in ("text", "muted", "accent") for b in ("surface", "canvas", "raised", "accent_soft")]
    pairs += [("on_accent", "accent", 4.5)]
    for c in ("green", "yellow", "red"):
        pairs += [(c, f"{c}_soft", 4.5), (c, "surface", 4.5), (c, "accent_soft", 4.5), ("text", f"{c}_soft", 4.5)]
        pairs += [("on_fill", f"{c}_fill", 4.5), ("accent", f"{c}_soft", 4.5), (f"{c}_fill", "surface", 3)]
    pairs += [(n, "surface", 3) for n in ("edge", "past")]
    named = [(f"{a} on {b}", getattr(t, a), getattr(t, b), least) for a, b, least in pairs]
    return named + [(f"series {i}", color, t.surface, 3) for i, color in enumerate(t.series)]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["ljust", "mörkt"])
def test_every_promised_contrast_holds(theme):
    low = [(what, round(contrast(a, b), 2)) for what, a, b, least in _promises(theme) if contrast(a, b) < least]
    assert low == []


@given(st.floats(0, 1))
def test_strongest_tint_carries_text(most):
    fill = strongest(DARK.red_soft, DARK.red_fill, DARK, most=most)
    assert contrast(ink(fill, DARK), fill) >= 4.5
    assert mix("#000000", "#FFFFFF", 1) == "#FFFFFF"
