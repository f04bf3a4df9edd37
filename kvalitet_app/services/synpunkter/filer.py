"""Files of a synpunkt. A letter says who wrote it: whoever may know the sender sees them, nobody else."""

from sqlalchemy import select

from kvalitet_app.db.models import Bilaga, Synpunkt
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.bilagor import NyBilaga, file_name
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import now
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.bilagor import checked_content, keep_file
from kvalitet_app.services.change.changing import FILE_GONE, changed, load, told_alike
from kvalitet_app.services.synpunkter.listor import knows_sender, synpunkt_of


def store_synpunkt_bilaga(session: WriteSession, ny: NyBilaga, row: Synpunkt) -> int:
    """Put a file into the register, beside its synpunkt; answers its id. The same content twice is one file.

    Raises:
        RuleError: it is empty or too large.
    """
    again = session.scalar(
        select(Bilaga.id).where(Bilaga.synpunkt_id == row.id, Bilaga.sha256 == ny.sha256, Bilaga.borttagen.is_(None))
    )
    return keep_file(session, ny, enhet_id=row.enhet_id, synpunkt_id=row.id) if again is None else again


@verb("add_synpunkt_bilaga")
def add_synpunkt_bilaga(session: WriteSession, *, synpunkt_id: int, ny: NyBilaga) -> Change:
    """Add a file to a synpunkt.

    Raises:
        RuleError: it is empty or too large, or the synpunkt is not for this person.
    """
    row = _known(session, synpunkt_id)
    store_synpunkt_bilaga(session, ny, row)
    return changed(session, f"Filen {file_name(ny.namn)} är sparad i synpunkten", Bilaga, Synpunkt, row_id=row.id)


@verb("remove_synpunkt_bilaga")
def remove_synpunkt_bilaga(session: WriteSession, *, bilaga_id: int) -> Change:
    """Take a file out of use; the journal keeps that it was there. Raises RuleError when it is not for this person."""
    with told_alike(FILE_GONE):
        file = load(session, Bilaga, bilaga_id)
        row = _known(session, file.synpunkt_id)
    file.borttagen = now()
    return changed(session, f"Filen {file.namn} togs bort", Bilaga, Synpunkt, row_id=row.id)


def read_synpunkt_bilaga(session: ReadSession, *, bilaga_id: int) -> NyBilaga:
    """A file with its content.

    Raises:
        RuleError: it is gone, or not for this person.
        StorageError: the content is not what was saved.
    """
    with told_alike(FILE_GONE):
        file = load(session, Bilaga, bilaga_id)
        _known(session, file.synpunkt_id)
    return checked_content(session, file)


def _known(session: ReadSession, synpunkt_id: int | None) -> Synpunkt:
    """The synpunkt, for whoever may know its sender."""
    row = synpunkt_of(session, synpunkt_id or 0)
    if not knows_sender(session, row):
        raise RuleError(FILE_GONE)
    return row
