"""What a reader's eye falls on: widths, breaks and words of the documents."""

from dataclasses import replace

import pytest

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.pictures.bars import Rang, ranking, ranking_height
from kvalitet_app.pictures.drawing.metrics import SHY, softened, wrap
from kvalitet_app.pictures.drawing.tokens import LIGHT, SMALL
from kvalitet_app.pictures.pareto import Orsaksstapel, pareto
from kvalitet_app.reports.model.blocks import Block, Column, Facts, Heading, Masthead, Para, literal
from kvalitet_app.reports.model.inline import Cleaner
from kvalitet_app.reports.pdf.flowables import Mast
from kvalitet_app.reports.pdf.render import render
from kvalitet_app.reports.pdf.structure import Node
from kvalitet_app.reports.pdf.styles import HEIGHT, report_look
from kvalitet_app.reports.pdf.table_columns import column_widths
from kvalitet_app.reports.word.tables import eased
from tests.pictures.lint import faults, texts
from tests.readback import pdf_pages
from tests.reports.documents import report
from tests.reports.kinds import SHEET

CAUSES = (
    "Den enskildes hälsa och livssituation",
    "Kommunikation och information",
    "Procedurer, rutiner och riktlinjer",
    "Utbildning och kompetens",
    "Teknik, utrustning och apparatur",
    "Omgivning och organisation",
    "Bemanning och vikarier",
)


@pytest.mark.parametrize("width", [360, 430, 500, 620, 900])
def test_no_cause_is_cut_however_wide_the_picture_is(width):
    scene = pareto(
        LIGHT, width, 280, [Orsaksstapel(name, 9 - n, Sokfraga("avvikelser")) for n, name in enumerate(CAUSES)]
    )
    assert faults(scene) == []
    assert not [text for text in texts(scene) if "…" in text]


def test_a_long_name_of_a_narrow_ranking_takes_two_lines():
    rows = [Rang("Självskada, självmord eller självmordsförsök", 3), Rang("Fall", 1)]
    scene = ranking(LIGHT, 280, ranking_height(rows, folded=True), rows, title="Typer", in_order=True)
    assert faults(scene) == []
    assert not [text for text in texts(scene) if "…" in text]


def test_known_long_words_part_where_they_may():
    assert softened("Kommunikation") == f"Kommuni{SHY}kation"
    assert softened("självmordsförsök.") == f"självmords{SHY}försök."
    assert softened("Fall") == "Fall"
    assert wrap("Kommunikation", 60, SMALL) == ["Kommuni-", "kation"]


def test_a_number_with_a_blank_in_it_is_not_parted():
    columns = [Column("Nr"), *(Column(word) for word in ("Ämne", "Slag", "Från", "Enhet", "Läge", "Svar", "Kom"))]
    rows = [("S 2026-031", *("Personalens kontinuitet på natten",) * 7)] * 3
    widths = column_widths(columns, [one.title for one in columns], rows, report_look())
    assert widths[0] >= 52


def test_numbers_in_word_have_room_for_a_wider_typeface():
    assert eased([200.0, 40.0, 40.0], [False, True, True]) == pytest.approx([188.0, 46.0, 46.0])
    assert eased([20.0, 100.0, 100.0], [False, True, True]) == [20.0, 100.0, 100.0]
    assert eased([40.0, 40.0], [True, True]) == [40.0, 40.0]


def test_the_name_of_a_sheet_stands_on_one_line_where_it_can():
    mast = Mast(Masthead("Kommunen", "Nämndblad kvartal 4 2025", "räknat"), Cleaner(), report_look(), Node("Document"))
    mast.wrap(465, HEIGHT)
    assert mast.share > 0.7
    assert mast.big < 40


@pytest.mark.parametrize("lines", range(30, 52))
def test_a_heading_is_never_parted_from_its_facts(lines):
    blocks: list[Block] = [*(Para(literal(f"Rad {n}")) for n in range(lines)), Heading(2, "Vilka som har fått veta")]
    facts = Facts((("Den enskilde", "samtal"), ("Rapportören", "brev")))
    made = pdf_pages(render(report(Heading(1, "Början"), *blocks, facts)).content)
    assert len([one for one in made if "Vilka som har fått veta" in one and "Den enskilde" in one]) == 1


def test_one_is_told_as_one():
    assert replace(SHEET, antal=1, oppna=1).siffror[0] == (1, "rapporterad")
    assert replace(SHEET, antal=2, oppna=1).siffror[2] == (1, "öppen i dag")
    assert replace(SHEET, antal=2, oppna=0).siffror[2] == (0, "öppna i dag")
