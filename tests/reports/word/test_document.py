"""The Word file: what stands in it, what Word's own rules say of it, and a municipality's template."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm
from openxml_audit import OpenXmlValidator
from PIL import Image

from kvalitet_app.domain.errors import Cancelled, InputError, StorageError
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.machine.files import resource
from kvalitet_app.reports.handlingar.apt_blad import apt_blad
from kvalitet_app.reports.model.blocks import Chart, Column, Facts, Heading, Items, Para, Table
from kvalitet_app.reports.word.document import write_docx
from kvalitet_app.reports.word.template import OWN
from tests.reports.documents import full_report, linked, long_table, report
from tests.reports.kinds import SHEET, berattelse
from tests.reports.rutiner import rutin
from tests.reports.word import shipped_template


def word(made, folder: Path, *, template: Path | None = None, name: str = "ut.docx"):
    write_docx(made, folder / name, template=template)
    return Document(str(folder / name))


def xml(path: Path, part: str = "word/document.xml") -> str:
    with ZipFile(path) as package:
        return package.read(part).decode("utf-8")


def complaints(path: Path) -> list[str]:
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


@pytest.fixture
def municipality(tmp_path: Path) -> Path:
    """A template with a logo in its head, Swedish names of styles, and text that is only an example."""
    document = Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(3)
    logo = BytesIO()
    Image.new("RGB", (60, 20), "#aa0033").save(logo, "PNG")
    logo.seek(0)
    section.header.paragraphs[0].add_run().add_picture(logo)
    section.footer.paragraphs[0].text = "Exempelkommun, Storgatan 1"
    style = document.styles.add_style("Brödtext", WD_STYLE_TYPE.PARAGRAPH)
    style.font.name = "Garamond"
    document.add_paragraph("Skriv här")
    target = tmp_path / "mall.docx"
    document.save(str(target))
    return target


def test_the_shipped_template_is_what_its_maker_makes():
    assert resource(OWN).read_bytes() == shipped_template.made()
    with ZipFile(resource(OWN)) as package:
        assert not [name for name in package.namelist() if "WithEffects" in name or "customXml" in name]
        assert b'w:val="sv-SE"' in package.read("word/styles.xml")


@pytest.mark.parametrize(
    "made",
    [
        berattelse(utkast=True, spridning=Spridning.INTERN),
        full_report(),
        apt_blad(SHEET),
        linked(),
        rutin(),
        report(),
        report(
            Heading(1, "x\x0b\ud800\x00" * 9),
            Para("<b>&amp;" * 20_000),
            Facts(()),
            Items(("* a", ""), numbered=True),
            title="å" * 300,
        ),
    ],
    ids=["kvalitetsberattelse", "allt", "blad", "länkar", "rutin", "tom", "udda"],
)
def test_word_has_nothing_to_repair(made, tmp_path):
    write_docx(made, tmp_path / "ut.docx")
    assert complaints(tmp_path / "ut.docx") == []


def test_the_contents_are_filled_and_reckoned_anew_when_opened(tmp_path):
    made = word(berattelse(), tmp_path)
    lines = [p.text for p in made.paragraphs if p.style.name in ("toc 1", "toc 2")]
    listed = [h for h in berattelse().headings if h.listed and h.level < 3]
    assert [line.split("\t")[0] for line in lines] == [h.text for h in listed]
    assert all(line.split("\t")[1].isdecimal() for line in lines)
    content = xml(tmp_path / "ut.docx")
    assert content.count('w:fldCharType="begin" w:dirty="true"') == 1
    places = re.findall(r'w:anchor="(_Toc\d+)"', content)
    assert [f'w:name="{place}"' in content for place in places] == [True] * len(listed)
    assert content.count('w:fldCharType="begin"') == content.count('w:fldCharType="end"')


def test_headings_are_real_and_tables_repeat_their_heads(tmp_path):
    made = word(full_report(), tmp_path)
    headings = [(p.style.name, p.text) for p in made.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [("Heading 1", "1 Sammanfattning"), ("Heading 2", "1.1 Resultat"), ("Heading 1", "2 Bilaga")]
    register = made.tables[-1]
    assert [cell.text for cell in register.rows[0].cells] == ["Nr", "Händelse", "Dagar"]
    assert register.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert not register.rows[1]._tr.trPr.xpath("w:tblHeader")
    assert len(register.rows) == 121


def test_pictures_have_their_words_and_are_pictures(tmp_path):
    made = word(berattelse(), tmp_path)
    charts = [block for block in berattelse().blocks if isinstance(block, Chart)]
    said = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert said == [chart.alt for chart in charts]
    with ZipFile(tmp_path / "ut.docx") as package:
        pictures = [name for name in package.namelist() if name.endswith(".png")]
        assert len(pictures) == len(charts)
        image = Image.open(BytesIO(package.read(pictures[0])))
    assert image.width > 1_000
    colours = image.convert("RGB").getcolors(10**6)
    assert colours is not None
    assert len(colours) > 4


def test_a_caption_keeps_its_picture_in_any_template(tmp_path):
    mall = tmp_path / "mall.docx"
    Document().save(mall)
    write_docx(berattelse(), tmp_path / "ut.docx", template=mall)
    captions = [one for one in Document(tmp_path / "ut.docx").paragraphs if one.text.startswith(("Figur ", "Tabell "))]
    assert len(captions) > 5
    assert [one.text for one in captions if not one.paragraph_format.keep_with_next] == []


def test_every_numbered_list_begins_at_one(tmp_path):
    made = word(report(Heading(1, "A"), Items(("a", "b"), numbered=True), Items(("c",), numbered=True)), tmp_path)
    numbers = [p._p.pPr.numPr.numId.val for p in made.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    assert numbers[0] == numbers[1] != numbers[2]


def test_items_keep_their_levels_and_signs_and_numbers_go_on(tmp_path):
    made = word(rutin(), tmp_path)
    numbering = {one.numId: one for one in made.part.numbering_part.element.num_lst}
    looks = {one.get(qn("w:abstractNumId")): one for one in made.part.numbering_part.element.xpath("w:abstractNum")}
    found = []
    for one in made.paragraphs:
        if one._p.pPr is None or one._p.pPr.numPr is None:
            continue
        level, number = one._p.pPr.numPr.ilvl.val, numbering[one._p.pPr.numPr.numId.val]
        look = looks[str(number.abstractNumId.val)].findall(qn("w:lvl"))[level].find(qn("w:lvlText")).get(qn("w:val"))
        begins = [each.find(qn("w:startOverride")) for each in number.findall(qn("w:lvlOverride"))]
        found.append((level, look, *(int(each.get(qn("w:val"))) for each in begins), one.text.split(" ")[0]))
    assert found == [
        (0, "•", "Ta"),
        (1, "–", "listan"),
        (1, "–", "nyckeln"),
        (2, "▪", "till"),
        (2, "▪", "till"),
        (0, "•", "Tvätta"),
        (0, "%1.", 1, "Öppna"),
        (1, "%2.", 1, "Läs"),
        (1, "%2.", 1, "Se"),
        (0, "%1.", 1, "Signera"),
        (0, "%1.", 3, "Stäng"),
        (1, "%2.", 1, "☑"),
        (0, "☑", "Rätt"),
        (0, "☐", "Rätt"),
        (1, "☐", "räkna"),
    ]


def test_links_lead_to_the_web_and_mail_alone(tmp_path):
    made = word(rutin(), tmp_path)
    assert [(link.text, link.url) for one in made.paragraphs for link in one.hyperlinks] == [
        (
            "kommunens riktlinje för läkemedelshantering i särskilt boende",
            "https://kommun.se/rutiner/l%C3%A4kemedel?sida=2",
        ),
        ("mas@kommun.se", "mailto:mas@kommun.se"),
        ("Fass", "https://fass.se"),
        ("https://1177.se", "https://1177.se"),
    ]
    text = "\n".join(one.text for one in made.paragraphs)
    assert "boende (https://kommun.se/rutiner/läkemedel?sida=2) eller" in text
    assert "rutin.docx).\nTryck <Enter>" in text
    assert [cell.text for cell in made.tables[0].rows[1].cells][2:3] == ["Varje\nmorgon"]


def test_what_a_document_is_stands_in_the_head(tmp_path):
    made = word(berattelse(utkast=True, spridning=Spridning.SEKRETESS), tmp_path)
    assert made.sections[0].header.paragraphs[0].text == "Kvalitetsberättelse 2025\tUTKAST · SEKRETESS · Dnr VN 2026/17"


def test_the_municipalitys_template_keeps_its_head_and_styles(municipality, tmp_path):
    made = word(berattelse(utkast=True), tmp_path, template=municipality)
    section = made.sections[0]
    assert section.header.paragraphs[0]._p.xpath(".//pic:pic")
    assert section.header.paragraphs[-1].text == "UTKAST · INTERN · Dnr VN 2026/17"
    assert section.footer.paragraphs[0].text == "Exempelkommun, Storgatan 1"
    assert "Skriv här" not in [p.text for p in made.paragraphs]
    assert round(section.left_margin.cm, 2) == 3
    texts = {p.style.name for p in made.paragraphs if p.text.startswith("Året präglades")}
    assert texts == {"Body Text"} or texts == {"Brödtext"}
    assert {"Heading 1", "Heading 2", "toc 1", "Tabelltext"} <= {s.name for s in made.styles}
    # python-docx's own template, which stands for theirs here, has an old twin of its styles.
    assert [said for said in complaints(tmp_path / "ut.docx") if "stylesWithEffects" not in said] == []


def test_a_head_that_comes_from_an_earlier_section_is_kept(municipality, tmp_path):
    document = Document(str(municipality))
    document.add_section()
    document.save(str(tmp_path / "mall2.docx"))
    made = word(full_report(), tmp_path, template=tmp_path / "mall2.docx")
    assert len(made.sections) == 1
    assert made.sections[0].header.paragraphs[0]._p.xpath(".//pic:pic")
    assert made.sections[0].footer.paragraphs[0].text == "Exempelkommun, Storgatan 1"


def test_a_template_without_any_section_gets_one(municipality, tmp_path):
    document = Document(str(municipality))
    document.element.body.remove(document.element.body.sectPr)
    document.save(str(tmp_path / "mall2.docx"))
    assert len(word(full_report(), tmp_path, template=tmp_path / "mall2.docx").sections) == 1


def test_a_style_that_only_has_its_swedish_name_is_used(tmp_path):
    document = Document()
    for name in ("Heading 1", "Caption", "Body Text"):
        document.styles.element.remove(document.styles[name].element)
    for name in ("Rubrik 1", "Beskrivning", "Brödtext"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    document.save(str(tmp_path / "mall.docx"))
    made = word(full_report(), tmp_path, template=tmp_path / "mall.docx")
    used = {p.style.name for p in made.paragraphs}
    assert {"Rubrik 1", "Beskrivning", "Brödtext"} <= used
    assert "Heading 1" not in {s.name for s in made.styles}


def test_a_word_template_is_taken_too(municipality, tmp_path):
    target = tmp_path / "mall.dotx"
    with ZipFile(municipality) as source, ZipFile(target, "w") as made:
        for name in source.namelist():
            part = source.read(name).replace(b"document.main+xml", b"template.main+xml")
            made.writestr(name, part if name == "[Content_Types].xml" else source.read(name))
    assert word(full_report(), tmp_path, template=target).sections[0].header.paragraphs[0]._p.xpath(".//pic:pic")


def zipped(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "inte ett Word-dokument"),
        (b"PK\x03\x04nonsense", "inte ett Word-dokument"),
        (zipped({"a.txt": b"x"}), "inte ett Word-dokument"),
        (zipped({"[Content_Types].xml": b"spreadsheetml"}), "inte ett Word-dokument"),
        (zipped({"[Content_Types].xml": b"wordprocessingml.document.main+xml"}), "inte ett Word-dokument"),
        (zipped({"[Content_Types].xml": b"<Types>word.document.macroEnabled.main+xml"}), "makron"),
    ],
)
def test_a_file_that_is_no_template_is_refused(content, said, tmp_path):
    template = tmp_path / "mall.docx"
    template.write_bytes(content)
    with pytest.raises(InputError, match=said):
        write_docx(full_report(), tmp_path / "ut.docx", template=template)
    assert not (tmp_path / "ut.docx").exists()


def test_a_template_that_is_gone_is_a_sentence(tmp_path):
    with pytest.raises(StorageError, match="finns inte"):
        write_docx(full_report(), tmp_path / "ut.docx", template=tmp_path / "borta.docx")


def test_the_same_report_gives_the_same_bytes(tmp_path):
    for name in ("a.docx", "b.docx"):
        write_docx(berattelse(), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_cancel_leaves_nothing_behind(tmp_path):
    def stop(done, total, text=""):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_docx(full_report(), tmp_path / "ut.docx", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_long_table_is_whole(tmp_path):
    made = word(report(Heading(1, "A"), long_table(2_000)), tmp_path)
    assert len(made.tables[0]._tbl.tr_lst) == 2_001


def test_a_figure_leads_to_the_row_that_explains_it(tmp_path):
    write_docx(linked(), tmp_path / "ut.docx")
    content = xml(tmp_path / "ut.docx")
    assert content.count('w:anchor="fraga_0"') == 2
    assert content.count('w:name="fraga_0"') == 1


def test_a_table_in_a_row_of_another_never_grows_into_it(tmp_path):
    small = Table((Column("A"), Column("B")), (("1", "2"),), "")
    made = word(report(Heading(1, "A"), small, small), tmp_path)
    assert len(made.tables) == 2
    assert all(table._tbl.getnext().tag.endswith("}p") for table in made.tables)
