"""Files of a case: added, listed, read back with their hash checked, and taken away."""

from sqlalchemy import ColumnElement, insert, select

from kvalitet_app.db.models import Avvikelse, Bilaga, BilagaInnehall
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.bilagor import BilagaRow, NyBilaga, check_bilaga, file_name
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.domain.kalender import now
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.rights import note_read, person_id, require_handling
from kvalitet_app.services.avvikelser.listor import case_of
from kvalitet_app.services.change.changing import FILE_GONE, changed, load, told_alike
from kvalitet_app.services.change.historik import names_of


def store_bilaga(session: WriteSession, ny: NyBilaga, case: Avvikelse) -> int:
    """Put a file into the register, beside its case; answers its id. The same content twice is one file.

    Raises:
        RuleError: it is empty or too large.
    """
    again = session.scalar(
        select(Bilaga.id).where(Bilaga.avvikelse_id == case.id, Bilaga.sha256 == ny.sha256, Bilaga.borttagen.is_(None))
    )
    return keep_file(session, ny, enhet_id=case.enhet_id, avvikelse_id=case.id) if again is None else again


def keep_file(
    session: WriteSession,
    ny: NyBilaga,
    *,
    enhet_id: int,
    avvikelse_id: int | None = None,
    lex_id: int | None = None,
    synpunkt_id: int | None = None,
) -> int:
    """Put a file into the register beside what it belongs to; answers its id.

    Raises:
        RuleError: it is empty or too large.
    """
    check_bilaga(ny)
    row = Bilaga(
        enhet_id=enhet_id,
        avvikelse_id=avvikelse_id,
        lex_sarah_arende_id=lex_id,
        synpunkt_id=synpunkt_id,
        person_id=person_id(session),
        namn=file_name(ny.namn),
        mediatyp=ny.mediatyp,
        storlek=len(ny.innehall),
        sha256=ny.sha256,
    )
    session.add(row)
    session.flush()
    session.execute(insert(BilagaInnehall), {"bilaga_id": row.id, "innehall": ny.innehall})
    return row.id


@verb("add_bilaga")
def add_bilaga(session: WriteSession, *, avvikelse_id: int, ny: NyBilaga) -> Change:
    """Add a file to a case. The reporter and whoever handles the case may."""
    case = case_of(session, avvikelse_id)
    if case.rapportor_id != person_id(session):
        require_handling(session, case)
    store_bilaga(session, ny, case)
    return changed(session, f"Filen {file_name(ny.namn)} är sparad i ärendet", Bilaga, Avvikelse, row_id=case.id)


@verb("remove_bilaga")
def remove_bilaga(session: WriteSession, *, bilaga_id: int) -> Change:
    """Take a file out of use; the journal keeps that it was there."""
    with told_alike(FILE_GONE):
        row = load(session, Bilaga, bilaga_id)
        case = case_of(session, row.avvikelse_id or 0)
    if row.person_id != person_id(session):
        require_handling(session, case)
    row.borttagen = now()
    return changed(session, f"Filen {row.namn} togs bort", Bilaga, Avvikelse, row_id=case.id)


def list_bilagor(session: ReadSession, *, avvikelse_id: int, untold: int | None = None) -> tuple[BilagaRow, ...]:
    """The files of a case that the person sees, oldest first; `untold` is the reporter whose name is not told."""
    case_of(session, avvikelse_id)
    return bilaga_rows(session, Bilaga.avvikelse_id == avvikelse_id, untold=untold)


def bilaga_rows(
    session: ReadSession, which: ColumnElement[bool], *, untold: int | None = None
) -> tuple[BilagaRow, ...]:
    """Files as a list shows them, oldest first; the caller has asked whether the person may see them."""
    query = (
        select(Bilaga.id, Bilaga.namn, Bilaga.mediatyp, Bilaga.storlek, Bilaga.person_id, Bilaga.skapad)
        .where(which, Bilaga.borttagen.is_(None))
        .order_by(Bilaga.id)
    )
    names = names_of(session, untold=untold)
    return tuple(BilagaRow(i, n, m, s, names.get(who or 0, ""), at) for i, n, m, s, who, at in session.execute(query))


def read_bilaga(session: ReadSession, *, bilaga_id: int) -> NyBilaga:
    """A file with its content. Reading one of a protected case is logged.

    Raises:
        RuleError: it is gone, or not for this person.
        StorageError: the content is not what was saved.
    """
    with told_alike(FILE_GONE):
        row = load(session, Bilaga, bilaga_id)
        case = case_of(session, row.avvikelse_id or 0)
    if case.skyddad:
        note_read(session, "avvikelse", case.id)
    return checked_content(session, row)


def checked_content(session: ReadSession, row: Bilaga) -> NyBilaga:
    """The bytes of a file. Raises StorageError when they are not what was saved."""
    content = session.scalar(select(BilagaInnehall.innehall).where(BilagaInnehall.bilaga_id == row.id))
    found = NyBilaga(row.namn, content or b"")
    if found.sha256 != row.sha256:
        raise StorageError(f"Filen {row.namn} är skadad i databasen. Återställ en säkerhetskopia.")
    return found
