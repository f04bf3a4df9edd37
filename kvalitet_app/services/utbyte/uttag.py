"""Take it and go: the whole register as one file that can be read without us, and back into an empty place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, select
from sqlalchemy import types as sql

from kvalitet_app import __version__
from kvalitet_app.db.backup import file_hash
from kvalitet_app.db.models import Base, Installning, Person, map_all
from kvalitet_app.db.store.address import Address
from kvalitet_app.db.store.session import Reading, ReadSession, WriteSession
from kvalitet_app.db.trail.journal import head
from kvalitet_app.db.utbyte import uttag as store
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.kalender import local, now
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.utbyte.uttag import Huvud, TabellUt, file_place, heading, headings
from kvalitet_app.domain.utbyte.vagar import VagUt
from kvalitet_app.domain.verb import verb
from kvalitet_app.domain.worded import Worded
from kvalitet_app.machine.files import storage_errors
from kvalitet_app.services.access.rights import person_id, require_copies
from kvalitet_app.services.access.ways_out import note_way_out
from kvalitet_app.services.change.changing import changed
from kvalitet_app.services.paper.issue import Register, issue
from kvalitet_app.services.register.granser import organisation_name, write_setting

if TYPE_CHECKING:
    from kvalitet_app.exchange.uttag.html_out import FilUt
    from kvalitet_app.exchange.uttag.xlsx_out import Blad

PLACED = frozenset({"handelse", "laslogg", "sokpost", "utkast", "utkastfil", "bilaga_innehall", "paminnelse"})
TECHNICAL = frozenset({"uuid", "version", "skapad", "andrad", "borttagen", "person_id_sort"})
NAMES = ("namn", "rubrik", "titel", "beteckning", "amne")
NUMBERED = frozenset({"avvikelse"})


def write_uttag(session: ReadSession, *, target: Path, progress: Progress = no_progress) -> str:
    """Write the whole register, the protected cases too, to a ZIP; answers its SHA-256.

    Raises:
        AccessError: the person may not take copies.
        InputError: the name does not end with .zip.
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    require_copies(session)
    if target.suffix.casefold() != ".zip":
        raise InputError("Filen ska sluta på .zip.")
    from kvalitet_app.exchange.uttag import zip_out

    map_all()
    who, owner = session.get_one(Person, person_id(session)).namn, organisation_name(session)
    with store.snapshot(session.get_bind().engine) as connection:
        with Reading(connection) as inside:
            nr, digest = head(inside)
        huvud = Huvud(
            store.revision(connection), __version__, local(now()).isoformat(timespec="seconds"), who, owner, nr, digest
        )
        tabeller = store.tables(connection)
        counts = {tabell.namn: store.count(connection, tabell) for tabell in tabeller}
        out = (TabellUt(t, counts[t.namn], store.rows(connection, t)) for t in tabeller)
        ut = zip_out.Ut(huvud, out, _sheets(connection), lambda: _files(connection))
        return zip_out.write_uttag(target, ut, total=sum(counts.values()), progress=progress)


@verb("note_uttag")
def note_uttag(session: WriteSession, *, file: str, digest: str) -> Change:
    """Leave a line in the journal: that the whole register was taken out, by whom, and the file's checksum.

    The read log says how many protected cases went with it.
    """
    require_copies(session)
    note_way_out(session, VagUt.ZIP)
    write_setting(session, "uttag", {"fil": file, "sha256": digest})
    return changed(session, f"{file} är skriven", Installning)


def issue_uttag(register: Register, *, target: Path, progress: Progress = no_progress) -> str:
    """Write the whole register to a file and leave its line in the journal; answers its SHA-256.

    Raises what `issue` says.
    """
    _told, digest = issue(
        register,
        target,
        write=lambda session: write_uttag(session, target=target, progress=progress),
        note=lambda digest: register.write(note_uttag, file=target.name, digest=digest),
    )
    return digest


def restore_uttag(source: Path, target: Address, *, sha256: str = "", progress: Progress = no_progress) -> int:
    """Read an uttag into an empty place, whole or not at all; answers how many rows there are.

    An uttag of an older schema is read into that schema's tables, which are then brought up to date. `sha256` is what
    was told when the uttag was made, and stands in the journal there: nobody can have changed the file since.

    Raises:
        InputError: it is no uttag, damaged, too large, or made by a newer version.
        StorageError: there is something in the place already, or it cannot be written.
        Cancelled: by `progress`; nothing is left.
    """
    from kvalitet_app.exchange.uttag.zip_in import open_uttag

    store.refuse_filled(target)
    if sha256:
        with storage_errors(source):
            if file_hash(source) != sha256.strip().casefold():
                raise InputError(f"{source.name} har inte den kontrollsumma som angavs. Ingenting är sparat.")
    with open_uttag(source) as uttag:
        done = 0

        def told(batches: Iterable[Any], text: str) -> Iterator[Any]:
            nonlocal done
            for batch in batches:
                progress(done, uttag.total, text)
                yield batch
                done += len(batch)

        def fill(empty: store.Empty) -> None:
            uttag.check_tables(empty.tabeller)
            for tabell in empty.tabeller:
                empty.lay_in(tabell, told(uttag.rows(tabell), f"Läser {heading(tabell.namn)}"))
            uttag.check_rest()
            if empty.newest_line() != (uttag.huvud.nr, uttag.huvud.hash):
                raise uttag.damaged()

        store.restore(target, uttag.huvud.schema, fill)
        progress(uttag.total, uttag.total, "Klart")
        return uttag.total


def _files(connection: Connection) -> Iterator[FilUt]:
    from kvalitet_app.exchange.uttag.html_out import FilUt

    for row in store.file_rows(connection):
        name = str(row.plats).rpartition("/")[2]
        yield FilUt(file_place(row.tabell, row.nyckel, row.plats), name, row.storlek, row.sha256)


def _sheets(connection: Connection) -> Iterator[Blad]:
    from kvalitet_app.exchange.uttag.xlsx_out import Blad

    for table in Base.metadata.sorted_tables:
        if table.name not in PLACED:
            columns = [c for c in table.columns if c.name not in TECHNICAL and not c.name.endswith("_sort")]
            yield Blad(heading(table.name), headings(c.name for c in columns), _people_rows(connection, table, columns))


def _people_rows(connection: Connection, table: Table, columns: list[Any]) -> Iterator[tuple[object, ...]]:
    """Rows with names for numbers and Swedish words for our own, without those that were taken back."""
    said = [_said(column) for column in columns]
    query = select(*(_named(column) for column in columns)).order_by(*table.primary_key)
    if "borttagen" in table.c:
        query = query.where(table.c.borttagen.is_(None))
    for row in connection.execution_options(yield_per=1000).execute(query):
        yield tuple(
            [value if say is None or value is None else say(value) for say, value in zip(said, row, strict=True)]
        )


def _named(column: Any) -> Any:  # noqa: ANN401 - a column, or the name that it points at
    target = next((key.column.table for key in column.foreign_keys if key.column.name == "id"), None)
    if target is None or target.name in NUMBERED:
        return column
    there = target.alias()
    name = next((there.c[n] for n in NAMES if n in there.c), None)
    if name is None:
        return column
    return select(name).where(there.c.id == column).scalar_subquery()


def _said(column: Any) -> Callable[[Any], object] | None:  # noqa: ANN401 - a column
    kind = column.type
    if column.foreign_keys:
        return None
    if isinstance(kind, sql.Boolean):
        return {True: "ja", False: "nej"}.__getitem__
    words: type[Worded] | None = getattr(kind, "enum_class", None)
    if words is not None:
        return {member: member.word for member in words}.__getitem__
    probe = getattr(kind, "impl_instance", kind)
    if isinstance(probe, sql.DateTime):
        return local
    return None
