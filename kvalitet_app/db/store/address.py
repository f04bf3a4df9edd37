"""Where a database lies: a SQLite file or a PostgreSQL URL."""

from dataclasses import dataclass
from pathlib import Path

from kvalitet_app.domain.errors import StorageError
from kvalitet_app.machine.drives import refuse_network

SECRET = ("password", "sslpassword")


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
        """How the place is named to a person: server and database, never an account or a password."""
        if self.path is not None:
            return str(self.path)
        where = self.url.partition("://")[2].rpartition("@")[2]
        return f"postgresql://{where.partition('?')[0]}"

    @property
    def kept(self) -> str:
        """How the place is remembered until the next time: with the account, never with a password."""
        return str(self.path) if self.path is not None else without_password(self.url)


def without_password(place: str) -> str:
    """The address of a server without the password, wherever in it that stands; any other place as it is."""
    head, mark, rest = place.partition("://")
    if not mark:
        return place
    user, at, where = rest.rpartition("@")
    where, asked, query = where.partition("?")
    kept = "&".join(part for part in query.split("&") if part.partition("=")[0].casefold() not in SECRET)
    return f"{head}://{user.partition(':')[0]}{at}{where}{asked if kept else ''}{kept}"


def parse_address(place: str | Path) -> Address:
    """Understand what `--db` was given.

    Raises:
        StorageError: the URL is of another kind of server, or the file lies on a network share.
    """
    name = str(place)
    if "://" not in name and name.casefold().startswith(("postgres:", "postgresql:", "postgresql+")):
        raise StorageError("Adressen går inte att tolka. Skriv postgresql://namn@server/databas.")
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
