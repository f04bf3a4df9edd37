"""Errors that are a person's or the world's: each carries a Swedish sentence that says what to do.

Anything else that is raised is a bug: it is logged and shown once.
"""


class KvalitetError(Exception):
    """A sentence for the person at the screen. `field` names the form field it concerns, if any.

    `about` is the record that stands in the way: its page and its id.
    """

    def __init__(self, sentence: str, *, field: str | None = None, about: tuple[str, int] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.about = about


class RuleError(KvalitetError):
    """A rule of the field was broken: something is missing, or a step is not allowed."""


class AccessError(KvalitetError):
    """The person's uppdrag does not allow this."""


class ClashError(KvalitetError):
    """Somebody else changed the row since it was opened. `theirs` holds what stands there now."""

    def __init__(self, sentence: str, *, theirs: dict[str, object] | None = None) -> None:
        super().__init__(sentence)
        self.theirs = theirs or {}


class StorageError(KvalitetError):
    """Disk, lock, network or file: the world said no."""


class InputError(KvalitetError):
    """A file or an argument from outside cannot be understood. `details` holds one line per fault."""

    def __init__(self, sentence: str, *, details: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.details = details


class Cancelled(Exception):  # noqa: N818 - not an error: the person pressed Avbryt
    """The person cancelled a long job; nothing was left half done."""
