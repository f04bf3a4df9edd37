"""Run and test from source: `python3 installer/dev.py run|test|setup|bench|shots`.

Needs only Python 3.11–3.13 and git. Makes .venv, installs the pinned packages with their hashes checked, and the
shared libraries Qt and the tests need (Debian as root) or prints the one line that does.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "kvalitet.stamp"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OUT = ROOT / "utdata"

# The Debian package and the shared library that it is there for.
QT_PACKAGES = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
}
WINDOW_PACKAGES = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
}
TEST_PACKAGES = ("postgresql", "default-jdk-headless", "libjaxb-java", "poppler-utils")  # a store, veraPDF, a reader
FIRST, BEYOND = (3, 11), (3, 14)
SELF = "py installer\\dev.py" if WINDOWS else "python3 installer/dev.py"


def say(text: str) -> None:
    """A line to the person at the terminal."""
    print(f"– {text}", flush=True)


def stop(text: str) -> NoReturn:
    """A sentence, and out."""
    print(f"dev.py: {text}", file=sys.stderr)
    raise SystemExit(1)


def lock_digest() -> str:
    """What decides whether the packages must be installed anew."""
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), platform.python_version().encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def missing_packages(wanted: tuple[str, ...]) -> list[str]:
    """Of these Debian packages, those that are not installed; none on other systems."""
    if WINDOWS or shutil.which("dpkg-query") is None:
        return []
    names = [alias for name in wanted for alias in (name, f"{name}t64")]  # as newer Debian and Ubuntu name them
    command = ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *names]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (line.split() for line in answer.stdout.splitlines())
    there = {words[0].removesuffix("t64") for words in lines if len(words) == 2 and words[1] == "installed"}
    return [name for name in wanted if name not in there]


def missing_libraries(wanted: dict[str, str]) -> list[str]:
    """The packages that are not installed and whose library does not come from anywhere else either."""
    return [name for name in missing_packages(tuple(wanted)) if not loads(wanted[name])]


def loads(library: str) -> bool:
    """Whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(missing: list[str], why: str, *, needed: bool = True) -> None:
    """Install packages (Debian as root), or say the line that does; without what is needed it ends there."""
    if not missing:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0:
        (stop if needed else say)(f"{why} saknas. Kör: sudo {line}")
        return
    say(f"installerar {why}: {' '.join(missing)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    with no_server_of_its_own() if "postgresql" in missing else nullcontext():
        done = subprocess.run(line.split(), env=quiet, stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        stop(f"det gick inte att installera {why}. Kör själv: {line}")


@contextmanager
def no_server_of_its_own() -> Iterator[None]:
    """While it lasts, installing PostgreSQL starts no server: the tests start theirs themselves."""
    setting = Path("/etc/postgresql-common/createcluster.d/kvalitet.conf")
    setting.parent.mkdir(parents=True, exist_ok=True)
    setting.write_text("create_main_cluster = false\n", encoding="ascii")
    try:
        yield
    finally:
        setting.unlink(missing_ok=True)


def is_whole() -> bool:
    """Whether the environment runs and has its pip; one whose making was interrupted has not.

    A Python that was removed leaves an environment on Windows that is there and does not run.
    """
    command = [str(PYTHON), *(("-c", "") if STAMP.exists() else ("-m", "pip", "--version"))]
    return PYTHON.exists() and subprocess.run(command, capture_output=True, check=False).returncode == 0


def make_venv() -> None:
    """The environment; on a Debian without ensurepip its package comes first."""
    if is_whole():
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        install_packages(missing_packages((package,)), "Pythons venv")
    say("skapar .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if done.returncode != 0:
        hint = "" if WINDOWS else " På Debian: sudo apt-get install python3-venv"
        stop(f"Python kan inte skapa en miljö i {VENV}. Stäng program som kör därifrån och kör igen.{hint}")


def setup(*extra: str, window: bool = False) -> None:
    """Everything that running needs, with `window` also on a screen. A second call does no work twice."""
    if not FIRST <= sys.version_info[:2] < BEYOND:
        stop(f"Python 3.11–3.13 behövs, det här är {platform.python_version()}.")
    install_packages(missing_libraries(QT_PACKAGES | (WINDOW_PACKAGES if window else {})), "Qts bibliotek")
    if extra:
        install_packages(missing_packages(extra), "det som testerna kör (PostgreSQL, veraPDF, poppler)", needed=False)
    make_venv()
    digest = lock_digest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == digest:
        return
    say("installerar paketen ur requirements.lock, med kontrollsummor")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for arguments in (
        ["--require-hashes", "-r", str(LOCK)],
        ["--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ):
        if subprocess.run([*pip, *arguments], cwd=ROOT, check=False).returncode != 0:
            stop("paketen kunde inte installeras. Kontrollera nätverket och kör igen.")
    STAMP.write_text(digest, encoding="utf-8")


def call(*arguments: str, **environment: str) -> int:
    """Run the environment's Python in the project."""
    command = [str(PYTHON), *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode


def kvalitet(*arguments: str) -> None:
    """Run the program; stop at a failure."""
    if call("-m", "kvalitet_app", *arguments) != 0:
        stop(f"kvalitet {' '.join(arguments)} misslyckades")


def has_display() -> bool:
    """Whether a window can be shown."""
    return WINDOWS or sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run() -> int:
    """The window on the example municipality; without a display, the main job into a folder."""
    setup(window=has_display())
    if not has_display():
        return run_headless()
    example = example_place()
    if not example.exists():
        say("skapar exempelkommunen")
        kvalitet("--db", str(example), "exempel")
    say(f"öppnar {example}")
    return call("-m", "kvalitet_app", "--db", str(example))


def example_place() -> Path:
    """Where the program itself looks for the example; in UTF-8, since a person's folder may have any name."""
    code = "from kvalitet_app.machine import place; print(place.example_database())"
    command = [str(PYTHON), "-X", "utf8", "-c", code]
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
    setup()
    kvalitet("--db", str(example_in(OUT)), "bilder", "--ut", str(OUT / "bilder"))
    say(f"bilderna ligger i {OUT / 'bilder'}")
    return 0


def test(arguments: list[str]) -> int:
    """Formatting, lint, types and all tests; ends non-zero on any failure."""
    setup(*TEST_PACKAGES)
    quiet = {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    places = ("kvalitet_app", "tests", "installer")
    steps = (
        ("formatering", ("-m", "ruff", "format", "--check", "--quiet", *places)),
        ("lint", ("-m", "ruff", "check", "--quiet", "--output-format", "concise", *places)),
        ("typer", ("-m", "mypy")),
        ("tester", ("-m", "pytest", "-q", "-n", "2", *arguments)),
    )
    failed = []
    for name, command in steps:
        say(name)
        if call(*command, **quiet) != 0:
            failed.append(name)
    if failed:
        print(f"MISSLYCKADES: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """The table of the benchmarks."""
    setup()
    return call("-m", "tests.bench", *arguments, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")


def main(arguments: list[str]) -> int:
    """Choose what to do."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal without å must not end the work
            stream.reconfigure(errors="replace")
    try:
        return choose(arguments)
    except KeyboardInterrupt:
        stop("avbrutet")


def choose(arguments: list[str]) -> int:
    """Do what the first word says."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "setup":
        setup(window=True)
        return 0
    if command in ("run", "shots"):
        return run() if command == "run" else shots()
    if command in ("test", "bench"):
        return test(rest) if command == "test" else bench(rest)
    if command == "e2e":
        sys.path.insert(0, str(ROOT))
        from installer import e2e

        return e2e.main(rest)
    print(f"användning: {SELF} setup|run|test|bench|shots|e2e")
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
