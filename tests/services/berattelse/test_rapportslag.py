"""Each kind of report tells of its own time and laws, and its figures open exactly what they count."""

import pytest

from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.berattelse.namndblad import areas
from kvalitet_app.domain.berattelse.siffror import named_figures
from kvalitet_app.domain.berattelse.slag import BerattelseSlag
from kvalitet_app.domain.granskning.bedomningar import Farg
from kvalitet_app.reports.pdf.render import render
from kvalitet_app.services.berattelse.handling import Utskriftsval, compose, count_report
from kvalitet_app.services.counts.underlag import rows_behind
from tests.readback import pdf_pages

QUARTERS = [Rapport(2025, None, BerattelseSlag.NAMNDBLAD, n) for n in range(1, 5)]


@pytest.fixture(scope="module")
def counted(exempel):
    """The example counted for a report."""

    def count(rapport):
        with exempel.read() as session:
            return count_report(session, rapport=rapport)

    return count


def test_the_quarters_sum_to_the_year_in_both_years(counted):
    parts, whole = [counted(one) for one in QUARTERS], counted(Rapport(2025))
    for group in ("sol_lss", "hsl"):
        for when in ("nu", "fore"):
            sums = [getattr(getattr(part, group).alla, when).varde for part in parts]
            assert sum(sums) == getattr(getattr(whole, group).alla, when).varde
    assert sum(part.egenkontroller.planerade.varde for part in parts) == whole.egenkontroller.planerade.varde
    assert sum(part.synpunkter.klagomal.nu.varde for part in parts) == whole.synpunkter.klagomal.nu.varde
    assert sum(part.atgarder.beslutade.varde for part in parts) == whole.atgarder.beslutade.varde
    assert sum(len(part.lex) for part in parts) == len(whole.lex)


@pytest.mark.parametrize("rapport", [QUARTERS[2], Rapport(2025, None, BerattelseSlag.DELAR, 2)])
def test_a_figure_of_a_part_opens_as_many_rows_as_it_counts(exempel, counted, rapport):
    rows = [row for row in named_figures(counted(rapport)) if row.siffra.varde is not None]
    assert [row.nyckel for row in rows if not row.siffra.fraga] == []
    with exempel.read() as session:
        for row in rows:
            found = rows_behind(session, fraga=row.siffra.fraga, ar=2025)
            if found is not None and not row.nyckel.startswith("matt/"):
                assert len(found.rader) == row.siffra.varde, row.nyckel


def test_the_namnds_sheet_is_two_pages_with_every_light(exempel, counted):
    with exempel.read() as session:
        made = compose(session, rapport=QUARTERS[2], val=Utskriftsval())
    text = pdf_pages(render(made).content)
    assert len(text) == 2
    assert "Det nämnden ombeds ta ställning till" in text[1]
    lights = {row.omrade: row.farg for row in areas(counted(QUARTERS[2]))}
    assert lights["Egenkontroller"] is Farg.GUL
    assert lights["Ej verkställda beslut"] is Farg.GUL
    assert "Egenkontroller Gul" in " ".join(text[0].split())


def test_a_patientsakerhetsberattelse_tells_of_hsl_alone(exempel, counted):
    rapport = Rapport(2025, None, BerattelseSlag.PATIENTSAKERHET)
    with exempel.read() as session:
        made = compose(session, rapport=rapport, val=Utskriftsval())
    text = " ".join(pdf_pages(render(made).content))
    assert "patientsäkerhetslagen (2010:659) 3 kap. 10 §" in " ".join(text.split())
    assert "Avvikelser enligt SoL och LSS" not in text
    assert "enligt lex Sarah" not in text
    names = {row.nyckel for row in named_figures(counted(rapport))}
    assert "hsl_alla" in names
    assert "sol_lss_alla" not in names
