"""The house: who may import whom, a place for every file, no rings, and how long a file and a function may be."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
ROOT = HOUSE / "kvalitet_app"
GROUND = {"domain", "machine"}
MAY_IMPORT = {
    "domain": set(),
    "machine": {"domain"},
    "pictures": GROUND,
    "db": GROUND,
    "exchange": GROUND,
    "reports": GROUND | {"pictures"},
    "services": GROUND | {"db", "reports", "exchange"},
    "ui": GROUND | {"services", "pictures"},
    "start": GROUND | {"db", "services", "ui"},
    "cli": GROUND | {"db", "services", "start"},
}
# Of a room below, only this much.
ONLY = {("machine", "domain"): ("errors",), ("cli", "db"): ("store", "backup", "migrate", "trail.check")}
LIBRARY = {
    "PySide6": {"ui", "start"},
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
    "markdown_it": {"domain"},
    "platformdirs": {"machine"},
}
LAZY = {"services": {"reports", "exchange"}}

NOUNS = {
    "organisation",
    "processer",
    "rutiner",
    "avvikelser",
    "lex",
    "synpunkter",
    "atgarder",
    "egenkontroller",
    "risker",
    "granskning",
    "uppfoljning",
    "indikatorer",
    "beslut",
    "moten",
    "berattelse",
    "monster",
    "oversikt",
    "register",
    "utbyte",
    "gallring",
    "bevakningar",
    "uppfyllelse",
    "exempel",
}
JOBS = {
    "start": {"program", "databases", "upkeep", "support", "quick_start", "shots"},
    "cli": {"run", "parser", "terminal", "commands", "opening", "rapport", "bilder", "svar"},
    "machine": {"place", "policy", "files", "account", "drives", "apart", "leftovers", "log"},
    "domain": {
        "kalender",
        "datum",
        "text",
        "tal",
        "tid",
        "errors",
        "personnummer",
        "namn",
        "verb",
        "worded",
        "fragor",
        "change",
        "progress",
        "paper",
        "bilagor",
    },
    "db": {
        "base",
        "models",
        "store",
        "trail",
        "search",
        "bilagor",
        "drafts",
        "reminders",
        "backup",
        "migrate",
        "migrations",
    },
    "services": {
        "access",
        "change",
        "counts",
        "paper",
        "bilagor",
        "drafts",
        "search",
        "reminders",
        "support",
    },
    "exchange": {"table_in", "table_out", "package_in", "workbook_in", "signs_in", "uttag"},
    "pictures": {
        "drawing",
        "arshjul",
        "bars",
        "calendar",
        "columns",
        "heat",
        "kvalitetsrad",
        "matrix",
        "pareto",
        "process",
        "processkarta",
        "styrdiagram",
    },
    "reports": {"model", "pdf", "word", "publishing", "handlingar"},
    "ui": {"window", "page", "lists", "forms", "parts", "paper"},
}


def files(room):
    return sorted((ROOT / room).rglob("*.py"))


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def told(path):
    """What a file is, from the root of the project."""
    return path.relative_to(HOUSE).as_posix()


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(room):
    for path in files(room):
        for name in imports(ast.parse(path.read_text("utf-8"))):
            top, *rest = name.split(".")
            assert room in LIBRARY.get(top, {room}), f"{told(path)} imports {name}"
            if top == "kvalitet_app" and rest and rest[0] != "__version__":
                assert rest[0] in MAY_IMPORT[room] | {room}, f"{told(path)} imports {name}"
                only, inside = ONLY.get((room, rest[0])), ".".join(rest[1:])
                fits = only is None or not inside or any(f"{inside}.".startswith(f"{one}.") for one in only)
                assert fits or any(one.startswith(f"{inside}.") for one in only or ()), f"{told(path)} imports {name}"


@pytest.mark.parametrize("room", LAZY)
def test_heavy_rooms_are_imported_where_they_are_used(room):
    for path in files(room):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for name in imports(ast.Module([node], [])):
                    parts = name.split(".")
                    assert len(parts) < 2 or parts[1] not in LAZY[room], f"{told(path)} imports {name} at once"


def test_every_file_has_its_place():
    """A shelf is a noun or one of its room's jobs; beside the rooms lies nothing."""
    beside = {path.name for path in ROOT.iterdir() if path.suffix == ".py"}
    assert beside == {"__init__.py", "__main__.py"}
    rooms = {path.name for path in ROOT.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert rooms == set(MAY_IMPORT)
    loose = {
        told(path)
        for room in MAY_IMPORT
        for path in (ROOT / room).iterdir()
        if path.stem not in NOUNS | JOBS[room] | {"__init__", "__pycache__"}
    }
    assert loose == set()


def test_faces_are_empty():
    """A package hands nothing on: who wants something names the module where it lies."""
    full = {
        told(path)
        for path in ROOT.rglob("__init__.py")
        if path.parent != ROOT and len(ast.parse(path.read_text("utf-8")).body) > 1
    }
    assert full == set()


def test_files_on_a_shelf_do_not_repeat_its_noun():
    twice = {told(path) for path in ROOT.rglob("*.py") if path.stem == path.parent.name and path.stem in NOUNS}
    assert twice == set()


def module(path):
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("place", ["kvalitet_app", "installer"])
def test_no_ring_of_imports(place):
    """Not in a function either, nor behind TYPE_CHECKING."""
    paths = {module(path): path for path in (HOUSE / place).rglob("*.py")}
    graph = {
        name: {found for found in imports(ast.parse(path.read_text("utf-8"))) if found in paths} - {name}
        for name, path in paths.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_tests_share_through_modules_of_their_own():
    """Not from each other, nor out of a conftest, which hands its fixtures over by itself."""
    shared = {
        f"{told(path)} imports {name}"
        for path in (HOUSE / "tests").rglob("*.py")
        for name in imports(ast.parse(path.read_text("utf-8")))
        if name.startswith("tests.")
        and any(part == "conftest" or part.startswith(("test_", "_")) for part in name.split(".")[1:])
    }
    assert shared == set()


def measured():
    """Every file of Python that somebody reads: the program, its tests and its set-up."""
    for folder in (ROOT, HOUSE / "tests", HOUSE / "installer"):
        yield from ((told(path), path.read_text("utf-8")) for path in folder.rglob("*.py"))


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
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or node.lineno) - node.lineno
                if lines > 40:
                    long[f"{name}:{node.name}"] = lines
    assert long == {}
