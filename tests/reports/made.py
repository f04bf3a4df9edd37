"""A kvalitetsberättelse from data and plain texts, without a register."""

from kvalitet_app.domain.arende import BerattelseSlag
from kvalitet_app.domain.disposition import KAPITEL, Lagrat, arrange
from kvalitet_app.domain.spridning import Spridning
from kvalitet_app.reports.kvalitetsberattelse import kvalitetsberattelse


def report_of(data, texts=None, *, offentlig=False, slag=BerattelseSlag.KVALITET, **more):
    """The report of some data with its author's texts by chapter."""
    rows = arrange(KAPITEL[slag], [Lagrat(kapitel.value, text) for kapitel, text in (texts or {}).items()])
    spridning = Spridning.OFFENTLIG if offentlig else Spridning.INTERN
    return kvalitetsberattelse(data, rows, slag=slag, spridning=spridning, **more)
