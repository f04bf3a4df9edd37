"""A kvalitetsberättelse from data and plain texts, without a register."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.disposition import Lagrat, Rapport, arrange
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import BerattelseData
from kvalitet_app.domain.berattelse.slag import BerattelseSlag
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.reports.handlingar.berattelse.dokument import kvalitetsberattelse
from kvalitet_app.reports.model.blocks import Report
from kvalitet_app.services.berattelse.disposition import list_avsnitt


def report_of(
    data: BerattelseData,
    texts: Mapping[Kapitel, str] | None = None,
    *,
    offentlig: bool = False,
    slag: BerattelseSlag = BerattelseSlag.KVALITET,
    **more: Any,
) -> Report:
    """The report of some data with its author's texts by chapter."""
    rows = arrange(slag, [Lagrat(kapitel.value, text) for kapitel, text in (texts or {}).items()])
    spridning = Spridning.OFFENTLIG if offentlig else Spridning.INTERN
    return kvalitetsberattelse(replace(data, slag=slag), rows, spridning=spridning, **more)


def texts_of(session: ReadSession, *, ar: int) -> dict[Kapitel, str]:
    """The author's texts of a year, by chapter."""
    rows = list_avsnitt(session, rapport=Rapport(ar))
    return {row.inbyggt: row.text for row in rows if row.inbyggt and row.skrivet}
