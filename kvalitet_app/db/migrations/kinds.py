"""The column kinds of the migrations: they stay as they are when the models move on."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

MOMENT = sa.DateTime(timezone=True)
TEXT = sa.Text()
ORD = sa.String(40)
SORT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def need(name: str, kind: TypeEngine[Any], *more: SchemaItem, **options: object) -> sa.Column[Any]:
    """A column that must have a value."""
    return sa.Column(name, kind, *more, nullable=False, **options)  # type: ignore[arg-type]


def may(name: str, kind: TypeEngine[Any], *more: SchemaItem) -> sa.Column[Any]:
    """A column that may be empty."""
    return sa.Column(name, kind, *more, nullable=True)


def make(name: str, *parts: SchemaItem) -> None:
    """A table of the register: its own parts after identity, stamps and version."""
    op.create_table(
        name,
        need("id", sa.Integer(), primary_key=True),
        need("uuid", sa.String(36), unique=True),
        need("skapad", MOMENT),
        need("andrad", MOMENT),
        need("version", sa.Integer(), server_default="1"),
        may("borttagen", MOMENT),
        *parts,
    )


def add(table: str, **columns: TypeEngine[Any]) -> None:
    """New columns: a text or a code must have a value and begins empty, all else may be empty."""
    for name, kind in columns.items():
        texts = kind is TEXT or (isinstance(kind, sa.String) and kind is not ORD)
        op.add_column(table, need(name, kind, server_default="") if texts else may(name, kind))


def reference(table: str, column: str, target: str) -> None:
    """A new column that may point at a row of another table; SQLite takes its reference only within the statement."""
    op.execute(f'ALTER TABLE "{table}" ADD COLUMN {column} INTEGER REFERENCES "{target}"(id)')


def remake(*tables: tuple[str, tuple[SchemaItem, ...]]) -> None:
    """SQLite only: make tables anew with other constraints and keep their rows. Parents stand before their children."""
    bind = op.get_bind()
    kept: dict[str, list[str]] = {}
    for name, parts in tables:
        kept[name] = [str(column["name"]) for column in sa.inspect(bind).get_columns(name)]
        for index in sa.inspect(bind).get_indexes(name):
            op.drop_index(str(index["name"]), name)
        op.rename_table(name, f"{name}_fore")
        make(name, *parts)
    for name, columns in kept.items():
        listed = ", ".join(columns)
        op.execute(f'INSERT INTO "{name}" ({listed}) SELECT {listed} FROM "{name}_fore"')
    for name in reversed(kept):
        op.drop_table(f"{name}_fore")
