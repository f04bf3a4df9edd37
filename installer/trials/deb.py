"""The .deb on this machine: installed, used under Xvfb, measured against the source, removed."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.building.facts import BUILD, ROOT
from installer.building.payload import size_of
from installer.building.tools import run
from installer.building.wine import end, start_display
from installer.environment import PYTHON
from installer.trials.trial import Screen, Trial, register_by_keyboard, require

PLACE = Path("/opt/kvalitet")
COMMAND = "/usr/bin/kvalitet"
HOME = BUILD / "hem" / "Åsa Öberg"  # a person's folder with å, ö and a space
PAIRS = 9
SLOWEST = 1.1


def try_deb(trial: Trial, package: Path) -> None:
    """The whole life of an installation."""
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    trial.note(f"paketet: {package.stat().st_size / 1e6:.1f} MB")
    with trial.step("installation"):
        run("apt-get", "install", "-y", "--no-install-recommends", package.absolute(), extra=QUIET)
        require(Path(COMMAND).exists(), "kommandot kvalitet finns inte")
        require(Path("/usr/share/applications/kvalitet.desktop").exists(), "ingen plats i menyn")
        require(Path("/usr/share/icons/hicolor/48x48/apps/kvalitet.png").exists(), "ingen ikon")
        require(missing_libraries() == [], f"bibliotek saknas: {missing_libraries()}")
    trial.note(f"installerat: {size_of(PLACE) / 1e6:.0f} MB")
    example = use(trial)
    measure(trial, example)
    bad_places(trial, example)
    with trial.step("avinstallation: programmet borta, registret kvar"):
        told = run("dpkg", "-r", "kvalitet")
        require(not PLACE.exists() and example.exists(), "programmet är kvar, eller registret är borta")
        require("är kvar" in told, "det sägs inte var data ligger")


QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


def environment(**extra: str) -> dict[str, str]:
    """As a person with a home of her own."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "QT_", "PYTHON", "KVALITET"))
    }
    return kept | {"HOME": str(HOME), "LC_ALL": "C.UTF-8", **extra}


def call(*words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """The installed command."""
    return subprocess.run(
        [COMMAND, *words], env=environment(**extra), capture_output=True, text=True, check=False, timeout=180
    )


def missing_libraries() -> list[str]:
    """What the installed program asks the system for and does not find."""
    found = []
    for library in [PLACE / "kvalitet", *PLACE.rglob("*.so*")]:
        told = subprocess.run(["ldd", str(library)], capture_output=True, text=True, check=False).stdout
        found += [f"{library.name}: {line.strip()}" for line in told.splitlines() if "not found" in line]
    return found


@contextmanager
def shown() -> Iterator[tuple[Screen, str]]:
    """A display of its own."""
    process, display = start_display()
    try:
        yield Screen(display), display
    finally:
        end(process)


def use(trial: Trial) -> Path:
    """The example, the window, an avvikelse by keyboard, the report."""
    example = HOME / ".local" / "share" / "Kvalitet" / "exempelkommun.db"
    with trial.step("exempelkommunen skapas i en hemmapp med å, ö och mellanslag"):
        told = call("exempel")
        require(told.returncode == 0 and example.exists(), told.stdout + told.stderr)
    with trial.step("fönstret öppnas, en avvikelse registreras med tangentbordet"), shown() as (screen, display):
        process = subprocess.Popen(
            [COMMAND, "--db", str(example)], env=environment(DISPLAY=display), start_new_session=True
        )
        try:
            number = screen.window("Kvalitet")
            screen.focus(number)
            screen.filled("deb-fonster")
            register_by_keyboard(screen, "Frukosten kom sent (deb)", example)
            screen.picture("deb-avvikelse")
        finally:
            end(process)
    with trial.step("kvalitetsberättelsen skrivs"):
        target = HOME / "kvalitetsberättelse 2025.pdf"
        told = call("--db", str(example), "rapport", "kvalitetsberattelse", "--ar", "2025", "--ut", str(target))
        require(told.returncode == 0 and target.read_bytes().startswith(b"%PDF"), told.stdout + told.stderr)
        told = call("--db", str(example), "kontrollera")
        require("Allt stämmer" in told.stdout, told.stdout + told.stderr)
    return example


def measure(trial: Trial, example: Path) -> None:
    """The start of the installed program against the source with bytecode, in pairs."""
    with trial.step(f"starten mäts, {PAIRS} par"), shown() as (_, display):
        source = [str(PYTHON), "-m", "kvalitet_app", "--db", str(example), "--mat-start"]
        installed = [COMMAND, "--db", str(example), "--mat-start"]
        for command in (source, installed):  # bytecode and the disk's cache
            timed(command, display)
        pairs = [(timed(installed, display), timed(source, display)) for _ in range(PAIRS)]
        ratio = statistics.median(a / b for a, b in pairs)
    one, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    trial.note(f"installerat {one:.2f} s, källkod {other:.2f} s: {ratio:.2f} gånger")
    require(ratio <= SLOWEST, f"det installerade programmet startar {ratio:.2f} gånger så långsamt")


def timed(command: list[str], display: str) -> float:
    """Seconds of a whole start, window up and list filled."""
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=environment(DISPLAY=display), capture_output=True, text=True, check=False, timeout=60
    )
    require(done.returncode == 0, done.stdout + done.stderr)
    return time.monotonic() - started


def bad_places(trial: Trial, example: Path) -> None:
    """A folder that can only be read, and one that is synced: sentences, and nothing changed."""
    with trial.step("en skrivskyddad datamapp ger en mening på svenska"):
        point = BUILD / "skrivskyddad"
        point.mkdir(exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(point)], check=True)
        try:
            shutil.copy(example, point / "register.db")
            subprocess.run(["mount", "-o", "remount,ro", str(point)], check=True)
            report = HOME / "r.pdf"
            told = call(
                "--db",
                str(point / "register.db"),
                "rapport",
                "kvalitetsberattelse",
                "--ar",
                "2025",
                "--ut",
                str(report),
            )
        finally:
            subprocess.run(["umount", "-l", str(point)], check=False)
        require(told.returncode == 1 and "skrivskyddad" in told.stderr, told.stdout + told.stderr)
        require("Traceback" not in told.stderr and not report.exists(), told.stderr)
    with trial.step("en synkad mapp blir aldrig förvald"):
        told = call("exempel", XDG_DATA_HOME=str(HOME / "OneDrive - Kommunen"))
        require(told.returncode == 1 and "synkas" in told.stderr, told.stdout + told.stderr)
