"""Rows by their ids: however many, one value of one statement, so that the statement is made ready only once."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, String, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def among(column: InstrumentedAttribute[int], ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether a key column holds one of some ids."""
    return _in(column, bindparam("ids", _text_of(ids), unique=True))


def among_later(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """As `among`, for a question that is kept: its ids are given when it is asked, by `listed`."""
    return _in(column, bindparam("ids", type_=String))


def listed(ids: Sequence[int]) -> dict[str, str]:
    """The value that `among_later` needs."""
    return {"ids": _text_of(ids)}


def _text_of(ids: Sequence[int]) -> str:
    return json.dumps(list(ids))


def _in(column: InstrumentedAttribute[int], ids: BindParameter[str]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.op("IN", is_comparison=True)(_Listed(ids))
    return found


class _Listed(FunctionElement[int]):
    inherit_cache = True


@compiles(_Listed)
def _in_sqlite(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    (ids,) = element.clauses
    return f"(SELECT value FROM json_each({compiler.process(ids, **options)}))"


@compiles(_Listed, "postgresql")
def _in_postgres(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    (ids,) = element.clauses
    listed = compiler.process(ids, **options)
    return f"(SELECT CAST(one AS integer) FROM json_array_elements_text(CAST({listed} AS json)) AS one)"
