"""The workbook of an uttag: a sheet for each table, for people who count and sort.

Written straight into the archive, a row at a time and nothing kept: with a library that does more for each cell the
workbook alone took four times as long as all the rest of a register of 100,000 avvikelser.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import IO, Any, cast
from xml.sax.saxutils import escape

from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.exchange.table_out import fitted, sheet_name

MOST_ROWS = 1_048_000  # as many as a sheet of Excel holds, less a little
STEP = 5_000
SHORT = 16_000  # a text that needs no measuring
STAMP = "SEKRETESS"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_MEANT = re.compile("_(x[0-9A-Fa-f]{4}_)")
_FIRST_DAY = datetime(1899, 12, 30, tzinfo=UTC)
_BOLD, _DATE, _MOMENT = 1, 2, 3
_STYLES = (
    f"{_XML}<styleSheet {_MAIN}>"
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class Blad:
    """A sheet; a row is a sequence with a value for each heading."""

    namn: str
    rubriker: Sequence[str]
    rader: Iterable[Sequence[object]]


def write_workbook(stream: Any, sheets: Iterable[Blad], *, level: int, progress: Progress = no_progress) -> None:  # noqa: ANN401
    """Write the sheets to an open file that need not be able to go back."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        names = []
        for blad in sheets:
            names.append(sheet_name(blad.namn))
            with package.open(f"xl/worksheets/sheet{len(names)}.xml", "w", force_zip64=True) as part:
                _write_sheet(part, blad, progress)
        for name, text in _frame(names):
            package.writestr(zipfile.ZipInfo(name), text)


def _write_sheet(part: IO[bytes], blad: Blad, progress: Progress) -> None:
    letters = [_letters(n) for n in range(len(blad.rubriker))]
    last = letters[-1]
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{min(max(len(title) + 3, 12), 40)}" customWidth="1"/>'
        for n, title in enumerate(blad.rubriker, 1)
    )
    part.write(
        f'{_XML}<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        f'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData>'.encode()
    )
    part.write(_row(1, letters, blad.rubriker, style=f' s="{_BOLD}"').encode())
    count, held = 1, list[str]()
    for row in _limited(blad, progress):
        count += 1
        held.append(_row(count, letters, row))
        if len(held) == 200:
            part.write("".join(held).encode())
            held.clear()
    part.write(
        f'{"".join(held)}</sheetData><autoFilter ref="A1:{last}{count}"/>'
        f"<headerFooter><oddHeader>&amp;L{STAMP}&amp;R&amp;A</oddHeader>"
        f"<oddFooter>&amp;L{STAMP}&amp;R&amp;P (&amp;N)</oddFooter></headerFooter></worksheet>".encode()
    )


def _row(number: int, letters: Sequence[str], values: Sequence[object], *, style: str = "") -> str:
    """A row's XML. Most cells are texts and counts: those are asked for first, and nothing is called for them."""
    cells: list[str] = []
    special, add = _SPECIAL.search, cells.append
    for letter, value in zip(letters, values, strict=True):
        if value is None or value == "":
            continue
        kind = type(value)
        if kind is str:
            text = cast("str", value)
            if len(text) > SHORT or special(text):
                text = escape(_MEANT.sub(r"_x005F_\1", _CONTROL.sub("", fitted(text))))
            kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
            add(f'<c r="{letter}{number}"{style} t="inlineStr"><is><t{kept}>{text}</t></is></c>')
        elif kind is int or kind is float:
            add(f'<c r="{letter}{number}"><v>{value!r}</v></c>')
        else:
            add(_day(f"{letter}{number}", cast("date", value)))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _day(place: str, value: date) -> str:
    if isinstance(value, datetime):
        days = (value.replace(tzinfo=UTC, second=0, microsecond=0) - _FIRST_DAY).total_seconds() / 86_400
        return f'<c r="{place}" s="{_MOMENT}"><v>{days!r}</v></c>'
    return f'<c r="{place}" s="{_DATE}"><v>{value.toordinal() - _FIRST_DAY.toordinal()}</v></c>'


def _letters(number: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    before, at = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + at)


def _limited(blad: Blad, progress: Progress) -> Iterable[Sequence[object]]:
    for number, row in enumerate(blad.rader):
        if number % STEP == 0:
            progress(number, number, blad.namn)
        if number == MOST_ROWS:
            yield ("Resten får inte plats i ett blad. Allt finns i tabellens JSON-fil.", *([None] * (len(row) - 1)))
            return
        yield row


def _frame(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The small parts around the sheets."""
    numbered = list(enumerate(names, 1))
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>' for n, _ in numbered
    )
    yield (
        "[Content_Types].xml",
        (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{kinds}'
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
    )
    links = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    yield (
        "_rels/.rels",
        (
            f'{_XML}{links}<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/>'
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ),
    )
    yield from _properties()
    sheets = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
    yield "xl/workbook.xml", f'{_XML}<workbook {_MAIN} xmlns:r="{_RELATED}"><sheets>{sheets}</sheets></workbook>'
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n, _ in numbered
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        (
            f'{_XML}{links}{targets}<Relationship Id="rId{len(names) + 1}" Type="{_RELATED}/styles" '
            'Target="styles.xml"/></Relationships>'
        ),
    )
    yield "xl/styles.xml", _STYLES


def _properties() -> Iterable[tuple[str, str]]:
    yield (
        "docProps/core.xml",
        (
            f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Hela registret ur Kvalitet</dc:title>'
            f"<dc:language>sv-SE</dc:language><cp:keywords>{STAMP}</cp:keywords><cp:category>{STAMP}</cp:category>"
            "</cp:coreProperties>"
        ),
    )
