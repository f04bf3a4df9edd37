"""The base of every mapped class: column kinds, identity, stamps and the version counter."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import uuid4

from sqlalchemy import Connection, Date, DateTime, Enum, Float, Integer, MetaData, String, Text, event
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import now
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.text import clean, sort_key

LARGEST = 2**31 - 1


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC. Takes aware datetimes only and gives aware ones back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a naive datetime: nobody knows which moment it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """Gives UTC back. SQLite's text is read in one call: a list has three moments on each row."""
        return _read_text if dialect.name == "sqlite" else _read_moment


def _read_text(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(stored + "+00:00")


def _read_moment(stored: datetime | None) -> datetime | None:
    return None if stored is None else stored.astimezone(UTC)


class Fritext(TypeDecorator[str]):
    """Text as a person wrote it, in NFC and without control characters."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Cleans what goes in."""
        return None if value is None else clean(value)


class Heltal(TypeDecorator[int]):
    """A whole number that both stores can hold."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Raises RuleError for one that is too large: who wrote it is told which."""
        if value is not None and not -LARGEST - 1 <= value <= LARGEST:
            raise RuleError(f"Talet {value} är för stort. Skriv ett heltal mellan −{LARGEST + 1} och {LARGEST}.")
        return value


class Ord(TypeDecorator[StrEnum]):
    """A value of a list of ours that stands on every row of a long list: one look in a table gives it back."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__(40)
        self.enum_class = kind

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """Refuses what the list does not hold."""
        return None if value is None else self.enum_class(value).value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """The member; a word that the list lacks is a fault of the store."""
        known: dict[Any, Any] = {None: None, **{member.value: member for member in self.enum_class}}
        return known.__getitem__


def new_uuid() -> str:
    """A name for a row that the client makes, so that a retry never makes a double."""
    return str(uuid4())


# Plain binary order in both stores: the key itself holds the Swedish order.
SORT = String().with_variant(String(collation="C"), "postgresql")

fritext = Annotated[str, mapped_column(Fritext, default="", server_default="")]
kort = Annotated[str, mapped_column(Fritext, default="", server_default="")]
tidpunkt = Annotated[datetime, mapped_column(UtcDateTime)]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every table shares: how its columns are typed and its constraints named."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        StrEnum: Enum(StrEnum, native_enum=False, length=40, values_callable=lambda kind: [m.value for m in kind]),
        Lagrum: Ord(Lagrum),
        AvvikelseStatus: Ord(AvvikelseStatus),
        str: Fritext,
        date: Date,
        datetime: UtcDateTime,
        int: Heltal,
        float: Float,
        Decimal: Float,
    }


class Post:
    """A row of the register: integer key, UUID, stamps, version counter and the mark of one taken back.

    Nothing is deleted by a person; `borttagen` says when a row was taken out of use.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uuid)
    skapad: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    andrad: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    borttagen: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def take_back(self, moment: datetime) -> None:
        """Take the row out of use; nothing of it is erased."""
        self.borttagen = moment

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - declared_attr hands over the class
        """Two persons who save the same version: the second is told."""
        return {"version_id_col": cls.version, "eager_defaults": False}


SEAL = "summa"


class Sealed:
    """A row that the journal does not follow: it carries a checksum, so that `kontrollera` finds what is damaged."""

    summa: Mapped[str | None] = mapped_column(String(64))


def seal(values: Mapping[Any, Any]) -> str:
    """The checksum over the values of a row, the same in both stores. A file's content has one of its own."""
    digest = hashlib.sha256()
    for name in sorted(str(key) for key in values):
        if name != SEAL and name != "id" and not isinstance(values[name], bytes):
            digest.update(f"{name}={_sealed_text(values[name])}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _sealed_text(value: object) -> str:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return clean(value) if isinstance(value, str) else str(value)


@event.listens_for(Sealed, "before_insert", propagate=True)
@event.listens_for(Sealed, "before_update", propagate=True)
def _seal(mapper: Mapper[Any], _connection: Connection, row: Any) -> None:  # noqa: ANN401 - event signature
    """The stamps are set here, since the seal covers them."""
    for name in ("andrad", "visad_vid"):
        if name in mapper.columns and (name == "andrad" or getattr(row, name) is None):
            setattr(row, name, now())
    row.summa = seal({column.key: getattr(row, column.key) for column in mapper.column_attrs})


def sort_key_of(column: str) -> Any:  # noqa: ANN401 - SQLAlchemy takes any callable as default
    """A default that derives the sort key of a text column on insert, through mapper and Core alike."""

    def default(context: DefaultExecutionContext) -> str:
        parameters: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
        return sort_key(parameters.get(column) or "")

    return default


@event.listens_for(Post, "before_update", propagate=True)
def _renew_sort_keys(mapper: Mapper[Any], _connection: Connection, row: Any) -> None:  # noqa: ANN401 - event signature
    """A changed text gets its new place in the order."""
    for key in mapper.column_attrs.keys():  # noqa: SIM118 - not a dict
        if key.endswith("_sort"):
            setattr(row, key, sort_key(getattr(row, key.removesuffix("_sort")) or ""))
