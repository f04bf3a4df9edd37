"""A rutin's blocks as CommonMark, in one form: the same blocks give the same text, and reading it gives them again."""

import re
import unicodedata
from collections.abc import Iterable

from kvalitet_app.domain.rutiner.text import Block, Line, Punkt, Rubrik, Run, Stycke, Tabell, numbers, tidy_blocks

APART = "<!-- -->"
"""Stands where a mark would not count beside its neighbour: an empty comment, which says nothing."""

_SIGNS = re.compile(r"([\\`*_\[\]<|])|&(?=#|\w+;)")
_ADDRESS = re.compile(r"([\\<>|])|(\s)|&(?=#|\w+;)")


def to_markdown(blocks: Iterable[Block]) -> str:
    """The text as it is kept; "" for no blocks."""
    whole = tidy_blocks(blocks)
    made: list[str] = []
    lists = _Lists()
    for block, number in zip(whole, numbers(whole), strict=True):
        match block:
            case Punkt():
                made.append(lists.item(block, number))
                continue
            case Rubrik(level, runs):
                said = "#" * level + " " + re.sub(r"(?<=\s)(#+)$", r"\\\1", inline(runs))
            case Stycke(runs):
                said = inline(runs)
            case Tabell(rows):
                lines = ["| " + " | ".join(inline(cell, cell=True) for cell in row) + " |" for row in rows]
                said = "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
        lists = _Lists()
        made.append(f"\n{said}\n")
    return "".join(made).strip("\n") + "\n" if made else ""


class _Lists:
    """The lists that items stand in, from the outermost one."""

    def __init__(self) -> None:
        self.open: list[tuple[str, int]] = []  # the mark of each list, and how far in the text of its items stands

    def item(self, item: Punkt, number: int) -> str:
        """An item, after a blank line where one must stand before it."""
        before = self.open[item.level][0] if item.level < len(self.open) else ""
        mark = self._mark(item, before)
        sign = f"{number}{mark}" if item.numbered else mark
        fresh = mark != before and (item.level == 0 or (item.numbered and number != 1))  # only 1 may end a paragraph
        apart = "\n" if not self.open or fresh else ""
        self.open = [*self.open[: item.level], (mark, len(sign) + 1)]
        pad = " " * sum(width for _, width in self.open[:-1])
        tick = "" if item.tick is None else "[x] " if item.tick else "[ ] "
        hang = "\n" + pad + " " * (len(sign) + 1)
        return f"{apart}{pad}{sign} {tick}" + inline(item.runs).replace("\n", hang) + "\n"

    def _mark(self, item: Punkt, before: str) -> str:
        """A list that begins anew beside another has the other mark."""
        if not item.numbered:
            return "-"
        goes_on = before in (".", ")") and item.start is None
        return before if goes_on else ")" if before == "." else "."


def inline(runs: Line, *, cell: bool = False) -> str:
    """Running text with its marks; a cell of a table stands on one line."""
    out: list[str] = []
    for at, run in enumerate(runs):
        if at and _touch(runs[at - 1], run):
            out.append(APART)
        if run.link and out and out[-1].endswith("!"):
            out[-1] = out[-1][:-1] + "\\!"  # else it is a picture
        marks = ("**" if run.strong else "") + ("_" if run.emphasis else "")
        body = marks + _SIGNS.sub(_escaped, run.text).replace("\u00a0", "&nbsp;") + marks[::-1]
        out.append(f"[{body}](<{_ADDRESS.sub(_in_address, run.link)}>)" if run.link else body)
    lines = "".join(out).split("\n")
    return "<br>".join(lines) if cell else "\\\n".join(_line_start(line) for line in lines)


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[1] if found[1] else "&amp;"


def _in_address(found: re.Match[str]) -> str:
    return "\\" + found[1] if found[1] else f"%{ord(found[2]):02X}" if found[2] else "&amp;"


def _line_start(line: str) -> str:
    """What would make the line a heading, an item or a quotation is escaped."""
    line = re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", line)
    return "\\" + line if line.startswith(("-", "+", "#", ">", "=", "~", ":")) else line


def _touch(left: Run, right: Run) -> bool:
    """Whether CommonMark would not see where the mark between these two begins or ends."""
    a, b = left.text[-1], right.text[0]
    marked = [one for one in (left, right) if one.strong or one.emphasis]
    if a.isspace() or b.isspace() or not marked:
        return False
    if len(marked) == 2 or left.link or right.link:
        return True
    inside, outside = (a, b) if marked[0] is left else (b, a)
    if marked[0].emphasis:
        return _is_sign(inside) or not _is_sign(outside)
    return _is_sign(inside) and not _is_sign(outside)


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
