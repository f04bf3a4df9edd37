"""The document of a case for the nämnd or IVO: seen before it is written, and kept in the case as it was disclosed."""

from pathlib import Path

from kvalitet_app.db.models import Bilaga, LexSarahArende, Person
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.bilagor import BilagaRow, NyBilaga, file_name
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.kalender import local, now
from kvalitet_app.domain.lex.paket import Paket, PaketVal, build_package
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.verb import verb
from kvalitet_app.machine.files import storage_errors
from kvalitet_app.services.access.lex import open_for_work
from kvalitet_app.services.access.rights import note_read, person_id
from kvalitet_app.services.bilagor import bilaga_rows, checked_content, keep_file
from kvalitet_app.services.change.changing import FILE_GONE, changed, load, told_alike
from kvalitet_app.services.lex.handlaggning import get_lex
from kvalitet_app.services.lex.listor import lex_case
from kvalitet_app.services.paper.issue import Register, issue
from kvalitet_app.services.paper.namn import namnlistor, staff_names
from kvalitet_app.services.register.granser import organisation_name


def preview_paket(session: ReadSession, *, arende_id: int, val: PaketVal) -> Paket:
    """The document as it will be disclosed. The reading is logged.

    Raises:
        RuleError: there is no such case for this person.
        AccessError: the person neither leads nor investigates it.
    """
    open_for_work(session, arende_id, investigator=True)
    case = get_lex(session, arende_id=arende_id)
    return build_package(case, val, staff_names(session), namnlistor(session))


def write_paket(
    session: ReadSession, *, arende_id: int, val: PaketVal, target: Path, progress: Progress = no_progress
) -> str:
    """Write the document as PDF or Word; answers its SHA-256.

    Raises:
        AccessError: the person neither leads nor investigates the case.
        InputError: the name ends neither with .pdf nor .docx.
        StorageError: the place cannot be written.
    """
    from kvalitet_app.db.backup import file_hash
    from kvalitet_app.reports.handlingar.lex_paket import write_package

    paket = preview_paket(session, arende_id=arende_id, val=val)
    who = session.get_one(Person, person_id(session)).namn
    head = f"{organisation_name(session) or 'Kvalitet'} · Upprättad {local(now()):%Y-%m-%d} av {who}"
    write_package(paket, head, target, progress=progress)
    return file_hash(target)


@verb("note_paket")
def note_paket(session: WriteSession, *, arende_id: int, ny: NyBilaga) -> Change:
    """Keep what was written in the case, so that what was disclosed can be shown; its hash stands in the journal.

    Raises:
        AccessError: the person neither leads nor investigates the case.
        RuleError: the file is empty or too large.
    """
    case = open_for_work(session, arende_id, investigator=True)
    keep_file(session, ny, enhet_id=case.enhet_id, lex_id=case.id)
    said = f"{file_name(ny.namn)} är skriven och sparad i ärendet"
    return changed(session, said, Bilaga, LexSarahArende, row_id=case.id)


def issue_paket(
    register: Register, *, arende_id: int, val: PaketVal, target: Path, progress: Progress = no_progress
) -> Change:
    """Write the document to a file and keep it in the case as it was disclosed. Raises what `issue` says."""

    def note(_digest: str) -> Change:
        with storage_errors(target):
            ny = NyBilaga(target.name, target.read_bytes())
        return register.write(note_paket, arende_id=arende_id, ny=ny)

    told, _digest = issue(
        register,
        target,
        write=lambda session: write_paket(session, arende_id=arende_id, val=val, target=target, progress=progress),
        note=note,
    )
    return told


def list_paket(session: ReadSession, *, arende_id: int) -> tuple[BilagaRow, ...]:
    """The documents that have been written of a case, newest first.

    Raises:
        RuleError: there is no such case for this person.
    """
    case = lex_case(session, arende_id)
    return tuple(reversed(bilaga_rows(session, Bilaga.lex_sarah_arende_id == case.id)))


def read_paket(session: ReadSession, *, bilaga_id: int) -> NyBilaga:
    """A document as it was disclosed. The reading is logged.

    Raises:
        RuleError: it is gone, or not for this person.
        StorageError: the content is not what was saved.
    """
    with told_alike(FILE_GONE):
        row = load(session, Bilaga, bilaga_id)
        case = lex_case(session, row.lex_sarah_arende_id or 0)
    note_read(session, "lex_sarah_arende", case.id)
    return checked_content(session, row)
