"""The unit tests that touch files, paths, locks and locale, on the Windows Python."""

from __future__ import annotations

import shutil
from pathlib import Path

from installer.building import wheels
from installer.building.cpython import PTH, make_runtime
from installer.building.facts import BUILD, PYTHON_MINOR, ROOT
from installer.building.payload import windows_path
from installer.building.wine import Wine
from installer.terminal import say
from installer.trials.trial import OUT, Trial, require

PLACE = BUILD / "windows-tester"
TESTS = (
    "tests/machine/test_files.py",
    "tests/machine/test_policy.py",
    "tests/machine/test_account.py",
    "tests/machine/test_apart.py",
    "tests/exchange/test_foreign.py",
    "tests/start/test_quick_start.py",
    "tests/cli/test_commands.py",
    "tests/db/test_backup.py",
    "tests/db/test_upgrade.py",
    "tests/db/store/test_store.py",
    "tests/db/store/test_same_file.py",
    "tests/domain/test_kalender.py",
    "tests/domain/test_personnummer.py",
    "tests/services/test_old_databases.py",
    "tests/services/support/test_supportfil.py",
)
# The server is another machine's, and the store is tried on it elsewhere; wine keeps no limit of a process's memory.
NOT_HERE = "not postgres and not memory_bomb"


def try_units(trial: Trial, wine: Wine) -> None:
    """Run them, and keep what they said."""
    with trial.step("Windows-Python med testpaketen"):
        python = test_python()
    with trial.step("enhetstesterna på Windows-Python"):
        # Python 3.13 warns of a SQLite connection that a test leaves to the collector, 3.11 does not.
        words = (
            "-B",
            "-X",
            "utf8",
            "-m",
            "pytest",
            "-q",
            "-n",
            "0",
            "-rfE",
            "-k",
            NOT_HERE,
            "--timeout",
            "600",
            "-W",
            "ignore::ResourceWarning",
        )
        told = wine.call(python, *words, *(name for name in TESTS if (ROOT / name).exists()), limit=1500)
        (OUT / "enhetstester.txt").write_text(told.text, encoding="utf-8")
        last = told.text.strip().splitlines()[-1] if told.text.strip() else "inget svar"
        require(told.status == 0, f"{last}; hela svaret ligger i {OUT / 'enhetstester.txt'}")
        trial.note(last)


def test_python() -> Path:
    """CPython for Windows with every package of the tests, reading program and tests from the source."""
    runtime, lib = PLACE / "runtime", PLACE / "lib"
    if not (PLACE / "klar").exists():
        shutil.rmtree(PLACE, ignore_errors=True)
        PLACE.mkdir(parents=True)
        make_runtime(None, runtime)
        (runtime / "_wmi.pyd").unlink()
        wheels.install_packages(lib, "windows-test.lock")
        (runtime / f"python{PYTHON_MINOR}._pth").write_text(f"{PTH}{windows_path(ROOT)}\n", encoding="utf-8")
        (PLACE / "klar").touch()
    say(f"proven körs med {runtime / 'python.exe'}")
    return runtime / "python.exe"
