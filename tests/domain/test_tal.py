"""Numbers as Swedes write them, and the figures that a text states."""

from kvalitet_app.domain.tal import figures_in


def test_the_figures_of_a_text_in_order():
    assert figures_in("Av 1\u00a0250 timmar var 12,5 procent (3) övertid.") == ["1 250", "12,5", "3"]
    assert figures_in("Inga siffror.") == []
