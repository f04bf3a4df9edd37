"""The public version hides what could point somebody out, and says that it does."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kvalitet_app.domain.paper.offentlig import HIDDEN, MASK, MISSING
from kvalitet_app.reports.model.blocks import Chart, Column, Items, Table
from kvalitet_app.reports.pdf.render import render
from kvalitet_app.reports.publishing.offentlig import hide_small
from kvalitet_app.reports.word.document import write_docx
from tests.readback import pdf_pages
from tests.reports.exempel import TEXTER, exempel
from tests.reports.made import report_of

SMALL = re.compile(r"[1-4]$")


def public(data=None):
    return report_of(data or exempel(), {}, offentlig=True)


def test_no_small_cell_about_persons_is_left():
    tables = [b for b in public().blocks if isinstance(b, Table) and b.personer]
    tables += [b.table for b in public().blocks if isinstance(b, Chart) and b.table and b.table.personer]
    assert tables
    for table in tables:
        counts = [n for n, column in enumerate(table.columns) if column.align == "right"]
        assert not [row for row in table.rows if any(SMALL.match(row[n]) for n in counts)], table.caption
    assert any(MASK in cell for table in tables for row in table.rows for cell in row)


def test_a_share_that_would_tell_a_hidden_cell_is_hidden_too():
    for table in (b for b in public().blocks if isinstance(b, Table) and b.personer):
        for row in table.rows:
            if MASK in row:
                assert not [cell for cell in row if "%" in cell]


def test_nobody_is_told_apart_and_lex_is_only_counted():
    text = " ".join(pdf_pages(render(public()).content))
    assert "en och samma brukare" not in text.split("Så är siffrorna räknade")[0]
    assert "bedömda som" not in text
    assert "per typ och enhet" not in text.replace("per typ och enhet, och om ett enskilt ärende, är utelämnade", "")


def test_a_single_unit_says_nothing_of_a_single_case():
    alone = replace(exempel(), enheter=exempel().enheter[:1])
    text = " ".join(pdf_pages(render(public(alone)).content))
    assert "Ett enskilt ärende" not in text


def test_it_lists_what_it_hides():
    items = next(b for b in reversed(public().blocks) if isinstance(b, Items))
    assert any("lex Sarah" in said.text for said in items.points)
    assert any(MASK in said.text for said in items.points)


def test_an_internal_report_hides_nothing():
    made = report_of(exempel(), TEXTER)
    assert not any(MASK in cell for b in made.blocks if isinstance(b, Table) for row in b.rows for cell in row)


def test_word_hides_the_same(tmp_path):
    from docx import Document

    write_docx(public(), tmp_path / "offentlig.docx")
    tables = Document(str(tmp_path / "offentlig.docx")).tables
    assert any(cell.text == MASK for table in tables for row in table.rows for cell in row.cells)


def test_a_table_of_things_is_left_as_it_is():
    table = next(b for b in report_of(exempel(), {}).blocks if isinstance(b, Table) and not b.personer)
    assert hide_small(table, []) is table


def made(rows, *heads, strong=()):
    columns = (Column("Typ" if "Summa" not in heads else "År"), *(Column(head, "right") for head in heads))
    return Table(columns, tuple(rows), "Tabell 1. Prov", frozenset(strong), personer=True)


def test_a_lone_small_cell_takes_another_with_it_where_a_column_is_summed():
    table = made([("A", "3"), ("B", "14"), ("C", "9"), ("Alla", "26")], "2025", strong=[3])
    said: list[str] = []
    assert [row[1] for row in hide_small(table, said).rows] == [HIDDEN, "14", HIDDEN, "26"]
    assert said == [
        f"Prov: antal under fem skrivs {HIDDEN}, liksom de antal som de annars hade gått att räkna fram ur."
    ]


def test_years_are_not_added_and_a_row_with_its_sum_is():
    table = made([("2024", "9", "7", "16"), ("2025", "5", "4", "9")], "jan", "feb", "Summa")
    assert hide_small(table, []).rows == (("2024", "9", "7", "16"), ("2025", HIDDEN, HIDDEN, "9"))


def test_a_lone_small_sum_of_a_row_takes_another_sum_with_it():
    table = made([("A", "5", "11", "16"), ("B", "2", "1", "3"), ("C", "9", "15", "24")], "Låg", "Hög", "Summa")
    table = replace(table, columns=(Column("Sannolikhet"), *table.columns[1:]))
    rows = hide_small(table, []).rows
    assert rows[1] == ("B", HIDDEN, HIDDEN, HIDDEN)
    assert sum(row[3] == HIDDEN for row in rows) == 2
    assert all(HIDDEN in row[1:3] for row in rows if row[3] == HIDDEN), "the parts would give the sum"


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=4))
@settings(max_examples=1000)
def test_no_hidden_cell_can_be_worked_out_of_all_the_sums(cells):
    columns = [list(column) for column in zip(*cells, strict=True)]
    last = [*map(sum, columns), sum(map(sum, cells))]
    whole = [*([*row, sum(row)] for row in cells), last]
    assume(last[-1] >= 5)
    texts = [(f"Rad {at}", *map(str, row)) for at, row in enumerate(whole)]
    table = made(texts, "a", "b", "c", "Summa", strong=[len(cells)])
    table = replace(table, columns=(Column("Typ"), *table.columns[1:]))
    shown = [row[1:] for row in hide_small(table, []).rows]
    hidden = [(r, n) for r, row in enumerate(shown) for n, text in enumerate(row) if not text.isdecimal()]
    lines = [[(r, n) for n in range(4)] for r in range(len(whole))]
    lines += [[(r, n) for r in range(len(whole))] for n in range(4)]
    assert [
        (r, n) for r, n in given_away(hidden, lines) if whole[r][n]
    ] == []  # that nothing is nothing tells of nobody


def given_away(hidden, lines):
    """The hidden cells that the sums leave no choice of: those alone in a row of the solved system."""
    system = [[Fraction(int(cell in line)) for cell in hidden] for line in lines]
    done = 0
    for at in range(len(hidden)):
        pivot = next((row for row in range(done, len(system)) if system[row][at]), None)
        if pivot is None:
            continue
        system[done], system[pivot] = system[pivot], system[done]
        system[done] = [one / system[done][at] for one in system[done]]
        for row, line in enumerate(system):
            if row != done and line[at]:
                system[row] = [a - line[at] * b for a, b in zip(line, system[done], strict=True)]
        done += 1
    return [hidden[line.index(Fraction(1))] for line in system if sum(map(bool, line)) == 1]


def test_the_unit_of_the_one_person_looks_like_any_other_hidden_unit():
    data = exempel()
    units = tuple(replace(unit, koncentrerat=(100, 0, 0)) if unit.namn == "Tallåsen" else unit for unit in data.enheter)
    rows = {row[0]: row for row in table_named(public(replace(data, enheter=units)), "Enheter och avvikelser").rows}
    assert rows["Tallåsen"][3:5] == (HIDDEN, HIDDEN)
    assert sum(row[3] == HIDDEN for row in rows.values()) > 3


def test_a_risk_analysis_is_told_without_its_unit():
    table = table_named(public(), "Årets riskanalyser")
    assert "Enhet" not in [column.title for column in table.columns]
    assert not any("Tallåsen" in cell for row in table.rows for cell in row)


def table_named(made_report, name):
    return next(b for b in made_report.blocks if isinstance(b, Table) and b.caption.endswith(name))


def captions(made, word):
    blocks = [*made.blocks, *(b.table for b in made.blocks if isinstance(b, Chart) and b.table)]
    found = [b.caption for b in blocks if isinstance(b, (Table, Chart)) and b.caption.startswith(f"{word} ")]
    return sorted(int(caption.split()[1].rstrip(".")) for caption in found)


@pytest.mark.parametrize("word", ["Figur", "Tabell"])
def test_figures_and_tables_of_a_public_report_are_numbered_without_gaps(word):
    made = public(exempel())
    assert captions(made, word) == list(range(1, len(captions(made, word)) + 1))
    assert len(captions(made, word)) < len(captions(report_of(exempel(), TEXTER), word)) or word == "Tabell"
    hidden = next(b for b in made.blocks if isinstance(b, Items) and any(MASK in said.text for said in b.points))
    assert not any(said.text.startswith(("Figur ", "Tabell ")) for said in hidden.points)


def test_what_is_hidden_and_what_is_missing_are_told_apart():
    data = exempel()
    units = tuple(replace(u, platser=None) if u.namn == "Videt" else u for u in data.enheter)
    table = table_named(public(replace(data, enheter=units)), "Enheter och avvikelser")
    row = next(row for row in table.rows if row[0] == "Videt")
    assert row[1:5] == (MISSING, HIDDEN, HIDDEN, MISSING)
    assert f"{HIDDEN} betyder färre än fem" in table.note
    assert "Ett streck betyder att uppgift saknas." in table.note
