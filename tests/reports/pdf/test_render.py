"""The PDF: what stands on its pages, what is in the file, and what happens to odd input, a full disk and Avbryt."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet_app.domain.errors import Cancelled, StorageError
from kvalitet_app.pictures.drawing.primitives import Scene
from kvalitet_app.reports.model.blocks import (
    Callout,
    Chart,
    Column,
    Heading,
    Items,
    Para,
    Report,
    Table,
)
from kvalitet_app.reports.pdf.render import render, write_pdf
from kvalitet_app.reports.word.document import write_docx
from tests.readback import pdf_pages
from tests.reports.documents import CHART, full_report, long_table, report
from tests.reports.spoken import read_aloud


def test_contents_bookmarks_and_page_numbers_agree():
    made = render(full_report())
    said = pdf_pages(made.content)
    assert made.pages == len(said)
    assert all(f"Sida {n} ({made.pages})" in text for n, text in enumerate(said[1:], 2))
    assert "Sida" not in said[0]
    document = pypdfium2.PdfDocument(made.content)
    marks = [(mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc()]
    document.close()
    assert [title for title, _ in marks] == ["1 Sammanfattning", "1.1 Resultat", "2 Bilaga"]
    for title, page in marks:
        line = next(line for line in said[1].splitlines() if line.startswith(title))
        assert line.split()[-1] == str(page)
        assert title in said[page - 1]


def test_a_long_tables_header_stands_on_each_page_and_no_row_is_lost():
    said = pdf_pages(render(report(Heading(1, "Bilaga"), long_table(400))).content)
    assert all("Händelse" in text for text in said)
    whole = "\n".join(said)
    assert [f"A{i:05}" for i in range(400) if f"A{i:05}" not in whole] == []
    assert sum("A00399" in line for line in whole.splitlines()) == 1


def test_no_row_is_left_alone_on_the_last_page():
    for n in range(28, 44):
        said = pdf_pages(render(report(Heading(1, "Bilaga"), long_table(n))).content)
        assert sum("Utebliven" in line for line in said[-1].splitlines()) != 1


def test_a_short_table_leaves_no_half_page_white():
    rows = tuple((str(n), f"Rad {n}") for n in range(11))
    table = Table((Column("Nr"), Column("Text")), rows, "Tabell 1. Prov")
    tall = Chart(lambda theme, w: Scene(w, 520, "#fff"), "Figur 1. Prov", "En bild som tar drygt halva sidan.")
    pages = [page for page in pdf_pages(render(report(Heading(1, "A"), tall, table)).content) if "Rad " in page]
    assert len(pages) == 2
    assert all(page.count("Rad ") >= 3 for page in pages)
    few = replace(table, rows=rows[:5])
    (page,) = [page for page in pdf_pages(render(report(Heading(1, "A"), tall, few)).content) if "Rad " in page]
    assert page.count("Rad ") == 5


def test_the_picture_is_said_in_words_and_numbers():
    said = read_aloud(render(report(Heading(1, "A"), CHART)).content)
    assert said[1:3] == ["Figur 1. Månader", "[Tre i månaden.]"]
    assert said[3:] == ["År", "jan", "2025", "3"]


def test_only_the_shipped_typeface_is_in_the_file_and_embedded():
    with pikepdf.open(BytesIO(render(full_report()).content)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert all("SourceSans3" in str(font.BaseFont) and "/FontFile2" in font.FontDescriptor for font in fonts)


def test_metadata_say_language_title_author_subject_and_day():
    made = Report("Titel <&>", "Kommunen", (Heading(1, "A"),), "Om allt", date=date(2026, 1, 29))
    with pikepdf.open(BytesIO(render(made).content)) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Titel <&>",
            "/Author": "Kommunen",
            "/Subject": "Om allt",
            "/Creator": "Kvalitet",
            "/Producer": "Kvalitet",
            "/CreationDate": "D:20260129000000Z",
            "/ModDate": "D:20260129000000Z",
        }
        xmp = pdf.open_metadata()
        assert (xmp["dc:title"], xmp["dc:description"]) == ("Titel <&>", "Om allt")
        assert (xmp["xmp:CreateDate"], xmp["pdfuaid:part"], xmp["pdfaid:part"]) == ("2026-01-29T00:00:00Z", "1", "2")


def test_a_report_without_a_day_says_none():
    with pikepdf.open(BytesIO(render(full_report()).content)) as pdf:
        assert "/CreationDate" not in pdf.docinfo
        assert b"CreateDate" not in pdf.Root.Metadata.read_bytes()


def test_the_same_report_gives_the_same_bytes_in_another_process(tmp_path):
    script = (
        "import sys; from tests.reports.documents import full_report; "
        "from kvalitet_app.reports.pdf.render import render; "
        "sys.stdout.buffer.write(render(full_report()).content)"
    )
    there = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=Path.cwd())
    assert there.stdout == render(full_report()).content


def test_what_people_write_is_never_markup():
    odd = "<b>x</b> & <para> </font> &amp; {{}} %s"
    text = pdf_pages(render(report(Heading(1, odd), Para(odd), Callout(odd), Items((odd,)))).content)[0]
    assert text.count("<para>") == 4


def test_replaced_characters_are_reported():
    made = render(report(Heading(1, "A 漢"), Para("b 😀"), Table((Column("ת"),), (("c",),), "")))
    assert made.replaced == "ת漢😀"


@pytest.mark.timeout(300)
def test_very_long_words_and_texts_get_through():
    made = render(
        report(
            Heading(1, "x" * 500),
            Para("y" * 100_000),
            Callout("z " * 20_000),
            Items(("w" * 5_000,)),
            Table((Column("Nr"), Column("Text")), (("1", "v" * 30_000), ("2", "slut")), ""),
        )
    )
    whole = "".join(pdf_pages(made.content)).replace("\r\n", "").replace("\ufffe", "")
    assert "slut" in whole
    assert whole.count("v") >= 30_000


def test_cancel_leaves_nothing_behind(tmp_path):
    def stop(done, total, text=""):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(full_report(), tmp_path / "ut.pdf", progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [write_pdf, write_docx])
@pytest.mark.parametrize(("number", "said"), [(28, "Disken är full"), (13, "öppen i ett annat program")])
def test_what_stood_there_is_left_whole_when_it_cannot_be_written(write, number, said, tmp_path, monkeypatch):
    target = tmp_path / "ut"
    target.write_bytes(b"som det var")

    def refuse(self, content):
        with self.open("wb") as file:
            file.write(content[:100])
        raise OSError(number, "nej")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(StorageError, match=said):
        write(full_report(), target)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("ut", b"som det var")]


def test_progress_grows_to_the_end():
    told = []
    render(full_report(), progress=lambda done, total, text="": told.append(done / total))
    assert told == sorted(told)
    assert told[-1] == 1


def test_a_missing_folder_is_a_sentence(tmp_path):
    with pytest.raises(StorageError, match="finns inte"):
        write_pdf(full_report(), tmp_path / "saknas" / "ut.pdf")


cells = st.text(max_size=40) | st.sampled_from(("a " * 800, "b" * 900, "", "1"))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 7).flatmap(lambda n: st.lists(st.lists(cells, min_size=n, max_size=n).map(tuple), max_size=30)))
def test_tables_of_any_data_are_laid_out(rows):
    width = len(rows[0]) if rows else 2
    table = Table(tuple(Column(f"K{i}", "right" if i % 2 else "left") for i in range(width)), tuple(rows), "Tabell")
    assert render(report(Heading(1, "A"), Para("b"), table)).pages >= 1
