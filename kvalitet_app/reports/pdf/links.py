"""Links in running text: elements of the structure, places to press, and a line under each."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.textobject import PDFTextObject

from kvalitet_app.reports.pdf.structure import Node, Place
from kvalitet_app.reports.pdf.styles import ACCENT
from kvalitet_app.reports.pdf.tagged_canvas import TaggedCanvas, operators


class Links:
    """The links of a paragraph that is being drawn: each is an element inside the paragraph's own.

    The elements begin and end inside the text object, and the lines under the links are drawn afterwards: nothing that
    is read aloud may stand inside decoration, nor the other way round.
    """

    def __init__(self, canvas: TaggedCanvas, node: Node, whole: str) -> None:
        self.canvas, self.node, self.whole = canvas, node, whole
        self.elements: dict[tuple[int, str], Node] = {}  # of each link by its number and address
        self.begun: list[tuple[int, str]] = []  # on this line, whose places have not been told yet
        self.boxes: list[Place] = []

    def begin(self, text: PDFTextObject) -> None:
        """Text put into the object from here on belongs to the paragraph, or to its only link."""
        self.text = text
        self.canvas.piece(text, self._element((0, self.whole)) if self.whole else self.node)
        text._linkRecord = self.record  # type: ignore[attr-defined]  # noqa: SLF001 - ReportLab asks for it there

    def end(self) -> None:
        """All of the text has been put into the object."""
        self.canvas.end_piece(self.text)

    def _element(self, link: tuple[int, str]) -> Node:
        return self.elements.setdefault(link, Node("Link", self.node))

    def record(self, link: tuple[int, str], when: str) -> None:
        """A link's first piece has just been put into the object, or its last one."""
        if when == "start":
            first = operators(self.text).pop()
            self.canvas.end_piece(self.text)
            self.begun.append(link)
            self.canvas.piece(self.text, self._element(link))
            operators(self.text).append(first)
            return
        self.canvas.end_piece(self.text)
        self.canvas.piece(self.text, self.node)

    def put(self, address: str, box: Place) -> None:
        """Where a line of a link stands; they are told in the order that they began."""
        link = next((one for one in self.begun if one[1] == address), (0, address))
        if link in self.begun:
            self.begun.remove(link)
        self.canvas.link_out(self._element(link), address, box)
        self.boxes.append(box)

    def underline(self, style: ParagraphStyle) -> None:
        """Draw a line under each link."""
        canvas = self.canvas
        with canvas.tagged(None):
            canvas.setStrokeColor(ACCENT)
            canvas.setLineWidth(style.fontSize * 0.06)
            for left, bottom, right, _ in self.boxes:
                canvas.line(left, bottom + style.fontSize * 0.08, right, bottom + style.fontSize * 0.08)
