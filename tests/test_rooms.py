"""Who may import whom, how long a file and a function may be: the rooms of the house."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "kvalitet_app"
EVERYBODY = {"files", "domain"}
MAY_IMPORT = {
    "domain": set(),
    "pictures": {"domain", "files"},
    "db": EVERYBODY,
    "reports": EVERYBODY | {"pictures"},
    "exchange": EVERYBODY,
    "services": EVERYBODY | {"db", "reports", "exchange"},
    "ui": EVERYBODY | {"services", "pictures"},
}
LIBRARY = {
    "PySide6": {"ui"},
    "sqlalchemy": {"db", "services"},
    "alembic": {"db"},
    "reportlab": {"reports"},
    "xlsxwriter": {"exchange"},
    "python_calamine": {"exchange"},
    "pypdfium2": {"ui", "reports"},
    "pikepdf": {"reports"},
    "page": {"reports"},
    "docx": {"reports"},
    "dateutil": {"domain", "services"},
    "holidays": {"domain"},
}
LAZY = {"services": {"reports", "exchange"}}
# The pictures are taken by the whole program, as a process of its own.
WIRING = {"ui/shots.py"}


def files(room):
    return sorted((ROOT / room).rglob("*.py"))


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "kvalitet_app":
                yield from (f"kvalitet_app.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(room):
    for path in files(room):
        if path.relative_to(ROOT).as_posix() in WIRING:
            continue
        for name in imports(ast.parse(path.read_text("utf-8"))):
            top, *rest = name.split(".")
            assert room in LIBRARY.get(top, {room}), f"{path.relative_to(ROOT)} imports {name}"
            if top == "kvalitet_app" and rest and rest[0] != "__version__":
                assert rest[0] in MAY_IMPORT[room] | {room}, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("room", LAZY)
def test_heavy_rooms_are_imported_where_they_are_used(room):
    for path in files(room):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for name in imports(ast.Module([node], [])):
                    parts = name.split(".")
                    assert len(parts) < 2 or parts[1] not in LAZY[room], f"{path.name} imports {name} at once"


def measured():
    """Every file of Python that somebody reads: the program, its tests and its set-up."""
    for folder in (ROOT, ROOT.parent / "tests", ROOT.parent / "installer"):
        yield from ((p.relative_to(ROOT.parent).as_posix(), p.read_text("utf-8")) for p in folder.rglob("*.py"))


def test_every_room_is_measured():
    assert {name.split("/")[0] for name, _ in measured()} == {"kvalitet_app", "tests", "installer"}


def test_no_file_is_longer_than_400_lines():
    assert {name: n for name, text in measured() if (n := len(text.splitlines())) > 400} == {}


def test_no_function_is_longer_than_40_lines():
    long = {}
    for name, text in measured():
        if "/migrations/" in name:  # a list of columns, not a thought
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno - node.lineno > 40:
                long[f"{name}:{node.name}"] = node.end_lineno - node.lineno
    assert long == {}
