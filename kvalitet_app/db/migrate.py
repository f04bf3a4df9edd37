"""The schema's version: made, compared and brought up to date. Alembic is imported only when there is work."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine

from kvalitet_app.db.store.address import Address
from kvalitet_app.db.store.engine import IMMEDIATE, open_engine
from kvalitet_app.db.store.revision import HEAD, MIGRATIONS, is_known, stored_revision
from kvalitet_app.db.store.same_file import APPLICATION_ID
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.domain.kalender import local, now
from kvalitet_app.machine.drives import refuse_synced
from kvalitet_app.machine.files import private_file, private_folder, rename_whole, storage_errors
from kvalitet_app.machine.leftovers import noted
from kvalitet_app.machine.log import fault_text, log


def create_database(address: Address) -> None:
    """Make an empty database: a file beside its name, whole, then renamed; or the tables on a server.

    Raises:
        StorageError: the name is taken, or the place cannot be written.
    """
    if address.path is None:
        engine = open_engine(address)
        try:
            if stored_revision(engine) is not None:
                raise StorageError(f"I {address.shown} finns redan en databas från Kvalitet.")
            _upgrade(engine)
        finally:
            engine.dispose()
        return
    path = address.path
    if path.exists() and path.stat().st_size:
        raise StorageError(f"{path} finns redan. Välj ett annat namn eller öppna den.")
    _create_file(path)


def _create_file(path: Path) -> None:
    temporary = path.with_name(f".{path.name}.ny")
    refuse_synced(path)
    with storage_errors(path):
        private_folder(path.parent)
        temporary.unlink(missing_ok=True)
    with noted(temporary):
        _make_file(temporary, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode=wal")


def _make_file(temporary: Path, path: Path) -> None:
    with storage_errors(path):
        private_file(temporary)
    engine = open_engine(Address(f"sqlite:///{temporary}", temporary))
    try:
        _upgrade(engine)
    except BaseException:
        engine.dispose()
        temporary.unlink(missing_ok=True)
        raise
    engine.dispose()
    with storage_errors(path):
        rename_whole(temporary, path)


def ensure_current(address: Address, engine: Engine) -> None:
    """Check that the database is ours and of our version; bring an older one up to date after a verified copy.

    An upgrade that does not end in a sound register of our version is undone: the register is as it was.

    Raises:
        StorageError: missing, foreign, empty, made by a newer version, or it could not be upgraded.
    """
    if address.path is not None:
        _check_file(address.path)
    found = stored_revision(engine)
    if found is None:
        raise StorageError(f"{address.shown} är inte en databas från Kvalitet.")
    if found == HEAD:
        return
    if not is_known(found):
        raise StorageError(
            "Databasen är skapad av en nyare version av Kvalitet. Uppdatera programmet och öppna den igen."
        )
    if address.path is None:
        _upgrade(engine)
        return
    from kvalitet_app.db.backup import copy_before_migration

    _upgrade_file(engine, address.path, copy_before_migration(address.path))


def _upgrade_file(engine: Engine, path: Path, copy: Path) -> None:
    """Upgrade and look it over before it is confirmed; should the disk then not hold it, put the copy back."""
    from kvalitet_app.db.backup import restore_copy
    from kvalitet_app.db.trail.check import file_faults, structure_faults

    try:
        with engine.connect() as connection:
            known = set(file_faults(connection))  # what was wrong before is not the upgrade's
        _upgrade(engine, known)
    except StorageError:
        raise
    except Exception as error:
        log.error("the upgrade was rolled back\n%s", fault_text(error))
        raise StorageError(_not_upgraded(copy)) from error
    with engine.connect() as connection:
        broken = set(structure_faults(connection)) - known
    if broken:
        log.error("the upgraded file did not hold: %d faults", len(broken))
        engine.dispose()
        restore_copy(copy, path, local(now()))
        raise StorageError(_not_upgraded(copy))


def _not_upgraded(copy: Path) -> str:
    return (
        "Registret kunde inte uppgraderas till den här versionen av Kvalitet. Det är oförändrat, och en kopia ligger i "
        f"{copy}. Använd den tidigare versionen så länge och kontakta IT."
    )


def _check_file(path: Path) -> None:
    with storage_errors(path):
        there = path.exists()
    if not there:
        raise StorageError(f"{path} finns inte.")
    if path.is_dir():
        raise StorageError(f"{path} är en mapp. Ange en databasfil.")
    with storage_errors(path):
        path.open("rb").close()
    if path.stat().st_size == 0:
        raise StorageError(f"{path} är tom och ingen databas från Kvalitet.")


def _upgrade(engine: Engine, known: set[str] | None = None) -> None:
    """Run every migration that is missing, in one transaction, and keep it only if the result has no new faults.

    Without `known` faults it is not looked over.

    Raises:
        ValueError: the upgraded register has faults that it did not have.
    """
    with engine.execution_options(**IMMEDIATE).begin() as connection:
        upgrade_connection(connection, HEAD)
        mark_as_ours(connection)
        if known is not None:
            from kvalitet_app.db.trail.check import structure_faults

            if broken := sorted(set(structure_faults(connection)) - known):
                raise ValueError(f"the upgrade made {len(broken)} faults, the first: {broken[0]}")


def upgrade_connection(connection: Connection, revision: str) -> None:
    """Run the migrations up to a version of the schema, in the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def mark_as_ours(connection: Connection) -> None:
    """Write the application id into a SQLite file's head."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"pragma application_id = {APPLICATION_ID}")
