"""What a workbook's package says of itself: which part is which sheet, what is hidden, and from when it counts days."""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from kvalitet_app.exchange.package_in import FILLED_CELL, unpack

WORKBOOK, USUAL = "workbook.xml", "xl/workbook.xml"
_MOST_SAID = 5_000_000  # bytes of a part that only tells of others
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(r"<(?:\w+:)?(sheet|Relationship|workbookPr)\b([^<>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_NUMBER, _HIDDEN = re.compile(rb"\sr\s*=\s*[\"'](\d{1,9})[\"']"), re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_TAIL = 1_024


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook's parts by their plain names, and what its first part says."""

    parts: dict[str, zipfile.ZipInfo]
    workbook: str
    sheets: dict[str, str]
    since_1904: bool

    @property
    def is_plain(self) -> bool:
        """Whether the parts are named as the reader looks for them."""
        rooted = any(part.filename.startswith(("/", "\\")) for part in self.parts.values())
        return posixpath.basename(self.workbook) == WORKBOOK and not rooted


def plain_name(name: str) -> str:
    """A part's name as the standard has it, however the packing program wrote it."""
    return name.replace("\\", "/").lstrip("/").casefold()


def open_package(file: BinaryIO) -> Package | None:
    """What the package holds; None where it has no workbook.

    Raises:
        zipfile.BadZipFile: damaged.
    """
    with zipfile.ZipFile(file) as packed:
        parts = {plain_name(part.filename): part for part in packed.infolist()}
    named = [plain_name(target) for kind, target in _relations(file, parts, "") if kind.endswith("/officedocument")]
    workbook = next((name for name in [*named, USUAL] if name in parts and name.endswith(".xml")), None)
    if workbook is None or workbook.startswith(("word/", "ppt/")):
        return None
    said = _said(file, parts[workbook])
    folder = posixpath.dirname(workbook)
    targets = {
        one["id"]: posixpath.normpath(posixpath.join(folder, one["target"].replace("\\", "/"))).lstrip("/").casefold()
        for tag, one in _tags(_said(file, parts.get(_relations_of(workbook))))
        if tag == "Relationship" and {"id", "target"} <= one.keys()
    }
    sheets = {
        html.unescape(one["name"]): targets.get(
            next((value for key, value in one.items() if key.endswith(":id")), ""), ""
        )
        for tag, one in _tags(said)
        if tag == "sheet" and "name" in one
    }
    since_1904 = any(tag == "workbookPr" and one.get("date1904") in ("1", "true") for tag, one in _tags(said))
    return Package(parts, workbook, sheets, since_1904)


def _relations_of(part: str) -> str:
    return posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")


def _relations(file: BinaryIO, parts: dict[str, zipfile.ZipInfo], of: str) -> Iterator[tuple[str, str]]:
    for tag, one in _tags(_said(file, parts.get(_relations_of(of)))):
        if tag == "Relationship":
            yield one.get("type", "").casefold(), one.get("target", "")


def _said(file: BinaryIO, part: zipfile.ZipInfo | None) -> str:
    if part is None:
        return ""
    text = b""
    for piece in unpack(file, part):
        text += piece
        if len(text) > _MOST_SAID:
            break
    return text.decode("utf-8", errors="replace")


def _tags(xml: str) -> Iterator[tuple[str, dict[str, str]]]:
    for tag, attributes in _TAG.findall(xml):
        yield tag, {name.casefold(): first or second for name, first, second in _ATTRIBUTE.findall(attributes)}


def hidden_rows(file: BinaryIO, part: zipfile.ZipInfo) -> list[int]:
    """The numbers of a sheet's hidden rows, as a spreadsheet counts."""
    found: list[int] = []
    number, rest = 0, b""
    for piece in _with_end(file, part):
        xml = rest + piece
        whole = len(xml) if not piece else max(xml.rfind(b"<"), len(xml) - _TAIL)
        for attributes in _ROW.findall(xml[:whole]):
            own = _NUMBER.search(attributes)
            number = int(own[1]) if own else number + 1
            if _HIDDEN.search(attributes):
                found.append(number)
        rest = xml[whole:]
    return found


def _with_end(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    yield from unpack(file, part)
    yield b""


def holds_cells(file: BinaryIO, part: zipfile.ZipInfo) -> bool:
    """Whether any cell of a sheet holds something; a mere format does not count."""
    rest = b""
    for piece in unpack(file, part):
        if FILLED_CELL.search(rest + piece):
            return True
        rest = piece[-_TAIL:]
    return False


def renamed(file: BinaryIO, package: Package) -> io.BytesIO:
    """The same package with its workbook named as the reader looks for it, in the folder where it is."""
    wanted = posixpath.join(posixpath.dirname(package.workbook), WORKBOOK)
    names = {package.workbook: wanted, _relations_of(package.workbook): _relations_of(wanted)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, part in package.parts.items():
            with target.open(names.get(name, name), "w") as into:
                for piece in unpack(file, part):
                    into.write(piece)
    made.seek(0)
    return made
