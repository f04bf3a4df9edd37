"""Running text on its way to paper: its emphasis, characters that cannot be printed, and where words may break."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from xml.sax.saxutils import escape

from kvalitet_app.pictures.drawing.metrics import has_glyph

_RUNS = re.compile(r"\*\*((?:\\.|[^*\\])+)\*\*|\*((?:\\.|[^*\\])+)\*|((?:\\.|[^*\\])+|.)", re.DOTALL)
_BAD_BREAKS = (("mil", "jö"), ("journ", "al"), ("kvalit", "et"), ("ris", "k"), ("plat", "sträff"), ("nut", "rit"))
_GOOD_BREAKS = (("plats", "träff"), ("jour", "nal"), ("nu", "trit"), ("miljö", "upp"))  # which the patterns do not know
REPLACEMENT = "□"
_ENDLESS = re.compile(r"\S{80}(?=\S)")  # no word is that long: ReportLab cannot part it between pages


def runs(text: str) -> Iterator[tuple[str, bool, bool]]:
    """(text, strong, emphasis) pieces of running text."""
    for match in _RUNS.finditer(text):
        strong, emphasis, plain = match.groups()
        said = re.sub(r"\\(.)", r"\1", strong or emphasis or plain, flags=re.DOTALL)
        yield said, bool(strong), bool(emphasis)


def plain(text: str) -> str:
    """The text without its marks."""
    return "".join(said for said, _, _ in runs(text))


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
        for said, strong, emphasis in runs(text):
            piece = escape(_ENDLESS.sub(r"\g<0> ", self.clean(said)))
            if strong:
                piece = f"<b>{piece}</b>"
            if emphasis:
                piece = f"<i>{piece}</i>"
            out.append(piece)
        return "".join(out)


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
