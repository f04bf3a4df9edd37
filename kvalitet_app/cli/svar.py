"""The questions before something is public, on the command line: asked, and answered by naming them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TypeVar

from kvalitet_app.domain.paper.publicering import QuestionsError, Svar, refuse_unanswered

T = TypeVar("T")
HOW = "Kör igen med --svarat och nycklarna, med komma mellan, när du har läst och det inte pekar ut någon."


def answered(options: Namespace, go: Callable[[Svar], T]) -> T:
    """Do it; where it asks, again with the answers of `--svarat`.

    Raises:
        QuestionsError: a question is not named there; it says which, with their keys.
    """
    try:
        return go(())
    except QuestionsError as asked:
        named = {key.strip().casefold() for key in options.svarat.split(",")}
        given = tuple(one for one in asked.questions if one.nyckel in named)
        try:
            refuse_unanswered(asked.questions, given)
        except QuestionsError as left:
            raise QuestionsError(left.questions, HOW) from None
        return go(given)
