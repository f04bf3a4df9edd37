"""The structure of a tagged PDF: which element everything on the pages belongs to (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Mapping, Sequence
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
    """The numbers of the file's objects: pages in order, annotations by their key, and the tree itself.

    The elements have the numbers after the tree's, in the order of `Structure.kids`.
    """

    pages: Sequence[int]
    annotations: Mapping[int, int]
    tree: int


def structure_objects(structure: Structure, numbers: Numbers) -> list[str]:
    """The text of the tree and then of each element, so that the first has the number `numbers.tree`."""
    ids = {node: numbers.tree + n for n, node in enumerate(structure.kids, 1)}
    pages = structure.marks[: len(numbers.pages)]
    keys = [f"{n} [{' '.join([f'{ids[node]} 0 R' for node in marks])}]" for n, marks in enumerate(pages)]
    keys += [f"{LINKS_FROM + n} {ids[node]} 0 R" for n, node in enumerate(structure.links)]
    top = f"{ids[structure.root]} 0 R" if structure.root else ""
    tree = (
        f"<</Type/StructTreeRoot/K[{top}]/ParentTree<</Nums[{' '.join(keys)}]>>"
        f"/ParentTreeNextKey {LINKS_FROM + len(structure.links)}>>"
    )
    elements = [
        _element(node, kids, structure.places.get(node), (ids, numbers)) for node, kids in structure.kids.items()
    ]
    return [tree, *elements]


def _element(node: Node, kids: Sequence[Kid], place: Place | None, names: tuple[Mapping[Node, int], Numbers]) -> str:
    ids, numbers = names
    parent = ids[node.parent] if node.parent else numbers.tree
    attrs = f"/A[{node.attrs}]" if node.attrs else ""
    if len(kids) == 1 and type(kids[0]) is Mark and not node.alt:  # most are: a cell
        page, mcid = kids[0]
        return f"<</S/{node.tag}/P {parent} 0 R/Pg {numbers.pages[page]} 0 R{attrs}/K {mcid}>>"
    home = next((kid.page for kid in kids if type(kid) is Mark), None)
    said = " ".join([_kid(kid, home, names) for kid in kids])
    if place is not None:
        box = " ".join(f"{value:.2f}" for value in place)
        attrs = f"/A[{node.attrs}<</O/Layout/Placement/Block/BBox[{box}]>>]"
    where = f"/Pg {numbers.pages[home]} 0 R" if home is not None else ""
    alt = f"/Alt {unicode_string(node.alt)}" if node.alt else ""
    return f"<</S/{node.tag}/P {parent} 0 R{where}{alt}{attrs}/K[{said}]>>"


def _kid(kid: Kid, home: int | None, names: tuple[Mapping[Node, int], Numbers]) -> str:
    ids, numbers = names
    if type(kid) is Node:
        return f"{ids[kid]} 0 R"
    if type(kid) is Link:
        return f"<</Type/OBJR/Obj {numbers.annotations[LINKS_FROM + kid.number]} 0 R>>"
    assert type(kid) is Mark
    if kid.page == home:
        return str(kid.mcid)
    return f"<</Type/MCR/Pg {numbers.pages[kid.page]} 0 R/MCID {kid.mcid}>>"


def unicode_string(text: str) -> str:
    """A text as a PDF string in UTF-16."""
    return f"<{(BYTE_ORDER + text).encode('utf-16-be').hex()}>"
