"""A frozen row with one field another, where the test has the field's name as a text."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


def changed(row: Row, name: str, value: object) -> Row:
    """The row with another value in the field of this name."""
    fields: dict[str, Any] = {name: value}
    return replace(row, **fields)
