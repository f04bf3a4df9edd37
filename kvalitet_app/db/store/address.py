"""Where a database lies: a SQLite file or a PostgreSQL URL."""

from dataclasses import dataclass
from pathlib import Path

from kvalitet_app.domain.errors import StorageError
from kvalitet_app.machine.drives import refuse_network


@dataclass(frozen=True, slots=True)
class Address:
    """Either `path` (SQLite) or `url` (PostgreSQL)."""

    url: str
    path: Path | None = None

    @property
    def is_file(self) -> bool:
        """Whether the store is a local file."""
        return self.path is not None

    @property
    def shown(self) -> str:
        """How the place is named to a person: never with a password."""
        if self.path is not None:
            return str(self.path)
        head, _, tail = self.url.partition("://")
        return f"{head.split('+')[0]}://{tail.rpartition('@')[2]}"


def parse_address(place: str | Path) -> Address:
    """Understand what `--db` was given.

    Raises:
        StorageError: the URL is of another kind of server, or the file lies on a network share.
    """
    name = str(place)
    if "://" not in name:
        path = Path(name).expanduser().absolute()
        refuse_network(path)
        return Address(f"sqlite:///{path}", path)
    kind, _, rest = name.partition("://")
    if kind.startswith("sqlite"):
        return parse_address(Path(rest.removeprefix("/")))
    if kind.split("+")[0] in ("postgresql", "postgres"):
        return Address(f"postgresql+psycopg://{rest}")
    raise StorageError(f"Kvalitet kan använda en SQLite-fil eller PostgreSQL, inte {kind}.")
