"""The kvalitetsberättelse with the example's numbers, and without any."""

from dataclasses import replace
from datetime import date

import pytest

from kvalitet_app.domain.berattelse.fakta import chapter_facts
from kvalitet_app.domain.berattelse.jamforelse import NOLL, OKAND, Siffra, TypRad
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import EgenkontrollEnhet, EnhetFakta, EvbFakta, EvbKvartal
from kvalitet_app.domain.berattelse.siffror import named_figures
from kvalitet_app.domain.berattelse.siffror import shown as shown_figure
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.lex.ord import LexGrad
from kvalitet_app.domain.register.inbyggda import TYPER
from kvalitet_app.domain.tal import NBSP
from kvalitet_app.domain.tid import Tid
from kvalitet_app.pictures.drawing.tokens import LIGHT
from kvalitet_app.reports.model.blocks import Callout, Chart, Heading, Items, KeyFigures, Para, Table, Title
from kvalitet_app.reports.pdf.render import render
from kvalitet_app.reports.pdf.scene_painter import PX
from kvalitet_app.reports.pdf.styles import WIDTH
from tests.domain.berattelse.nothing import nothing
from tests.pictures.lint import texts
from tests.readback import pdf_pages
from tests.reports.exempel import SJALVSKADA, TEXTER, exempel
from tests.reports.made import report_of


def test_every_chapter_is_there_in_order():
    headings = [h.text for h in report_of(exempel(), TEXTER).headings if h.level == 1]
    assert headings == [*(f"{n} {k.word}" for n, k in enumerate(Kapitel, 1)), "Bilagor"]


def test_both_figures_of_the_concentrated_case_are_printed():
    text = " ".join(pdf_pages(render(report_of(exempel(), TEXTER)).content))
    for said in (f"+633{NBSP}%", f"+67{NBSP}%", f"77{NBSP}%", "en och samma brukare"):
        assert said.replace(NBSP, " ") in text.replace(NBSP, " ")


@pytest.mark.parametrize("kapitel", [Kapitel.AVVIKELSER, Kapitel.EGENKONTROLLER, Kapitel.ATGARDER])
def test_facts_that_the_author_took_over_are_not_told_twice(kapitel):
    said = chapter_facts(exempel())[kapitel].meningar
    taken, left = said[0], said[1:]
    blocks = report_of(
        exempel(), TEXTER | {kapitel: f"Vi har sett detta. {taken.replace(NBSP, ' ')} Det ska bli bättre."}
    ).blocks
    told = [one for block in blocks for one in sentences(block)]
    assert sum(taken.replace(NBSP, " ") in one.replace(NBSP, " ") for one in told) == 1
    for each in left:
        assert any(each in one for one in told), "what the author left out is told"


def sentences(block):
    """What running text and lists say."""
    if isinstance(block, Para):
        return [block.text.replace("\\", "")]
    return [point.text.replace("\\", "") for point in block.points] if isinstance(block, Items) else []


def test_the_brukarreferens_is_never_printed():
    assert "GB11" not in " ".join(pdf_pages(render(report_of(exempel(), TEXTER)).content))


def test_types_stand_beside_the_year_before():
    charts = [b for b in report_of(exempel(), TEXTER).blocks if isinstance(b, Chart)]
    table = next(b.table for b in charts if b.table and "SoL och LSS per typ" in b.table.caption)
    assert ("Insats fördröjd eller felaktigt utförd", "4", "15", f"+275{NBSP}%", "14") in table.rows
    assert table.rows[-1][:3] == ("Alla typer", "49", "154")


def test_figures_and_tables_are_numbered_once_each():
    blocks = report_of(exempel(), TEXTER).blocks
    figures = [b.caption for b in blocks if isinstance(b, Chart)]
    tables = [b for b in blocks if isinstance(b, Table)] + [b.table for b in blocks if isinstance(b, Chart) and b.table]
    numbered = sorted(int(t.caption.split()[1].rstrip(".")) for t in tables if t.caption)
    assert [int(c.split()[1].rstrip(".")) for c in figures] == list(range(1, len(figures) + 1))
    assert numbered == list(range(1, len(numbered) + 1))


def test_an_empty_year_is_a_report_of_what_is_missing():
    made = report_of(nothing(), {})
    missing = {b.text for b in made.blocks if isinstance(b, Callout)}
    assert "Ingen riskanalys är registrerad för 2025." in missing
    assert "Texten till kapitlet Mål och måluppfyllelse är inte skriven." in missing
    assert not any(isinstance(b, Chart) for b in made.blocks)
    assert render(made).pages > 3


def test_a_published_version_points_nobody_out():
    made = report_of(exempel(), TEXTER, offentlig=True)
    units = next(b for b in made.blocks if isinstance(b, Table) and b.caption.endswith("Enheter och avvikelser"))
    assert next(row for row in units.rows if row[0] == "Videt")[2:5] == ("•", "•", "•")
    assert not any(isinstance(b, Heading) and "typ och enhet" in b.text for b in made.blocks)


def test_odd_names_and_units_without_anything_get_through():
    data = exempel()
    odd = ("*", "**fet** <b>&amp;", "😀" * 9, "", "x" * 300)
    zero = EgenkontrollEnhet("noll", 0, 0, 0, 0, 0)
    changed = replace(
        data,
        omfattning=odd[1],
        organisation=odd[4],
        enheter=tuple(EnhetFakta(name, platser=0) for name in odd),
        egenkontroller=replace(data.egenkontroller, enheter=(zero,), mallar=()),
        sol_lss=replace(data.sol_lss, typer=(TypRad("a", odd[1], Siffra(3), OKAND), TypRad("b", "", Siffra(2), NOLL))),
    )
    made = render(report_of(changed, {Kapitel.ANALYS: "* _ ** <i> \\ " * 40}))
    text = " ".join(pdf_pages(made.content))
    assert "**fet** <b>&amp;" in text
    assert "fanns inte" in text
    assert made.replaced == "😀"


def table_called(part):
    return next(b for b in report_of(exempel(), TEXTER).blocks if isinstance(b, Table) and part in b.caption)


def test_every_built_in_type_is_named_whole_in_the_figure_of_types():
    typer = tuple(TypRad(t.kod, t.namn, Siffra(3), Siffra(2)) for t in TYPER)
    for start in range(0, len(typer), 8):
        part = typer[start : start + 8]
        data = exempel()
        made = report_of(replace(data, sol_lss=replace(data.sol_lss, typer=part)), {})
        chart = next(b for b in made.blocks if isinstance(b, Chart) and "vanligaste typerna 2025" in b.caption)
        shown = texts(chart.scene(LIGHT, WIDTH / PX))
        assert {row.namn for row in part} <= set(shown)
        assert not any(text.endswith("…") or text.startswith("och ") for text in shown)


def test_a_month_that_has_not_begun_is_no_nought():
    running = replace(exempel(), raknat=date(2025, 11, 24))
    charts = [b for b in report_of(running, {}).blocks if isinstance(b, Chart) and "per månad" in b.caption]
    assert [row[12] for chart in charts if chart.table for row in chart.table.rows if row[0] == "2025"] == ["", ""]
    over = [b for b in report_of(exempel(), {}).blocks if isinstance(b, Chart) and "per månad" in b.caption]
    assert [row[12] for chart in over if chart.table for row in chart.table.rows if row[0] == "2025"] == ["10", "37"]


def test_no_lex_sarah_is_not_said_to_hold_none_that_is_grave():
    def figure(lex):
        made = report_of(replace(exempel(), lex=lex), {})
        row = next(b for b in made.blocks if isinstance(b, KeyFigures))
        return next((f.value, f.label, f.note) for f in row.figures if "lex Sarah" in f.label)

    grave = next(row for row in exempel().lex if row.grad is LexGrad.ALLVARLIGT)
    assert figure(()) == ("0", "rapporter enligt lex Sarah", "")
    assert figure((grave,)) == ("1", "rapport enligt lex Sarah", "varav 1 allvarligt missförhållande")
    assert figure((grave, grave))[2] == "varav 2 allvarliga missförhållanden"


def test_a_whole_organisation_is_not_named_twice():
    whole = replace(exempel(), omfattning=exempel().organisation)
    title = next(b for b in report_of(whole, {}).blocks if isinstance(b, Title))
    assert (title.organisation, title.subtitle) == (exempel().organisation, "Hela organisationen")


def test_a_goal_is_a_share_like_what_it_is_compared_with():
    goals = [row[-1] for row in table_called("Mätningar").rows]
    assert goals == [f"70{NBSP}%", f"100{NBSP}%", f"100{NBSP}%"]


def test_the_columns_of_types_by_unit_hold_what_their_heads_say():
    table = table_called("per enhet och typ")
    names = {u.namn for u in exempel().enheter}
    assert [c.title for c in table.columns] == ["Enhet", "Typ", "Antal"]
    assert {row[0] for row in table.rows} <= names


ALLA = Sokfraga("avvikelser", ar=2025)


def test_figures_know_the_question_that_counts_them():
    blocks = report_of(exempel(), TEXTER).blocks
    first = next(b for b in blocks if isinstance(b, KeyFigures)).figures[0]
    assert (first.value, first.fraga) == ("154", ALLA)
    table = next(b.table for b in blocks if isinstance(b, Chart) and b.table and "LSS per typ" in b.table.caption)
    asked = {table.rows[row][0]: (table.rows[row][column], fraga) for (row, column), fraga in table.fragor.items()}
    assert asked == {SJALVSKADA.namn: ("102", ALLA.with_(typ=(1,))), "Alla typer": ("154", ALLA)}


def test_a_part_of_the_year_shows_its_own_months_and_no_noughts():
    data = replace(exempel(), tid=Tid(2025, 1, 4, "januari–april"))
    part = replace(data.sol_lss, manader_topp=(8, 9, 11, 12, *(0,) * 8), manader_topp_fore=(1, 2, 1, 2, *(0,) * 8))
    made = report_of(replace(data, sol_lss=part), TEXTER)
    chart = next(b for b in made.blocks if isinstance(b, Chart) and "med och utan" in b.caption)
    assert chart.table is not None
    assert [column.title for column in chart.table.columns] == ["År", "jan", "feb", "mar", "apr", "Summa"]
    assert "maj" not in texts(chart.scene(LIGHT, 600))


def figures_of(data):
    found = next(b for b in report_of(data, TEXTER).blocks if isinstance(b, Table) and "Siffrorna i" in b.caption)
    assert [column.title for column in found.columns[1:3]] == ["2024", "2025"]
    return {row[0]: row[1:3] for row in found.rows}


def test_decisions_of_the_year_before_stand_in_its_own_column():
    quarters = [EvbKvartal(ar, k, Siffra(n)) for ar, k, n in ((2024, 1, 7), (2024, 2, 8), (2025, 1, 9))]
    shown = figures_of(replace(exempel(), evb=EvbFakta(tuple(quarters))))
    assert shown["Ej verkställda beslut kv. 1"] == ("7", "9")
    assert shown["Ej verkställda beslut kv. 2, året före"] == ("8", "–")
    assert not any("2024" in name for name in shown)


def test_every_figure_that_is_known_of_the_year_before_stands_beside_this_years():
    data = exempel()
    shown = figures_of(data)
    known = [m for m in data.matningar if m.taljare_fore.varde is not None]
    assert known
    for one in known:
        assert shown[one.namn] == (shown_figure(one.taljare_fore.varde), shown_figure(one.taljare.varde))
        if one.namnare_fore.varde:
            assert shown[f"{one.namn}, av"] == (shown_figure(one.namnare_fore.varde), shown_figure(one.namnare.varde))
    rows = {row.nyckel: row for row in named_figures(data)}
    for row in rows.values():
        if row.fore_till in rows and row.siffra.varde is not None and not row.nyckel.startswith("enhet/"):
            assert shown[rows[row.fore_till].etikett][0] == row.visad


@pytest.mark.parametrize(
    ("raknat", "tid", "dag"),
    [
        (date(2025, 11, 24), None, "2025-11-24"),
        (date(2026, 3, 24), None, "2025-12-31"),
        (date(2026, 3, 24), Tid(2025, 7, 9), "2025-09-30"),
    ],
)
def test_the_day_that_is_told_of_waiting_decisions_is_the_day_that_was_counted_on(raknat, tid, dag):
    data = replace(exempel(), raknat=raknat, tid=tid)
    rows = {row.nyckel: row for row in named_figures(data)}
    assert rows["evb_oppna"].definition == f"Som det stod {dag}, sista dagen som räknades."
    notes = [b.note for b in report_of(data, {}).blocks if isinstance(b, Table) and "efter insats" in b.caption]
    assert notes
    assert all(f"som väntade {dag}: " in note for note in notes)


def test_every_figure_is_as_wide_as_the_text():
    wide = WIDTH / PX
    charts = [b for b in report_of(exempel(), TEXTER).blocks if isinstance(b, Chart)]
    narrow = {b.caption: b.scene(LIGHT, wide).w for b in charts if round(b.scene(LIGHT, wide).w) != round(wide)}
    assert narrow == {}
