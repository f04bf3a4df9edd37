"""Lists in Word: a look for each sign and one for numbers, and for each row of numbers a list of its own."""

from docx.document import Document as DocumentType
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

DEEPEST = 8
"""The deepest level that Word has, counted from 0."""

STEP, HANGING = 360, 260  # twentieths of a point
_LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
)
DECIMAL = ""


class Lists:
    """The lists of one document: one for each sign, and one for each row of numbers."""

    def __init__(self, document: DocumentType) -> None:
        self._root = _numbering(document)
        self._signs: dict[str, int] = {}
        self._looks: dict[str, int] = {}

    def signs(self, sign: str) -> int:
        """The id of the list whose items have this sign before them."""
        if sign not in self._signs:
            self._signs[sign] = self._new(sign)
        return self._signs[sign]

    def numbers(self, level: int, first: int) -> int:
        """The id of a list whose numbers begin at `first` on a level."""
        start = f'<w:startOverride w:val="{first}"/>'
        return self._new(DECIMAL, f'<w:lvlOverride w:ilvl="{min(level, DEEPEST)}">{start}</w:lvlOverride>')

    def _new(self, sign: str, anew: str = "") -> int:
        if sign not in self._looks:
            self._looks[sign] = self._add_look(sign)
        known = self._root.findall(qn("w:num"))
        number = 1 + max((int(one.get(qn("w:numId"))) for one in known), default=0)
        look = f'<w:abstractNumId w:val="{self._looks[sign]}"/>'
        made = parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{look}{anew}</w:num>')
        (known or self._root.findall(qn("w:abstractNum")))[-1].addnext(made)
        return number

    def _add_look(self, sign: str) -> int:
        looks = self._root.findall(qn("w:abstractNum"))
        number = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in looks), default=-1)
        levels = "".join(
            _LEVEL.format(
                level=n,
                kind="decimal" if sign == DECIMAL else "bullet",
                mark=f"%{n + 1}." if sign == DECIMAL else sign,
                left=STEP * (n + 1),
                hanging=HANGING,
            )
            for n in range(DEEPEST + 1)
        )
        many = '<w:multiLevelType w:val="multilevel"/>'
        made = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{many}{levels}</w:abstractNum>')
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
