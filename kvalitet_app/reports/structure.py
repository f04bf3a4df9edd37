"""The structure of a tagged PDF: which element everything on the pages belongs to (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

COLUMN_HEAD, ROW_HEAD = "<</O /Table /Scope /Column>>", "<</O /Table /Scope /Row>>"
BYTE_ORDER = "\ufeff"
LINKS_FROM = 1_000_000  # keys of links in the parent tree; pages have those from 0


class Node:
    """One element of the structure: what it is and under what. Where it stands is kept by each canvas."""

    __slots__ = ("alt", "attrs", "parent", "tag")

    def __init__(self, tag: str, parent: "Node | None" = None, *, alt: str = "", attrs: str = "") -> None:
        self.tag, self.parent, self.alt, self.attrs = tag, parent, alt, attrs


class Mark(NamedTuple):
    """A piece of a page's content: the page counted from 0, and the number of the piece on it."""

    page: int
    mcid: int


class Link(NamedTuple):
    """The n:th link of the document."""

    number: int


Kid: TypeAlias = Node | Mark | Link
Place: TypeAlias = tuple[float, float, float, float]


@dataclass(slots=True)
class Structure:
    """What a canvas has drawn of each element, in the order of reading."""

    kids: dict[Node, list[Kid]] = field(default_factory=dict)
    marks: list[list[Node]] = field(default_factory=lambda: [[]])  # page -> number of the piece -> its element
    links: list[Node] = field(default_factory=list)
    places: dict[Node, Place] = field(default_factory=dict)  # the box of a figure, points from the page's corner
    root: Node | None = None

    def touch(self, node: Node) -> list[Kid]:
        """The element's kids; the first time it is put last under its parent."""
        kids = self.kids.get(node)
        if kids is None:
            kids = self.kids[node] = []
            if node.parent is None:
                self.root = node
            else:
                self.touch(node.parent).append(node)
        return kids

    def mark(self, node: Node) -> str:
        """The operator that begins a piece of the element on this page."""
        marks = self.marks[-1]
        number = len(marks)
        self.touch(node).append(Mark(len(self.marks) - 1, number))
        marks.append(node)
        return f"/{node.tag} <</MCID {number}>> BDC"

    def link(self, node: Node) -> int:
        """Make the element a link; the key of its annotation in the parent tree."""
        self.touch(node).append(Link(len(self.links)))
        self.links.append(node)
        return LINKS_FROM + len(self.links) - 1


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that the file's objects have: pages and annotations in order, each element, the tree itself."""

    pages: Sequence[int]
    annotations: Sequence[int]
    nodes: Mapping[Node, int]
    tree: int


def write_structure(structure: Structure, numbers: Numbers, put: Callable[[Node | None, str], None]) -> None:
    """Give `put` the text of each element's object, and of the tree (None)."""
    for node, kids in structure.kids.items():
        put(node, _element(node, kids, structure.places.get(node), numbers))
    ids = numbers.nodes
    pages = structure.marks[: len(numbers.pages)]
    keys = [f"{n} [{' '.join(f'{ids[node]} 0 R' for node in marks)}]" for n, marks in enumerate(pages)]
    keys += [f"{LINKS_FROM + n} {ids[node]} 0 R" for n, node in enumerate(structure.links)]
    top = f"{ids[structure.root]} 0 R" if structure.root else ""
    put(
        None,
        f"<</Type /StructTreeRoot /K [{top}] /ParentTree <</Nums [{' '.join(keys)}]>> "
        f"/ParentTreeNextKey {LINKS_FROM + len(structure.links)}>>",
    )


def _element(node: Node, kids: Sequence[Kid], place: Place | None, numbers: Numbers) -> str:
    home = next((kid.page for kid in kids if type(kid) is Mark), None)
    out = []
    for kid in kids:
        if type(kid) is Mark:
            near = kid.page == home
            out.append(str(kid.mcid) if near else f"<</Type /MCR /Pg {numbers.pages[kid.page]} 0 R /MCID {kid.mcid}>>")
        elif type(kid) is Link:
            out.append(f"<</Type /OBJR /Obj {numbers.annotations[kid.number]} 0 R>>")
        elif type(kid) is Node:
            out.append(f"{numbers.nodes[kid]} 0 R")
    parent = numbers.nodes[node.parent] if node.parent else numbers.tree
    text = f"<</Type /StructElem /S /{node.tag} /P {parent} 0 R"
    attrs = node.attrs
    if place is not None:
        box = " ".join(f"{value:.2f}" for value in place)
        attrs += f"<</O /Layout /Placement /Block /BBox [{box}]>>"
    if home is not None:
        text += f" /Pg {numbers.pages[home]} 0 R"
    if node.alt:
        text += f" /Alt {unicode_string(node.alt)}"
    if attrs:
        text += f" /A [{attrs}]"
    return f"{text} /K [{' '.join(out)}]>>"


def unicode_string(text: str) -> str:
    """A text as a PDF string in UTF-16."""
    return f"<{(BYTE_ORDER + text).encode('utf-16-be').hex()}>"
