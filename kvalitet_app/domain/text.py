"""What happens to every text a person hands over, and how Swedish words are ordered."""

import re
import unicodedata

SHORT_TITLE = 80
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SWEDISH_ORDER = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c", "é": "e", "ü": "y", "æ": "{b", "ø": "{c"})
_SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")


def clean(text: str) -> str:
    """NFC form without control characters, so that what was pasted from anywhere can be found again."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


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
