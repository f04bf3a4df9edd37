"""Lists in Word: one look of dots and one of numbers, and for each list numbers of its own that begin at 1."""

from docx.document import Document as DocumentType
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

_LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl>'
)


class Lists:
    """The lists of one document."""

    def __init__(self, document: DocumentType) -> None:
        self._root = _numbering(document)
        self._dots: int | None = None
        self._looks: dict[bool, int] = {}

    def new(self, *, numbered: bool) -> int:
        """The id of a list: dots are all one list, numbers begin anew."""
        if not numbered and self._dots is not None:
            return self._dots
        if numbered not in self._looks:
            self._looks[numbered] = self._add_look(numbered=numbered)
        number = 1 + max((int(one.get(qn("w:numId"))) for one in self._root.findall(qn("w:num"))), default=0)
        anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if numbered else ""
        look = f'<w:abstractNumId w:val="{self._looks[numbered]}"/>'
        made = parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{look}{anew}</w:num>')
        existing = self._root.findall(qn("w:num"))
        if existing:
            existing[-1].addnext(made)
        else:
            self._root.findall(qn("w:abstractNum"))[-1].addnext(made)
        if not numbered:
            self._dots = number
        return number

    def _add_look(self, *, numbered: bool) -> int:
        looks = self._root.findall(qn("w:abstractNum"))
        number = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in looks), default=-1)
        level = _LEVEL.format(kind="decimal" if numbered else "bullet", mark="%1." if numbered else "•")
        many = '<w:multiLevelType w:val="singleLevel"/>'
        made = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{many}{level}</w:abstractNum>')
        if looks:
            looks[-1].addnext(made)
        else:
            self._root.insert(0, made)
        return number


def _numbering(document: DocumentType) -> BaseOxmlElement:
    """The document's lists, made where a template has none."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            found: BaseOxmlElement = relation.target_part.element
            return found
    root = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    name = PackURI("/word/numbering.xml")
    part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, root, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    made: BaseOxmlElement = root
    return made
