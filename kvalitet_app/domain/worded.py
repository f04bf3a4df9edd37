"""A value and the Swedish word for it, said in one place."""

from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """A list of ours. A member is written `FORSLAG = "forslag", "Förslag till beslut"`.

    The first is the value: what the database and JSON hold, and what the member is equal to. The second, `word`, is
    what people read. Members of two lists may have the same value and yet each its own word. A list that
    says more of its members takes it in an `__init__` of its own, after the word.
    """

    word: str

    def __new__(cls, value: str, word: str = "", *_more: str) -> Self:
        """Makes a member, while its class is read; later `Status("forslag")` finds one. TypeError without a word."""
        if not word:
            raise TypeError(f"{cls.__name__} {value!r} has no word")
        member = str.__new__(cls, value)
        member._value_ = value
        member.word = word
        return member


class Step(Worded):
    """A state that a case comes to. The third word tells it as a sentence does: "utreds nu", "är avslutad"."""

    nu: str

    def __init__(self, _value: str, _word: str = "", nu: str = "") -> None:
        if not nu:
            raise TypeError(f"{type(self).__name__} {_value!r} is not told in a sentence")
        self.nu = nu
