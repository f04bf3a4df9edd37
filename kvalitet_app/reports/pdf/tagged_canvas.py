"""A ReportLab canvas that knows which element of the structure everything drawn on it belongs to.

ReportLab has no tags of its own. This leans on its `_code`, `_textOut` and `__NoDefault__`, so its version is
pinned to 5.1, and the tests with the checkers are what an upgrade must pass.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Literal, Protocol

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from kvalitet_app.reports.pdf.archive import Meta, archived
from kvalitet_app.reports.pdf.fonts import BODY
from kvalitet_app.reports.pdf.structure import Node, Place, Structure

pdfdoc.PDFPage.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]

Furniture = Literal["Header", "Footer"]


class TextLinks(Protocol):
    """What takes care of the links of a text while it is drawn."""

    def begin(self, text: PDFTextObject) -> None:
        """The text object has been made."""

    def end(self) -> None:
        """All of the text is in it."""

    def put(self, address: str, box: Place) -> None:
        """A line of a link to the address stands there."""


class TaggedCanvas(Canvas):
    """Content stands between `open` and `close`; what has no element is decoration.

    `measuring` canvases are for a pass that only finds out what stands on which page: pieces do not draw on them.
    `tags=False` leaves the structure out, to measure what it costs.
    """

    # ReportLab's own, which its types leave out.
    _code: list[str]
    _doc: Any
    _filename: object
    _absRect: Callable[[Place, int], Place]  # noqa: N815
    _bookmarkReference: Callable[[str], object]  # noqa: N815
    _addAnnotation: Callable[[PDFDictionary], None]  # noqa: N815

    def __init__(
        self, target: BytesIO, size: tuple[float, float], *, tags: bool = True, measuring: bool = False
    ) -> None:
        super().__init__(
            target,
            pagesize=size,
            lang="sv-SE",
            pdfVersion=(1, 7),
            pageCompression=1,
            initialFontName=BODY,  # type: ignore[arg-type]
        )
        self.tags, self.measuring = tags, measuring
        self.structure = Structure()
        self.read: dict[Node, int] = {}  # how far into each paragraph's letters the lines drawn have come
        self.links: TextLinks | None = None
        self._depth = 0

    def open(self, node: Node | None) -> None:
        """Everything drawn until `close` belongs to the element; None: it is decoration. Inner calls change nothing."""
        self._depth += 1
        if self._depth == 1 and self.tags:
            self._code.append(self.structure.mark(node) if node else "/Artifact BMC")

    def close(self) -> None:
        """End what `open` began."""
        self._depth -= 1
        if self._depth == 0 and self.tags:
            self._code.append("EMC")

    @contextmanager
    def tagged(self, node: Node | None) -> Iterator[None]:
        """`open` and `close` around a block."""
        self.open(node)
        yield
        self.close()

    @contextmanager
    def furniture(self, kind: Furniture) -> Iterator[None]:
        """The head or foot of a page."""
        self._depth += 1
        if self.tags:
            self._code.append(f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC")
        yield
        self.close()

    def piece(self, text: PDFTextObject, node: Node | None) -> None:
        """What is put into the text object from here on belongs to the element, until `end_piece`."""
        if self.tags:
            operators(text).append(self.structure.mark(node) if node else "/Artifact BMC")

    def end_piece(self, text: PDFTextObject) -> None:
        """End what `piece` began."""
        if self.tags:
            operators(text).append("EMC")

    def place(self, node: Node, box: Place) -> None:
        """Where a figure stands, in this canvas' present coordinates."""
        left, bottom = self.absolutePosition(box[0], box[1])
        right, top = self.absolutePosition(box[2], box[3])
        self.structure.places[node] = (left, bottom, right, top)

    def link_to(self, node: Node, key: str, box: Place, what: str) -> None:
        """Make the element a link to a bookmark; `what` says in words where it leads."""
        self._link(node, box, what, Dest=self._bookmarkReference(key))

    def link_out(self, node: Node, address: str, box: Place) -> None:
        """Make the element a link to an address of the web or a mail."""
        action = PDFDictionary({"Type": PDFName("Action"), "S": PDFName("URI"), "URI": PDFString(address)})
        self._link(node, box, address, A=action)

    def _link(self, node: Node, box: Place, what: str, **leads: object) -> None:
        values: dict[str, object] = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "F": 4,
            "Border": "[0 0 0]",
            "Rect": PDFArray(self._absRect(box, 1)),
            "Contents": PDFString(what),
            **leads,
        }
        if self.tags:
            values["StructParent"] = self.structure.link(node)
        self._addAnnotation(PDFDictionary(values))

    def drawText(self, aTextObject: PDFTextObject) -> None:  # noqa: N802, N803 - ReportLab's names
        """Put the text on the page."""
        if self.links is not None:
            self.links.end()
        super().drawText(aTextObject)

    def linkURL(self, url: str, rect: Place, *_args: object, **_more: object) -> None:  # noqa: N802 - ReportLab's name
        """Where a line of a text's link stands, as ReportLab tells it."""
        assert self.links is not None
        self.links.put(url, rect)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page."""
        super().showPage()
        self.structure.marks.append([])

    def save(self) -> None:
        """Write the pages. The structure is put into the file when it is archived."""
        if len(self._code):
            self.showPage()
        if self.tags:
            for n, page in enumerate(self._doc.Pages.pages):
                page.StructParents, page.Tabs = n, PDFName("S")
        self._doc.SaveToFile(self._filename, self)


def operators(text: PDFTextObject) -> list[str]:
    """What has been put into the text object."""
    found: list[str] = text._code  # type: ignore[attr-defined]  # noqa: SLF001 - marks stand between the lines
    return found


class Sheets:
    """Pages drawn by hand, where no text flows: a form, a map. Each is tagged and archived as reports are."""

    def __init__(self, meta: Meta, size: tuple[float, float]) -> None:
        self._target, self.meta = BytesIO(), meta
        self.canvas = TaggedCanvas(self._target, size)
        self.root = Node("Document")

    def say(self, x: float, y: float, text: str, *, tag: str = "P", right: bool = False) -> None:
        """A line of text in the canvas' font, as an element of its own."""
        with self.canvas.tagged(Node(tag, self.root)):
            (self.canvas.drawRightString if right else self.canvas.drawString)(x, y, text)

    def content(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return archived(self._target.getvalue(), self.meta, self.canvas.structure)
