"""Puts the structure into a finished PDF as an update of it: packed objects and their table (ISO 32000-1, 7.5.6–7.5.8).

A report of 5,000 rows has some 37,000 elements. ReportLab and pikepdf handle each as an object of its own, which takes
as long as drawing the report; here they are text that is packed as it stands.
"""

import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from kvalitet_app.reports.pdf.structure import Numbers, Structure, structure_objects

IN_A_STREAM = 500


@dataclass(frozen=True, slots=True)
class _File:
    """What the update must know of the file: where its objects and its table are."""

    catalog: int
    catalog_text: str
    size: int
    table: int
    trailer: str
    pages: tuple[int, ...]
    annotations: dict[int, int]


def with_structure(content: bytes, structure: Structure) -> bytes:
    """The file with the structure in it."""
    file = _read(content)
    tree = file.size
    objects = structure_objects(structure, Numbers(file.pages, file.annotations, tree))
    catalog = file.catalog_text.rstrip().removesuffix(">>") + f" /StructTreeRoot {tree} 0 R >>"
    numbered = [(file.catalog, catalog), *enumerate(objects, tree)]
    return content + _update(numbered, file, start=len(content), free=tree + len(objects))


def _read(content: bytes) -> _File:
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]
        told = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", content)
        if told is None:
            raise ValueError("the file has no table")
        trailer = "".join(f" {key} {pdf.trailer[key].unparse().decode('latin-1')}" for key in ("/Root", "/Info"))
        numbers = b"".join(bytes(one) for one in pdf.trailer.ID)[:16].hex()
        return _File(
            pdf.Root.objgen[0],
            pdf.Root.unparse(resolved=True).decode("latin-1"),
            int(pdf.trailer.Size),
            int(told.group(1)),
            f"{trailer} /ID [<{numbers}> <{numbers}>]",
            tuple(page.obj.objgen[0] for page in pdf.pages),
            {int(link.StructParent): link.objgen[0] for link in links if "/StructParent" in link},
        )


def _update(numbered: Sequence[tuple[int, str]], file: _File, *, start: int, free: int) -> bytes:
    """The objects in streams whose numbers begin at `free`, and the table that finds them."""
    out, entries, places = [b"\n"], {}, start + 1
    for at in range(0, len(numbered), IN_A_STREAM):
        part = numbered[at : at + IN_A_STREAM]
        stream = _stream(free, part)
        entries[free] = struct.pack(">BIH", 1, places, 0)
        entries |= {number: struct.pack(">BIH", 2, free, n) for n, (number, _) in enumerate(part)}
        out.append(stream)
        places += len(stream)
        free += 1
    entries[free] = struct.pack(">BIH", 1, places, 0)
    first = min(number for number in entries if number >= file.size)
    index = f"{file.catalog} 1 {first} {free + 1 - first}"
    rows = zlib.compress(entries[file.catalog] + b"".join(entries[n] for n in range(first, free + 1)))
    head = (
        f"{free} 0 obj\n<</Type /XRef /Size {free + 1} /Prev {file.table} /W [1 4 2] /Index [{index}]{file.trailer} "
        f"/Filter /FlateDecode /Length {len(rows)}>>\nstream\n"
    )
    out.append(head.encode("latin-1") + rows + b"\nendstream\nendobj\n")
    return b"".join(out) + f"startxref\n{places}\n%%EOF\n".encode("ascii")


def _stream(number: int, objects: Sequence[tuple[int, str]]) -> bytes:
    """Objects packed in a stream."""
    texts = [text.encode("latin-1") for _, text in objects]
    heads, place = [], 0
    for (own, _), text in zip(objects, texts, strict=True):
        heads.append(f"{own} {place}")
        place += len(text) + 1
    head = " ".join(heads).encode("ascii") + b"\n"
    packed = zlib.compress(head + b"\n".join(texts))
    said = (
        f"{number} 0 obj\n<</Type /ObjStm /N {len(objects)} /First {len(head)} /Filter /FlateDecode "
        f"/Length {len(packed)}>>\nstream\n"
    )
    return said.encode("ascii") + packed + b"\nendstream\nendobj\n"
