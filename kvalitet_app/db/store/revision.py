"""Which version of the schema the program has, and which one a database has."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from kvalitet_app.db.store.same_file import APPLICATION_ID

HEAD = "0007"
MIGRATIONS = Path(__file__).parents[1] / "migrations"


def stored_revision(engine: Engine) -> str | None:
    """The revision that stands in the database; None when it is not ours."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            number = connection.exec_driver_sql("pragma application_id").scalar()
            if number != APPLICATION_ID:
                return None
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return revision


def is_known(revision: str) -> bool:
    """Whether this program has the migration that made a schema of that version."""
    return any(path.name.startswith(f"v{revision}_") for path in (MIGRATIONS / "versions").glob("*.py"))
