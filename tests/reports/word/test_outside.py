"""A template that points elsewhere: nothing of what is written from it makes Word fetch anything."""

from zipfile import ZipFile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openxml_audit import OpenXmlValidator

from kvalitet_app.domain.errors import InputError
from kvalitet_app.machine.files import resource
from kvalitet_app.reports.word.document import write_docx
from kvalitet_app.reports.word.template import OWN
from tests.reports.documents import report

ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
ELSEWHERE = "file://server.invalid/delad/mall.dotm"


@pytest.fixture
def mall(tmp_path):
    """A template to be changed, and where it is saved."""
    return Document(str(resource(OWN))), tmp_path / "mall.docx"


def field_of(code):
    """A paragraph with one field."""
    paragraph, field = OxmlElement("w:p"), OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph.append(field)
    return paragraph


def written(mall):
    """All parts of what is written from the template, as one text."""
    document, path = mall
    document.save(str(path))
    out = path.with_name("ut.docx")
    write_docx(report(), out, template=path)
    assert [str(error) for error in OpenXmlValidator().validate(str(out)).errors] == []
    with ZipFile(out) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_the_templates_own_template_is_not_followed(mall):
    settings = next(part for part in mall[0].part.package.iter_parts() if part.partname == "/word/settings.xml")
    key = settings.relate_to(ELSEWHERE, ATTACHED, is_external=True)
    attached = OxmlElement("w:attachedTemplate")
    attached.set(qn("r:id"), key)
    settings.element.insert(0, attached)
    made = written(mall)
    assert "server.invalid" not in made
    assert "attachedTemplate" not in made


def test_a_picture_from_elsewhere_in_text_that_goes_away_goes_with_it(mall):
    mall[0].part.relate_to(ELSEWHERE, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    assert "server.invalid" not in written(mall)


def test_a_picture_from_elsewhere_in_the_head_is_refused(mall):
    header = mall[0].sections[0].header
    key = header.part.relate_to(ELSEWHERE, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    blip = f'<w:r {nsdecls("w", "a", "r")}><w:pict><a:blip r:link="{key}"/></w:pict></w:r>'
    header.paragraphs[0]._p.append(parse_xml(blip))
    with pytest.raises(InputError, match="annan plats"):
        written(mall)


@pytest.mark.parametrize("code", [r'INCLUDEPICTURE "\\\\server.invalid\\d\\x.png"', 'IncludeText "//server.invalid/x"'])
def test_a_field_that_fetches_is_refused(mall, code):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    mall[0].sections[0].footer.paragraphs[0]._p.append(field)
    with pytest.raises(InputError, match="annan plats"):
        written(mall)


def test_a_link_that_somebody_presses_and_the_page_number_stay(mall):
    footer = mall[0].sections[0].footer
    footer.part.relate_to("https://www.kommun.invalid/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer.paragraphs[0]._p.append(field)
    assert "www.kommun.invalid" in written(mall)
