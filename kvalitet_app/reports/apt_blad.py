"""APT-bladet: one A4 for the wall. What does not fit is made smaller, never put on a second page."""

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, KeepInFrame, Paragraph, Spacer

from kvalitet_app.domain.aterforing import AptArende, AptBlad
from kvalitet_app.domain.atgard import LABELS
from kvalitet_app.domain.tal import count
from kvalitet_app.files import whole_file
from kvalitet_app.pictures.bars import Rang, ranking, ranking_height
from kvalitet_app.pictures.tokens import LIGHT
from kvalitet_app.reports.fonts import BODY, STRONG, register_fonts
from kvalitet_app.reports.scene_painter import PX, paint_scene
from kvalitet_app.reports.styles import ACCENT, LINE, MUTED, PAGE_H, PAGE_W, SOFT, TEXT

SIDE, GAP = 16 * mm, 10 * mm
COLUMN = (PAGE_W - 2 * SIDE - GAP) / 2
TOP, FOOT = PAGE_H - 72 * mm, 14 * mm
CASES = 7


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    style = ParagraphStyle(name)
    for attribute, value in {"fontName": BODY, "fontSize": size, "leading": leading, "textColor": TEXT, **more}.items():
        setattr(style, attribute, value)
    return style


HEAD = _style("AptHead", 15, 19, fontName=STRONG, textColor=ACCENT, spaceAfter=4)
TEXTS = _style("AptText", 12, 16, spaceAfter=5)
QUIET = _style("AptQuiet", 10.5, 14, textColor=MUTED, spaceAfter=7)
BOXED = _style("AptBox", 12.5, 17, backColor=SOFT, borderPadding=9, spaceBefore=10, spaceAfter=14)


class _Picture(Flowable):
    """The types as bars."""

    def __init__(self, blad: AptBlad) -> None:
        super().__init__()
        rows = [Rang(name, n) for name, n in blad.visade_typer]
        self.scene = ranking(LIGHT, COLUMN / PX, ranking_height(rows), rows, title="Rapporterade avvikelser efter typ",
                             in_order=True)  # fmt: skip
        self.width, self.height = COLUMN, self.scene.h * PX

    def wrap(self, _wide: float, _high: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        paint_scene(self.scene, self.canv, width=self.width)


def write_apt_blad(blad: AptBlad, target: Path) -> None:
    """Write the page as a PDF. Raises StorageError when the place cannot be written."""
    register_fonts()
    with whole_file(target) as temporary:
        canvas = Canvas(str(temporary), pagesize=(PAGE_W, PAGE_H), lang="sv-SE", initialFontName=BODY)  # type: ignore[arg-type]
        canvas.setTitle(f"APT-blad {blad.enhet} {blad.period}")
        canvas.setAuthor(blad.organisation)
        _head(canvas, blad)
        for x, parts in ((SIDE, _left(blad)), (SIDE + COLUMN + GAP, _right(blad))):
            high = TOP - FOOT - 6 * mm
            frame = Frame(x, FOOT + 6 * mm, COLUMN, high, 0, 0, 0, 0)
            frame.addFromList([KeepInFrame(COLUMN, high, list(parts), mode="shrink")], canvas)
        _foot(canvas, blad)
        canvas.showPage()
        canvas.save()


def _head(c: Canvas, blad: AptBlad) -> None:
    c.setFillColor(MUTED)
    c.setFont(BODY, 11)
    c.drawString(SIDE, PAGE_H - 17 * mm, f"{blad.organisation} · {blad.enhet}")
    c.setFillColor(ACCENT)
    c.setFont(STRONG, 30)
    c.drawString(SIDE, PAGE_H - 30 * mm, "Tillbaka till oss")
    c.setFillColor(TEXT)
    c.setFont(STRONG, 16)
    c.drawRightString(PAGE_W - SIDE, PAGE_H - 30 * mm, blad.period)
    figures = ((blad.antal, "rapporterade"), (len(blad.avslutade), "avslutade"), (blad.oppna, "öppna i dag"))
    for n, (figure, words) in enumerate(figures):
        x = SIDE + n * (PAGE_W - 2 * SIDE) / 3
        c.setFillColor(ACCENT)
        c.setFont(STRONG, 34)
        c.drawString(x, PAGE_H - 53 * mm, str(figure))
        c.setFillColor(TEXT)
        c.setFont(BODY, 12)
        c.drawString(x, PAGE_H - 59 * mm, words)
    c.setStrokeColor(LINE)
    c.line(SIDE, PAGE_H - 65 * mm, PAGE_W - SIDE, PAGE_H - 65 * mm)


def _left(blad: AptBlad) -> Iterator[Flowable]:
    yield Paragraph("Det vi rapporterade", HEAD)
    if blad.typer:
        yield _Picture(blad)
        yield Spacer(1, 6)
    yield Paragraph(blad.jamforelse, TEXTS)
    if not blad.antal and blad.dagar_tyst is not None:
        yield Paragraph(f"Den senaste kom för {count(blad.dagar_tyst, 'dag', 'dagar')} sedan.", QUIET)
    yield Spacer(1, 8)
    yield Paragraph("Rutiner som är nya eller ändrade", HEAD)
    for nr, titel, version, andring in blad.rutiner:
        yield Paragraph(f"<b>{nr} {escape(titel)}</b>, version {version}", TEXTS)
        if andring:
            yield Paragraph(escape(andring), QUIET)
    if not blad.rutiner:
        yield Paragraph("Inga den här månaden.", QUIET)
    if blad.egenkontroller:
        yield Spacer(1, 8)
        yield Paragraph("Egenkontroller som kommer", HEAD)
        for day, name in blad.egenkontroller:
            yield Paragraph(f"{day.day}/{day.month} {escape(name)}", TEXTS)


def _right(blad: AptBlad) -> Iterator[Flowable]:
    yield Paragraph("Det ledde till", HEAD)
    acted = [one for one in blad.avslutade if one.atgarder]
    for one in acted[:CASES]:
        yield Paragraph(_told(one), TEXTS)
        effect = LABELS[one.effekt].lower() if one.effekt is not None else "effekten är inte bedömd"
        yield Paragraph(f"{escape(one.typ)} · {effect}", QUIET)
    if len(acted) > CASES:
        yield Paragraph(f"… och {count(len(acted) - CASES, 'ärende', 'ärenden')} till med åtgärder.", QUIET)
    plain = len(blad.avslutade) - len(acted)
    if plain:
        words = count(plain, "ärende avslutades", "ärenden avslutades")
        yield Paragraph(f"{words} efter utredning utan att någon åtgärd är antecknad.", TEXTS)
    if not blad.avslutade:
        yield Paragraph("Inget ärende blev klart den här månaden.", QUIET)
    if blad.exempel is not None and blad.exempel.atgarder:
        yield Paragraph(f"<b>Det här hjälpte</b><br/>{_told(blad.exempel)}", BOXED)


def _told(one: AptArende) -> str:
    return escape("; ".join(one.atgarder))


def _foot(c: Canvas, blad: AptBlad) -> None:
    c.setFillColor(MUTED)
    c.setFont(BODY, 9)
    c.drawString(
        SIDE,
        FOOT,
        "En avvikelse är något som inte blev som det var beslutat, planerat eller lovat. Skriv den samma dag.",
    )
    c.drawRightString(PAGE_W - SIDE, FOOT - 4 * mm, f"APT-blad {blad.period}")
