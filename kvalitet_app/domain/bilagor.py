"""Files that belong to a case: kept in the register itself, at most 25 MB each, their hash in the journal."""

import mimetypes
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.text import clean

MOST_MB = 25
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class NyBilaga:
    """A file as it was dropped or pasted."""

    namn: str
    innehall: bytes

    @property
    def sha256(self) -> str:
        """What the journal keeps of the content."""
        return sha256(self.innehall).hexdigest()

    @property
    def mediatyp(self) -> str:
        """The kind of file after its name."""
        return mimetypes.guess_type(self.namn)[0] or "application/octet-stream"


@dataclass(frozen=True, slots=True)
class BilagaRow:
    """A file as a list shows it; `storlek` in bytes."""

    id: int
    namn: str
    mediatyp: str
    storlek: int
    person: str
    skapad: datetime


def check_bilaga(ny: NyBilaga) -> None:
    """Raises RuleError when the file is empty, too large or without a name."""
    if not file_name(ny.namn):
        raise RuleError("Filen saknar namn.", field="bilagor")
    if not ny.innehall:
        raise RuleError(f"Filen {file_name(ny.namn)} är tom.", field="bilagor")
    if len(ny.innehall) > MOST_MB * 1024 * 1024:
        raise RuleError(f"Filen {file_name(ny.namn)} är större än {MOST_MB} MB.", field="bilagor")


def file_name(name: str) -> str:
    """The name alone, without folders or characters that no system takes."""
    plain = PurePath(clean(name).replace("\\", "/")).name
    return "".join(ch for ch in plain if ch.isprintable() and ch not in '<>:"/\\|?*').strip(" .")[-LONGEST_NAME:]
