"""What the report says of a year before which the register was not kept: nothing, in any chapter, table or figure."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import EjVerkstalltBeslut, Enhet, Synpunkt
from kvalitet_app.domain.berattelse.siffror import named_figures
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.synpunkter import SynpunktKalla, SynpunktSlag
from kvalitet_app.reports.model.blocks import Chart, Table
from kvalitet_app.reports.pdf.render import render
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.oversikt import gather_oversikt
from kvalitet_app.services.register.forsta_start import catch_up
from tests.readback import pdf_words
from tests.reports.made import report_of
from tests.services.factories import ny
from tests.verbs import laying


def happened(ground, year, **own):
    """Register an event of a year at Björken."""
    when = datetime(year, 3, 2, 8, tzinfo=UTC)
    ground.write(register_avvikelse, ny=ny(ground, handelse_vid=when, typ_id=ground.bemotande, **own))


def add_others(ground, year):
    """A synpunkt, and a decision that had waited over three months at the end of the second quarter."""
    with ground.store.writing(laying()) as session:
        session.add(
            Synpunkt(
                enhet_id=ground.bjorken,
                slag=SynpunktSlag.KLAGOMAL,
                kalla=SynpunktKalla.BRUKARE,
                text="För kallt.",
                mottagen_datum=date(year, 3, 3),
            )
        )
        session.add(
            EjVerkstalltBeslut(
                enhet_id=ground.bjorken,
                arendereferens="LSS-1",
                lagrum=Lagrum.LSS,
                insats="Kontaktperson",
                beslut_datum=date(year, 1, 10),
                skal="Resursbrist",
                verkstalld_datum=date(year, 8, 1),
            )
        )


@pytest.fixture
def begun(ground):
    """An organisation that began in 2025, with three cases, a synpunkt and a decision not carried out."""
    ground.as_person(ground.chef)
    for _ in range(3):
        happened(ground, 2025)
    add_others(ground, 2025)
    ground.as_person(ground.lasare)
    return ground


def said(report):
    """Everything on paper, as one text."""
    return pdf_words(render(report).content)


def test_a_first_year_compares_with_nothing(begun):
    data = begun.read(gather, ar=2025)
    assert (data.sol_lss.alla.nu.varde, data.sol_lss.alla.fore.varde) == (3, None)
    assert data.sol_lss.manader_fore == data.sol_lss.manader_topp_fore == ()
    assert {unit.avvikelser_fore.varde for unit in data.enheter} == {None}
    assert data.synpunkter is not None
    assert data.synpunkter.klagomal.fore.varde is None
    assert {q.antal.varde for q in data.evb.kvartal if q.ar == 2024} == {None}
    assert next(q.antal.varde for q in data.evb.kvartal if (q.ar, q.kvartal) == (2025, 2)) == 1


def test_a_first_year_says_so_in_every_chapter(begun):
    report = report_of(begun.read(gather, ar=2025), {})
    text = said(report)
    assert "3 avvikelser enligt SoL och LSS inträffade 2025, uppgift saknas för året före." in text
    assert "Klagomålen var 1, uppgift saknas för året före." in text
    assert "Året före: uppgift saknas." in text
    assert "mot 0" not in text
    charts = [block for block in report.blocks if isinstance(block, Chart)]
    tables = [block for block in report.blocks if isinstance(block, Table)] + [c.table for c in charts if c.table]
    assert not any("2024" in chart.caption for chart in charts)
    for table in tables:
        before = [n for n, column in enumerate(table.columns) if "2024" in column.title]
        assert {row[n] for row in table.rows for n in before} <= {"–", ""}
        assert not any(row[0] == "2024" and set(row[1:]) != {"–"} for row in table.rows)


def test_a_year_of_silence_in_a_register_that_was_kept_is_a_nought(begun):
    begun.as_person(begun.chef)
    happened(begun, 2023)
    add_others(begun, 2023)
    data = begun.as_person(begun.lasare) and begun.read(gather, ar=2025)
    assert data.sol_lss.alla.fore.varde == 0
    assert data.synpunkter.klagomal.fore.varde == 0
    assert {q.antal.varde for q in data.evb.kvartal if q.ar == 2024} == {0}
    assert "mot 0 året före" in said(report_of(data, {}))


def test_each_kind_is_asked_for_itself(begun):
    begun.as_person(begun.chef)
    happened(begun, 2024)
    data = begun.as_person(begun.lasare) and begun.read(gather, ar=2025)
    assert data.sol_lss.alla.fore.varde == 1
    assert data.hsl.alla.fore.varde is None
    assert data.synpunkter.klagomal.fore.varde is None


def test_a_silent_unit_has_a_nought_but_a_new_one_is_unknown(begun):
    begun.as_person(begun.chef)
    happened(begun, 2024)
    with begun.store.writing(laying()) as session:
        session.get(Enhet, begun.granen).giltig_fran = date(2025, 1, 1)
    data = begun.as_person(begun.lasare) and begun.read(gather, ar=2025)
    assert {unit.namn: unit.avvikelser_fore.varde for unit in data.enheter} == {"Björken": 1, "Granen": None}
    alone = begun.read(gather, ar=2025, enhet_id=begun.granen)
    assert alone.sol_lss.alla.fore.varde is None


def test_a_year_before_the_register_is_unknown_itself(begun):
    data = begun.read(gather, ar=2019)
    assert data.sol_lss.alla.nu.varde is None
    text = said(report_of(data, {}))
    assert "inget är registrerat för 2019" in text
    assert "Ingen avvikelse enligt SoL och LSS är registrerad för 2019." in text


def test_the_first_page_has_no_months_to_compare_with(begun):
    assert begun.read(gather_oversikt, ar=2025, enheter=None).manader_i_fjol == ()
    begun.as_person(begun.chef)
    happened(begun, 2024)
    assert sum(begun.read(gather_oversikt, ar=2025, enheter=None).manader_i_fjol) == 1


def test_decisions_cite_the_law_of_their_kind_and_of_their_quarter(begun):
    begun.as_person(begun.admin)
    begun.write(catch_up)
    begun.as_person(begun.lasare)

    def cites():
        data = begun.read(gather, ar=2025)
        figures = {one.nyckel: one.definition for one in named_figures(data)}
        return [figures[f"{kind}/2025/{q}"] for kind in ("evb", "evb_verkstallda") for q in (2, 3)]

    waited, late = "när kvartalet var slut", "efter mer än tre månader"
    only_lss = [f"{waited} (28 f § LSS)."] * 2 + [f"{late} (28 g § LSS)."] * 2
    assert [how.endswith(end) for how, end in zip(cites(), only_lss, strict=True)] == [True] * 4
    with begun.store.writing(laying()) as session:
        (row,) = session.scalars(select(EjVerkstalltBeslut))
        row.lagrum = Lagrum.SOL
    old, new = "16 kap. 6 f–i §§ SoL (2001:453), antagen", "34 kap. 1–4 §§ SoL (2025:400), hänvisad"
    only_sol = [f"{waited} ({old}).", f"{waited} ({new}).", f"{late} ({old}).", f"{late} ({new})."]
    assert [how.endswith(end) for how, end in zip(cites(), only_sol, strict=True)] == [True] * 4
