"""The check before a document is published: what a person must see to, and whether the PDF can be read aloud.

The model already refuses a picture without words and a skipped heading; what is looked at here is what it cannot know,
and the finished file, by a checker of PDF/UA-1 (ISO 14289-1). No checker can say that a text is easy to understand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kvalitet_app.domain.tal import listed
from kvalitet_app.reports.model.blocks import Block, Chart, Heading, PageBreak, Report
from kvalitet_app.reports.model.inline import Cleaner, plain
from kvalitet_app.reports.model.reading_order import said_by
from kvalitet_app.reports.pdf.render import Rendered

SHORT_ALT = 15  # characters: less than that says nothing of a picture
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|svg|bmp|tiff?|pdf)", re.IGNORECASE)
_RULES = {
    "FIGURE-ALTERNATIVE-TEXT": "En bild i PDF-filen saknar text för den som inte ser den.",
    "HEADING-NESTING": "En rubriknivå är överhoppad i PDF-filen.",
    "TABLE-HEADERS": "En tabell i PDF-filen saknar rubriker som hör till dess celler.",
    "ALT-TEXT-LANGUAGE": "PDF-filen säger inte vilket språk den är skriven på.",
    "LANGUAGE": "PDF-filen säger inte vilket språk den är skriven på.",
    "TITLE": "PDF-filen saknar titel.",
    "FONT": "Ett typsnitt i PDF-filen är inte inbäddat som det ska.",
    "ANNOTATION": "En länk i PDF-filen saknar ord för vart den leder.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence for the person who publishes; `hinder` when the document should not go out before it is seen to."""

    text: str
    hinder: bool = True


def check_before_publishing(report: Report, rendered: Rendered) -> tuple[Finding, ...]:
    """Everything to see to in a report and the PDF that was made of it, what hinders first."""
    found = [
        *_status(report),
        *_headings(report),
        *_pictures(report),
        *_characters(report),
        *check_pdf(rendered.content),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: not one.hinder))


def _status(report: Report) -> Iterator[Finding]:
    if report.status:
        yield Finding(
            f"Dokumentet är stämplat {report.status.upper()}. Fastställ det innan det publiceras.", hinder=False
        )
    if report.spridning is None:
        yield Finding("Ingen har valt om dokumentet är offentligt, internt eller omfattas av sekretess.", hinder=False)
    if not report.title.strip():
        yield Finding("Dokumentet saknar titel.")


def _headings(report: Report) -> Iterator[Finding]:
    level = 0
    for block, following in pairwise([*report.whole, None]):
        if not isinstance(block, Heading):
            continue
        text = plain(block.text).strip()
        if not text:
            yield Finding("En rubrik är tom. Skriv den eller ta bort den.")
        if block.level > level + 1 and level:
            yield Finding(f"En rubriknivå är överhoppad före ”{text}”.")
        ends = following is None or isinstance(following, PageBreak)
        if text and (ends or (isinstance(following, Heading) and following.level <= block.level)):
            yield Finding(f"Det står inget under rubriken ”{text}”.", hinder=False)
        level = block.level


def _pictures(report: Report) -> Iterator[Finding]:
    for n, chart in enumerate((block for block in report.whole if isinstance(block, Chart)), 1):
        alt, name = plain(chart.alt).strip(), plain(chart.caption).strip() or f"bild {n}"
        if _FILE_NAME.fullmatch(alt) or len(alt) < SHORT_ALT:
            yield Finding(f"Texten för den som inte ser bilden säger för lite: ”{name}”.")
        elif alt == plain(chart.caption).strip():
            yield Finding(f"Texten för den som inte ser bilden är bara bildens rubrik: ”{name}”.")


def _characters(report: Report) -> Iterator[Finding]:
    """What was replaced, and in which chapter it is."""
    chapter = "dokumentets början"
    for block in report.whole:
        if isinstance(block, Heading) and plain(block.text).strip():
            chapter = f"avsnittet ”{Cleaner().clean(plain(block.text)).strip()}”"
        replaced = _replaced(block)
        if replaced:
            signs, one = listed(sorted(replaced)), len(replaced) == 1
            yield Finding(
                f"{'Tecknet' if one else 'Tecknen'} {signs} i {chapter} finns inte i typsnittet och skrivs som □. "
                f"Byt ut {'det' if one else 'dem'}."
            )


def _replaced(block: Block) -> set[str]:
    cleaner = Cleaner()
    for text in said_by(block):
        cleaner.clean(text)
    return cleaner.replaced


def check_pdf(content: bytes) -> list[Finding]:
    """What the checker of PDF/UA-1 finds in a file, each kind once."""
    import page

    limits = page.SafetyLimits(max_table_grid_rows=200_000, max_table_grid_cells=10_000_000)
    try:
        report = page.validate_pdf_bytes(content, profile="ua1", limits=limits)
    except page.SafetyLimitError:
        return [Finding("PDF-filen är för stor för att kontrolleras här.", hinder=False)]
    except page.PageError:
        return [Finding("PDF-filen kan inte läsas av kontrollen. Skapa den på nytt.")]
    return [*dict.fromkeys(_said(failure.rule_id) for failure in report.failures)]


def _said(rule: str) -> Finding:
    name = rule.removeprefix("PDFUA1-")
    for known, sentence in _RULES.items():
        if name.startswith(known):
            return Finding(sentence)
    return Finding(f"PDF-filen följer inte regeln {name} i PDF/UA-1.")
