"""What happens to every text a person hands over, and how Swedish words are ordered."""

import re
import unicodedata
from functools import lru_cache

SHORT_TITLE = 80
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SWEDISH_ORDER = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c", "é": "e", "ü": "y", "æ": "{b", "ø": "{c"})
# What takes no room in a line: soft hyphen, joiners, marks of direction, byte order marks, variants, tags. A pattern
# that Python and PostgreSQL read alike.
INVISIBLE = (
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
HARD = {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u2010": "-", "\u2011": "-"}
"""Blanks and hyphens that only differ in where a line may be broken."""

_INVISIBLE = re.compile(INVISIBLE)
_HARD = str.maketrans(HARD)
_LOOKALIKES = str.maketrans(dict.fromkeys("‒–—―−", "-") | dict.fromkeys("’‘´`ʼ", "'"))
_SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")


def clean(text: str) -> str:
    """NFC form without control characters, so that what was pasted from anywhere can be found again."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def visible(text: str) -> str:
    """The text as it is seen: without signs that take no room, hard blanks and hyphens as plain ones."""
    return _INVISIBLE.sub("", text).translate(_HARD)


def plain_name(text: str) -> str:
    """A name as it is kept: what is seen of it, with one blank between its words."""
    return clean(" ".join(visible(text).split()))


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """What two spellings have in common when people read them as one name.

    Case, kind and number of blanks, signs that are not seen, kind of dash and apostrophe, and a full stop at the end
    make no other name.
    """
    return unicodedata.normalize("NFC", plain_name(text).casefold()).translate(_LOOKALIKES).rstrip(" .")


def sort_key(text: str) -> str:
    """A key whose plain binary order is the Swedish one: … x y z å ä ö, without regard to case."""
    return unicodedata.normalize("NFC", text).casefold().translate(_SWEDISH_ORDER)[:200]


def short_title(text: str) -> str:
    """The first sentence of a text, at most 80 characters, cut between words."""
    first = _SENTENCE_END.split(clean(text).strip(), maxsplit=1)[0].strip().rstrip(".")
    if len(first) <= SHORT_TITLE:
        return first
    cut = first[: SHORT_TITLE - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[40:] else cut).rstrip(" ,;:–-") + "…"
