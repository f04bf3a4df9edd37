"""The widths of text, read straight from the shipped TrueType files: layout, window and PDF agree to the hundredth."""

import struct
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Literal, TypeAlias

from kvalitet_app.machine.files import resource

Face: TypeAlias = Literal["regular", "semibold", "italic"]

FACES: dict[Face, str] = {
    "regular": "fonts/SourceSans3_400Regular.ttf",
    "semibold": "fonts/SourceSans3_600SemiBold.ttf",
    "italic": "fonts/SourceSans3_400Regular_Italic.ttf",
}
CAP = 0.66  # height of a capital in Source Sans 3, share of the size
SHY = "\u00ad"  # a soft hyphen: where a compound may break
LONG_WORDS = (
    "arbets-organisation",
    "delegerings-beslut",
    "doku-mentation",
    "genomförande-plan",
    "hjälp-medel",
    "informations-överföring",
    "kommuni-kation",
    "livs-situation",
    "organi-sation",
    "rehabili-tering",
    "rätts-säkerhet",
    "självbestäm-mande",
    "självmords-försök",
    "utrust-ning",
    "verksam-het",
)
"""Words of the catalogues that are wider than a narrow column, and where they part."""

_PLACES = {
    word.replace("-", ""): [at - n for n, at in enumerate(i for i, char in enumerate(word) if char == "-")]
    for word in LONG_WORDS
}


@cache
def _widths(face: Face) -> tuple[dict[int, float], float]:
    """The advance of each character in em, and that of a missing one (`head`, `hhea`, `hmtx`, `cmap` format 4)."""
    data = resource(FACES[face]).read_bytes()
    at = {
        data[i : i + 4]: struct.unpack_from(">I", data, i + 8)[0]
        for i in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    units = struct.unpack_from(">H", data, at[b"head"] + 18)[0]
    count = struct.unpack_from(">H", data, at[b"hhea"] + 34)[0]
    advance = [width / units for width in struct.unpack_from(">" + "Hxx" * count, data, at[b"hmtx"])]
    glyphs: dict[int, int] = {}
    for i in range(struct.unpack_from(">H", data, at[b"cmap"] + 2)[0]):
        table = at[b"cmap"] + struct.unpack_from(">I", data, at[b"cmap"] + 8 + 8 * i)[0]
        if struct.unpack_from(">H", data, table)[0] == 4:
            glyphs.update(_segments(data, table))
    return {code: advance[min(glyph, count - 1)] for code, glyph in glyphs.items() if glyph}, advance[0]


def _segments(data: bytes, table: int) -> Iterable[tuple[int, int]]:
    """(character, glyph) of one `cmap` table of format 4."""
    n = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends = struct.unpack_from(f">{n}H", data, table + 14)
    starts = struct.unpack_from(f">{n}H", data, table + 16 + 2 * n)
    deltas = struct.unpack_from(f">{n}h", data, table + 16 + 4 * n)
    ranges = struct.unpack_from(f">{n}H", data, table + 16 + 6 * n)
    for k in range(n):
        for code in range(starts[k], min(ends[k], 0xFFFE) + 1):
            if not ranges[k]:
                yield code, (code + deltas[k]) & 0xFFFF
                continue
            place = table + 16 + 6 * n + 2 * k + ranges[k] + 2 * (code - starts[k])
            glyph = struct.unpack_from(">H", data, place)[0]
            yield code, (glyph + deltas[k]) & 0xFFFF if glyph else 0


def advances(text: str, size: float, face: Face = "regular") -> list[float]:
    """How far each character moves the pen, in px."""
    widths, missing = _widths(face)
    return [widths.get(ord(char), missing) * size for char in text]


def text_width(text: str, size: float, face: Face = "regular") -> float:
    """The width of a line of text in px, without kerning."""
    return sum(advances(text, size, face))


def has_glyph(char: str, face: Face = "regular") -> bool:
    """Whether the typeface can draw the character."""
    return ord(char) in _widths(face)[0]


def drawable(text: str, face: Face = "regular") -> str:
    """One line of the text in characters that can be drawn: anything else becomes "□" if visible, or goes."""
    out = []
    for char in text:
        if has_glyph(char, face) or char == SHY:
            out.append(char)
        elif char.isspace():
            out.append(" ")
        elif char.isprintable():
            out.append("□" if has_glyph("□", face) else "?")
    return "".join(out)


def plain(text: str) -> str:
    """The text without its soft hyphens: for tips and keys."""
    return text.replace(SHY, "")


def elide(text: str, width: float, size: float, face: Face = "regular") -> str:
    """The text, cut with "…" where it does not fit the width; empty where not even "…" fits."""
    text = plain(drawable(text, face))
    steps = advances(text, size, face)
    if sum(steps) <= width:
        return text
    room = width - text_width("…", size, face)
    if room < 0:
        return ""
    kept = 0
    for step in steps:
        room -= step
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip(" -–") + "…"


def wrap(text: str, width: float, size: float, face: Face = "regular", *, lines: int = 0) -> list[str]:
    """Lines no wider than `width`: broken at spaces, at soft hyphens where a word is too wide, else elided.

    `lines` above 0 is the most lines to give; the last one is then elided.
    """
    done: list[str] = []
    line = ""
    for word in map(softened, drawable(text, face).split(" ")):
        longer = f"{line} {word}".strip()
        if text_width(plain(longer), size, face) <= width:
            line = longer
        elif line and text_width(plain(word), size, face) <= width:
            done.append(line)
            line = word
        else:
            filled, line = _break_word(line, word, width, size, face)
            done.extend(filled)
    done.append(line)
    done = [plain(row) for row in done]
    if lines and len(done) > lines:
        done = [*done[: lines - 1], " ".join(done[lines - 1 :])]
    return [elide(row, width, size, face) for row in done]


def softened(word: str) -> str:
    """The word with the places where it may break, if it is one of the long ones we know."""
    core = word.rstrip(",.:;")
    places = _PLACES.get(core.casefold())
    if places is None:
        return word
    edges = [0, *places, len(core)]
    return SHY.join(core[a:b] for a, b in pairwise(edges)) + word[len(core) :]


def _break_word(line: str, word: str, width: float, size: float, face: Face) -> tuple[list[str], str]:
    """Full lines and the rest, for a word that is wider than a line."""
    parts, head = word.split(SHY), f"{line} " if line else ""
    for k in range(len(parts) - 1, 0, -1):
        start = plain(head) + "".join(parts[:k]) + "-"
        if text_width(start, size, face) <= width:
            rest = SHY.join(parts[k:])
            if text_width(plain(rest), size, face) <= width or k == len(parts) - 1:
                return [start], rest
            more, rest = _break_word("", rest, width, size, face)
            return [start, *more], rest
    if line:
        more, rest = _break_word("", word, width, size, face)
        return [line, *more], rest
    return [], word
