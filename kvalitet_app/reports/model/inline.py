"""Running text on its way to paper: its marks, characters that cannot be printed, and where words may break."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from kvalitet_app.domain.rutiner.lankar import as_uri, may_press
from kvalitet_app.pictures.drawing.metrics import has_glyph
from kvalitet_app.pictures.drawing.tokens import LIGHT

_LINK = re.compile(r"((?:\\.|[^\\])*?)\[((?:\\.|[^\[\]\\])+)\]\(<([^<>]+)>\)", re.DOTALL)
_RUNS = re.compile(
    r"\*\*\*((?:\\.|[^*\\])+)\*\*\*|\*\*((?:\\.|[^*\\])+)\*\*|\*((?:\\.|[^*\\])+)\*|((?:\\.|[^*\\])+|.)",
    re.DOTALL,
)
_BAD_BREAKS = (("mil", "jö"), ("journ", "al"), ("kvalit", "et"), ("ris", "k"), ("plat", "sträff"), ("nut", "rit"))
_GOOD_BREAKS = (("plats", "träff"), ("jour", "nal"), ("nu", "trit"), ("miljö", "upp"))  # which the patterns do not know
REPLACEMENT = "□"
BREAK = "\u2028"
"""A line break inside a paragraph, an item or a cell."""

_ENDLESS = re.compile(r"\S{80}(?=\S)")  # no word is that long: ReportLab cannot part it between pages


class Piece(NamedTuple):
    """A piece of running text that is marked alike; `link` is the address that it leads to."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""


def runs(text: str) -> Iterator[Piece]:
    """The pieces of running text. What names another address than the web's or a mail's leads nowhere."""
    at = 0
    while "](<" in text[at:] and (found := _LINK.match(text, at)) is not None:
        yield from _marked(found[1])
        yield from (piece._replace(link=found[3] if may_press(found[3]) else "") for piece in _marked(found[2]))
        at = found.end()
    yield from _marked(text[at:])


def _marked(text: str) -> Iterator[Piece]:
    for match in _RUNS.finditer(text):
        both, strong, emphasis, plain = match.groups()
        said = re.sub(r"\\(.)", r"\1", both or strong or emphasis or plain, flags=re.DOTALL)
        yield Piece(said, bool(both or strong), bool(both or emphasis))


def plain(text: str) -> str:
    """The text without its marks."""
    return "".join(piece.text for piece in runs(text))


class Cleaner:
    """Makes text printable and remembers which characters it had to replace."""

    def __init__(self) -> None:
        self.replaced: set[str] = set()

    def clean(self, text: str) -> str:
        """The text in the typeface's characters: NFC, white space as blanks, control characters gone, others as □."""
        if text.isascii() and text.isprintable():
            return text
        out = []
        for char in unicodedata.normalize("NFC", text):
            if char == "\u00ad":
                continue  # ReportLab cannot split a paragraph that carries soft hyphens
            if has_glyph(char):
                out.append(char)
            elif char.isspace():
                out.append(" ")
            elif char.isprintable():
                self.replaced.add(char)
                out.append(REPLACEMENT)
        return "".join(out)

    def markup(self, text: str) -> str:
        """Running text as ReportLab's paragraph XML, everything a person wrote escaped."""
        out = []
        for link, pieces in groupby(runs(text), key=lambda piece: piece.link):
            said = "".join(map(self._marked, pieces))
            out.append(
                f"<a href={quoteattr(as_uri(link))} color={quoteattr(LIGHT.accent)}>{said}</a>" if link else said
            )
        return "".join(out)

    def _marked(self, piece: Piece) -> str:
        lines = (_ENDLESS.sub(r"\g<0> ", self.clean(line)) for line in piece.text.split(BREAK))
        said = " <br/>".join(map(escape, lines))  # the blank is what a reader hears between the lines
        said = f"<b>{said}</b>" if piece.strong else said
        return f"<i>{said}</i>" if piece.emphasis else said


@cache
def _hyphenator() -> Callable[[str], Iterator[tuple[str, str]]]:
    import pyphen

    iterate: Callable[[str], Iterator[tuple[str, str]]] = pyphen.Pyphen(lang="sv_SE", left=3, right=3).iterate
    return iterate


def hyphenate(word: str) -> Iterator[tuple[str, str]]:
    """The ways to break a Swedish word in two, last first."""
    lower = word.lower()
    places = {len(head) for head, _ in _hyphenator()(word)}
    places -= {at + len(a) for a, b in _BAD_BREAKS for at in _found(lower, a + b)}
    places |= {at + len(a) for a, b in _GOOD_BREAKS for at in _found(lower, a + b) if at + len(a) > 2}
    for place in sorted(places, reverse=True):
        yield word[:place], word[place:]


def _found(word: str, part: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(f"(?={part})", word))
