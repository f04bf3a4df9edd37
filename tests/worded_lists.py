"""Every list of ours: the classes of the program whose members carry their own words."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path

from kvalitet_app.domain.worded import Worded

HOUSE = Path(__file__).resolve().parents[1]


def is_enum(node):
    return isinstance(node, ast.ClassDef) and any(
        base.endswith("Enum") or base == "Worded" for base in map(ast.unparse, node.bases)
    )


@cache
def enum_modules(room):
    """The modules of a room, or of all of them, that hold a class of an enum, as dotted names."""
    return [
        ".".join(path.relative_to(HOUSE).with_suffix("").parts)
        for path in sorted((HOUSE / "kvalitet_app" / room).rglob("*.py"))
        if any(is_enum(node) for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    ]


@cache
def worded_lists():
    """Every subclass of `Worded` in the program, by its module and name."""
    for name in enum_modules(""):
        import_module(name)
    found, waiting = [], [Worded]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found += [kind for kind in below if kind.__module__.startswith("kvalitet_app.")]
    return sorted(found, key=lambda kind: (kind.__module__, kind.__name__))
