"""What a template would make Word fetch from elsewhere: a template of its own, pictures, texts. None of it is kept.

Word opens such addresses by itself, and signs the person in to the server that they name.
"""

import re
from collections.abc import Iterator

from docx.document import Document as DocumentType
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn

from kvalitet_app.domain.errors import InputError

HARMLESS = "/hyperlink"  # followed when somebody presses it, and then after Word's own question
TEMPLATE = "/attachedTemplate"
FETCHING = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DDE|DDEAUTO|RD|DATABASE)\b", re.IGNORECASE)
FROM_ELSEWHERE = (
    "Mallen hämtar en bild eller en text från en annan plats och används därför inte. "
    "Lägg in bilden i själva mallen, spara den och försök igen."
)


def take_away_outside(document: DocumentType) -> None:
    """Let go of the template's own template and of what nothing shows.

    Raises:
        InputError: a head, a foot or a style shows something that is fetched from elsewhere.
    """
    for part in list(document.part.package.iter_parts()):
        xml = part.blob if not isinstance(part, XmlPart) else b""
        for key, link in list(part.rels.items()):
            if not link.is_external or link.reltype.endswith(HARMLESS):
                continue
            if link.reltype.endswith(TEMPLATE):
                _drop_template(part, key)
            elif xml or key in set(_used(part)):
                raise InputError(FROM_ELSEWHERE)
            del part.rels[key]
        if isinstance(part, XmlPart) and FETCHING.search(_fields(part)):
            raise InputError(FROM_ELSEWHERE)


def _drop_template(part: Part, key: str) -> None:
    if isinstance(part, XmlPart):
        for one in part.element.findall(qn("w:attachedTemplate")):
            if one.get(qn("r:id")) == key:
                part.element.remove(one)


def _used(part: Part) -> Iterator[str]:
    """Every relationship that a part's XML names."""
    if isinstance(part, XmlPart):
        for one in part.element.iter():
            yield from (value for name, value in one.attrib.items() if name.startswith("{" + _R))


_R = qn("r:id")[1:].partition("}")[0]


def _fields(part: XmlPart) -> str:
    """The codes of a part's fields, in one text."""
    typed = "".join(one.text or "" for one in part.element.iter(qn("w:instrText")))
    return " ".join([typed, *(one.get(qn("w:instr")) or "" for one in part.element.iter(qn("w:fldSimple")))])
