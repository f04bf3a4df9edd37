"""What makes a PDF one that can be kept and read aloud: its metadata, colours and the form of its objects.

PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) both want the title and what the file claims to be in XMP.
"""

import datetime
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from kvalitet_app.machine.files import resource
from kvalitet_app.reports.pdf.structure import Structure
from kvalitet_app.reports.pdf.structure_file import with_structure

PRODUCER = "Kvalitet"
_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says of itself. Without a `date` it says none: the same data must give the same bytes."""

    title: str
    author: str
    subject: str = ""
    date: datetime.date | None = None


def archived(content: bytes, meta: Meta, structure: Structure) -> bytes:
    """The file with its structure, metadata and colour profile, its objects packed."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    made = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        profile = pdf.make_stream(resource("colour/srgb.icc").read_bytes(), N=3)
        pdf.Root.OutputIntents = Array(
            [
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.OutputIntent,
                        S=Name.GTS_PDFA1,
                        OutputConditionIdentifier="sRGB",
                        DestOutputProfile=profile,
                    )
                )
            ]
        )
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.Metadata = pdf.make_stream(xmp(meta), Type=Name.Metadata, Subtype=Name.XML)
        _describe(pdf.docinfo, meta)
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return with_structure(made.getvalue(), structure)


def _describe(info: "object", meta: Meta) -> None:
    import pikepdf

    assert isinstance(info, pikepdf.Dictionary)
    for key in list(info.keys()):
        del info[key]
    said = {"Title": meta.title, "Author": meta.author, "Subject": meta.subject, "Creator": PRODUCER}
    if meta.date is not None:
        said["CreationDate"] = said["ModDate"] = f"D:{meta.date:%Y%m%d}000000Z"
    for key, value in {**said, "Producer": PRODUCER}.items():
        if value:
            info[f"/{key}"] = value


def xmp(meta: Meta) -> bytes:
    """The packet that says what the file is, and which standards it claims to follow."""
    title, author, subject = (escape(text) for text in (meta.title, meta.author, meta.subject))
    said = [
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>" if author else "",
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>'
        if subject
        else "",
        "<dc:language><rdf:Bag><rdf:li>sv-SE</rdf:li></rdf:Bag></dc:language>",
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>",
    ]
    if meta.date is not None:
        moment = f"{meta.date.isoformat()}T00:00:00Z"
        said.append(f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>")
    body = "\n".join(line for line in said if line)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{body}
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{_SCHEMA}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()
