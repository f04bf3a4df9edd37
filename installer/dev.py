"""Run and test from source: `python3 installer/dev.py run|test|setup|bench|shots|e2e`.

Needs only Python 3.11–3.13 and git. Makes .venv, installs the pinned packages with their hashes checked, and the
shared libraries Qt and the tests need (Debian as root) or prints the one line that does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from installer import environment  # noqa: E402 - the project's folder must be in reach first
from installer.debian import TEST_PACKAGES, WINDOWS  # noqa: E402
from installer.terminal import accept_any_letters, say, stop  # noqa: E402

OUT = ROOT / "utdata"
WHOLE_LANE = "--allt"
SELF = "py installer\\dev.py" if WINDOWS else "python3 installer/dev.py"


def kvalitet(*arguments: str) -> None:
    """Run the program; stop at a failure."""
    if environment.call("-m", "kvalitet_app", *arguments) != 0:
        stop(f"kvalitet {' '.join(arguments)} misslyckades")


def has_display() -> bool:
    """Whether a window can be shown."""
    return WINDOWS or sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run() -> int:
    """The window on the example municipality; without a display, the main job into a folder."""
    environment.setup(window=has_display())
    if not has_display():
        return run_headless()
    example = example_place()
    if not example.exists():
        say("skapar exempelkommunen")
        kvalitet("--db", str(example), "exempel")
    say(f"öppnar {example}")
    return environment.call("-m", "kvalitet_app", "--db", str(example))


def example_place() -> Path:
    """Where the program itself looks for the example; in UTF-8, since a person's folder may have any name."""
    code = "from kvalitet_app.machine import place; print(place.example_database())"
    command = [str(environment.PYTHON), "-X", "utf8", "-c", code]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if found.returncode != 0:
        stop("programmet i .venv kan inte starta. Ta bort mappen .venv och kör igen.")
    return Path(found.stdout.strip())


def example_in(folder: Path) -> Path:
    """The example municipality as a file in a folder, made the first time."""
    folder.mkdir(exist_ok=True)
    example = folder / "exempelkommun.db"
    if not example.exists():
        say("skapar exempelkommunen")
        kvalitet("--db", str(example), "exempel")
    return example


def run_headless() -> int:
    """The example, the report and the pictures, in ./utdata."""
    say("ingen skärm hittades: gör huvudjobbet utan fönster")
    example, report = example_in(OUT), OUT / "kvalitetsberattelse-2025.pdf"
    kvalitet("--db", str(example), "rapport", "kvalitetsberattelse", "--ar", "2025", "--ut", str(report))
    kvalitet("--db", str(example), "bilder", "--ut", str(OUT / "bilder"))
    say(f"klart: exempeldatabasen, {report.name} och en bild av varje sida ligger i {OUT}")
    return 0


def shots() -> int:
    """A picture of every page of the example."""
    environment.setup()
    kvalitet("--db", str(example_in(OUT)), "bilder", "--ut", str(OUT / "bilder"))
    say(f"bilderna ligger i {OUT / 'bilder'}")
    return 0


def test(arguments: list[str]) -> int:
    """Formatting, lint, types and the tests; ends non-zero on any failure. With --allt also the tests marked long."""
    lane = ("-m", "") if WHOLE_LANE in arguments else ()
    given = [word for word in arguments if word != WHOLE_LANE]
    environment.setup(*TEST_PACKAGES)
    quiet = {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    places = ("kvalitet_app", "tests", "installer")
    steps = (
        ("formatering", ("-m", "ruff", "format", "--check", "--quiet", *places)),
        ("lint", ("-m", "ruff", "check", "--quiet", "--output-format", "concise", *places)),
        ("typer", ("-m", "mypy")),
        ("tester", ("-m", "pytest", "-q", "-n", "2", *lane, *given)),
    )
    failed = []
    for name, command in steps:
        say(name)
        if environment.call(*command, **quiet) != 0:
            failed.append(name)
    if failed:
        print(f"MISSLYCKADES: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """The table of the benchmarks."""
    environment.setup()
    return environment.call("-m", "tests.bench", *arguments, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")


def main(arguments: list[str]) -> int:
    """Choose what to do."""
    accept_any_letters()
    try:
        return choose(arguments)
    except KeyboardInterrupt:
        stop("avbrutet")


def choose(arguments: list[str]) -> int:
    """Do what the first word says."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "setup":
        environment.setup(window=True)
        return 0
    if command in ("run", "shots"):
        return run() if command == "run" else shots()
    if command in ("test", "bench"):
        return test(rest) if command == "test" else bench(rest)
    if command == "e2e":
        from installer import e2e

        return e2e.main(rest)
    print(f"användning: {SELF} setup|run|test [--allt]|bench|shots|e2e")
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
