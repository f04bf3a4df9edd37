"""A file that the journal tells of: written and noted in one call, or neither."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.change import Change

T = TypeVar("T")


class Register(Protocol):
    """The open register, as a call that both reads and writes needs it."""

    def read(self) -> AbstractContextManager[Any]:
        """A session that only reads."""

    def write(self, service: Callable[..., T], **arguments: Any) -> T:  # noqa: ANN401 - a service's own arguments
        """Run a service that writes, in a transaction of its own."""

    def require_writable(self) -> None:
        """Raises StorageError when the register cannot be written now."""


def issue(
    register: Register, target: Path, *, write: Callable[[ReadSession], str], note: Callable[[str], Change]
) -> tuple[Change, str]:
    """Write a file of the register and leave its line in the journal; answers the change and the file's SHA-256.

    A register that could not note it is told before there is a file. `write` makes the file beside its name, renames
    it when it is whole, and answers its SHA-256; `note` is told that and writes the line. A file that could not be
    noted is taken away again.

    Raises:
        StorageError: the register or the place cannot be written.
        AccessError, RuleError, InputError: what is to be written is not for this person, public, or of another kind.
        Cancelled: by the progress of `write`; no file is left, and nothing is noted.
    """
    register.require_writable()
    with register.read() as session:
        digest = write(session)
    try:
        return note(digest), digest
    except BaseException:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise
