"""Everything counted for a report as JSON and back, so that an adopted report is printed from what was counted then."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kvalitet_app.domain.berattelse.raknat import BerattelseData
from kvalitet_app.domain.fragor import Sokfraga, text_of

ASKED = Sokfraga | None


def to_json(data: BerattelseData) -> str:
    """The data as JSON: dataclasses as objects, days and questions as text, a mapping as pairs."""
    return json.dumps(_plain(data), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> BerattelseData:
    """The data again. What a later version has added takes its default; what it has dropped is passed over.

    Raises:
        ValueError: the text is not what `to_json` writes.
    """
    try:
        found: BerattelseData = _typed(BerattelseData, json.loads(text))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not a stored report") from error
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    if is_dataclass(value):
        return {field.name: _field(value, field.name) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(each)] for key, each in value.items()]
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def _field(owner: Any, name: str) -> Any:  # noqa: ANN401 - whatever a field holds
    """A question as its text, "" where there is none: so older programs read it."""
    kind: type = type(owner)
    value = getattr(owner, name)
    return text_of(value) if _hints(kind)[name] == ASKED else _plain(value)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _typed(kind: Any, value: Any) -> Any:  # noqa: ANN401 - whatever a field is declared as
    if kind == ASKED:
        return Sokfraga.from_text(value or "")
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if value is None:
            return None
        return _typed(next(each for each in arguments if each is not type(None)), value)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(_typed(arguments[0], each) for each in value)
        return tuple(_typed(each, part) for each, part in zip(arguments, value, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {_typed(arguments[0], key): _typed(arguments[1], each) for key, each in value}
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _typed(hints[name], each) for name, each in value.items() if name in hints})  # type: ignore[operator]
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value
