"""Tells letters that were lost on the way: read in the wrong encoding, or written in two.

Å, ä and ö have a place of their own in each old encoding. Read in another they become signs that no Swedish word
holds ("Tall†sen", "TallÃ¥sen", "Tall�sen"), and what once was read so and saved is as wrong in UTF-8.
"""

import re

from kvalitet_app.domain.errors import InputError

SIGNS = "åäöÅÄÖéüÉÜ–—’”“…"
OLD = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
SPARE = 3
LOST = "\N{REPLACEMENT CHARACTER}"
_WORD = r"[^\W\d_]"
_TWICE_SIGNS = {sign.encode().decode(other, "ignore") for sign in SIGNS for other in OLD}
_TWICE = re.compile("|".join(sorted(map(re.escape, _TWICE_SIGNS))))
_QUOTED = re.compile(r"(?<!\w)[„”“][^„”“\n]*[”“](?!\w)")
# What DOS and Mac made of å ä ö É, read as Windows: these two never stand in or at a word, ...
_NEVER = re.compile(rf"{_WORD}[†„]|†{_WORD}|[a-zåäö][ŠŒŽ]")
# ... and these may, so they are weighed against the letters that are there.
_SELDOM = re.compile(rf"{_WORD}[”™…€š‚]{_WORD}|(?<!\w)[”™…€Š„Ž][a-zåäö]|{_WORD}[”š‚](?!\w)|(?<!\w)š{_WORD}")
_SUSPECT = re.compile("[†„ŠŒŽ”™…€š‚]")
_SWEDISH = re.compile("[åäöÅÄÖé]")


class Signs:
    """What has been seen of a file's letters, text by text.

    `guessed` where the encoding is a guess: then a sign seldom seen in Swedish is as likely a letter gone wrong.
    """

    def __init__(self, *, guessed: bool = False) -> None:
        self._spare = 0 if guessed else SPARE
        self._lost = self._twice = self._never = False
        self._seldom = self._swedish = self._quoted = 0

    def look(self, text: str) -> None:
        """Take one more text into account."""
        if text.isascii():
            return
        self._lost = self._lost or LOST in text
        self._twice = self._twice or _TWICE.search(text) is not None
        self._swedish += sum(1 for _ in _SWEDISH.finditer(text))
        if _SUSPECT.search(text):
            bare = _QUOTED.sub("", text)
            self._quoted += bare != text
            self._never = self._never or _NEVER.search(bare) is not None
            self._seldom += sum(1 for _ in _SELDOM.finditer(bare))

    def fault(self) -> str:
        """What is wrong with the letters, as the end of a sentence; "" for nothing."""
        if self._lost and self._spare:  # where the encoding is a guess, it is the guess that lost them
            return "bokstäver som har gått förlorade och står som \N{REPLACEMENT CHARACTER}"
        if self._twice:
            return "tecken i olika kodning (å, ä och ö har blivit två tecken)"
        is_doubtful = self._quoted and not self._spare and not self._swedish
        if self._lost or self._never or is_doubtful or self._seldom > self._swedish + self._spare:
            return "tecken i en äldre kodning (DOS eller Mac), så att å, ä och ö blir fel"
        return ""

    def judge(self, name: str) -> None:
        """Raises InputError, with what to do, where letters are wrong."""
        if fault := self.fault():
            raise InputError(
                f"{name} har {fault}. Hämta ut listan på nytt ur systemet den kommer från, "
                "eller öppna källan och spara den som CSV UTF-8."
            )
