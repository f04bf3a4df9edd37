"""A paragraph that is one element of the structure, also where it breaks over pages, read aloud as it is written."""

from collections.abc import Callable
from itertools import accumulate
from typing import Any, TypeAlias

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph

from kvalitet_app.reports.pdf.links import Links
from kvalitet_app.reports.pdf.structure import Node
from kvalitet_app.reports.pdf.tagged_canvas import TaggedCanvas

SOFT_HYPHEN = "\u00ad"

Letters: TypeAlias = tuple[str, frozenset[int]]  # a text without its spaces, and the places where it has one


class Drawn(Flowable):
    """A piece that stays away from a canvas that only measures."""

    canv: TaggedCanvas

    def drawOn(  # type: ignore[override]  # noqa: N802 - ReportLab's name
        self,
        canvas: TaggedCanvas,
        x: float,
        y: float,
        _sW: float = 0,  # noqa: N803
    ) -> None:
        """Draw with the lower left corner at (x, y)."""
        if not canvas.measuring:
            super().drawOn(canvas, x, y, _sW)  # type: ignore[call-arg]


class TaggedParagraph(Drawn, Paragraph):
    """Running text.

    ReportLab draws no space where a line ends, and a hard hyphen where a word is broken: both would be read aloud. So
    each line drawn is followed in the paragraph's own letters, and ends with the space or soft hyphen that is there.
    """

    node: Node
    label: "tuple[str, Node] | None" = None  # the dot or number of a list's item
    letters: Letters
    linked: bool
    blPara: Any  # noqa: N815 - ReportLab's: the lines as they are laid out
    fits: "tuple[float, tuple[float, float]] | None" = None

    def belongs(self, node: Node, *, label: "tuple[str, Node] | None" = None, letters: Letters | None = None) -> None:
        """Make it a piece of an element."""
        self.node, self.label = node, label
        self.linked = any(getattr(piece, "link", None) for piece in self.frags) if letters is None else self.linked
        self.letters = letters if letters is not None else _letters(self.getPlainText())

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points; the lines are broken once for each width."""
        if self.fits is None or self.fits[0] != avail_width or not hasattr(self, "blPara"):  # a split forgets its lines
            self.fits = avail_width, super().wrap(avail_width, avail_height)
        return self.fits[1]

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """Its parts are pieces of the same element."""
        parts = super().split(avail_width, avail_height)
        for n, part in enumerate(parts):
            if isinstance(part, TaggedParagraph) and part is not self:
                part.linked = self.linked
                part.belongs(self.node, label=None if n else self.label, letters=self.letters)
        return parts

    def draw(self) -> None:
        """Draw on the canvas."""
        if self.label is not None:
            self._draw_label(*self.label)
        if not self.linked:
            with self.canv.tagged(self.node):
                super().draw()
            return
        links = self.canv.links = Links(self.canv, self.node, _only_link(self))
        super().draw()
        self.canv.links = None
        links.underline(self.style)

    def _draw_label(self, mark: str, node: Node) -> None:
        c, style = self.canv, self.style
        with c.tagged(node):
            c.setFillColor(style.textColor)
            c.setFont(style.fontName, style.fontSize)
            c.drawString(style.bulletIndent, self.height - style.fontSize, mark + " ")

    def beginText(self, x: float, y: float) -> PDFTextObject:  # noqa: N802 - ReportLab's name
        """The text object that ReportLab writes the lines to."""
        text: PDFTextObject = super().beginText(x, y)
        put: Callable[[str, int], None] = text._textOut  # type: ignore[attr-defined]  # noqa: SLF001
        read, node, (letters, ends) = self.canv.read, self.node, self.letters
        if self.canv.links is not None:
            self.canv.links.begin(text)

        def follow(said: str, line_ends: int = 0) -> None:
            at = read.get(node, 0) + len("".join(said.split()))
            if said.endswith("-") and letters[at - 1 : at] != "-":
                at, said = at - 1, said[:-1] + SOFT_HYPHEN
            elif line_ends and at in ends:
                said += " "
            read[node] = at
            put(said, line_ends)

        text._textOut = follow  # type: ignore[attr-defined]  # noqa: SLF001 - the one place that all lines pass
        return text


def _only_link(drawn: "TaggedParagraph") -> str:
    """The address that all of the text leads to, which ReportLab draws in another way; "" where it leads to none."""
    laid = drawn.blPara
    return "" if laid.kind or not laid.link else str(laid.link[0][1])


def _letters(text: str) -> Letters:
    words = text.split()
    return "".join(words), frozenset(accumulate(map(len, words)))


def paragraph(markup: str, style: ParagraphStyle, node: Node) -> TaggedParagraph:
    """Running text as ReportLab's markup, as a whole element."""
    made = TaggedParagraph(markup, style)
    made.belongs(node)
    return made
