"""What the .exe and the .msi do to a Windows machine, under wine."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from installer.building.facts import NAME, ROOT
from installer.building.payload import WORK, Payload, compile_folders, set_times, trial_python, windows_path
from installer.building.wine import Answer, Wine, end
from installer.trials.trial import Screen, Trial, ask_database, fingerprint, register_by_keyboard, require, wait_for

PROGRAM = rf"C:\Program Files\{NAME}"
DATA = rf"C:\users\{{user}}\AppData\Local\{NAME}"
EARLIER, LATER = "0.0.9", "99.0.0"
STALE = "kvalitet_app/borttagen_modul.py"
REPORT = r"C:\Enhetens rapporter åäö\kvalitetsberättelse 2025.pdf"
OLD_REGISTER = sorted((ROOT / "tests" / "old_databases").glob("*.db.gz"))[-1]  # of the schema before this one
OLD = OLD_REGISTER.name.removesuffix(".db.gz")


class Machine:
    """A Windows machine to install on."""

    def __init__(self, wine: Wine, trial: Trial) -> None:
        self.wine, self.trial = wine, trial
        self.screen = Screen(wine.display)
        self.program = wine.path(PROGRAM)
        user = next(p.name for p in (wine.drive / "users").iterdir() if p.name != "Public")
        self.data = wine.path(DATA.format(user=user))
        self.settings = wine.path(rf"C:\ProgramData\{NAME}\{NAME}.ini")

    def clean(self) -> None:
        """As before anything was installed."""
        for folder in (self.program, self.data, self.settings.parent):
            shutil.rmtree(folder, ignore_errors=True)
        for key in (rf"Software\{NAME}", rf"Software\Policies\{NAME}", UNINSTALL):
            self.wine.call("reg", "delete", rf"HKLM\{key}", "/f")

    def settle(self) -> None:
        """Take away what wine cannot answer from the installed Python; the package itself keeps it."""
        (self.program / "runtime" / "_wmi.pyd").unlink(missing_ok=True)

    def command(self, *words: str, limit: float = 180) -> Answer:
        """The installed command line."""
        return self.wine.call(self.program / "kvalitet-kommando.exe", *words, limit=limit)

    def registry(self, key: str, name: str) -> str:
        """A value of the registry, "" where there is none."""
        told = self.wine.call("reg", "query", rf"HKLM\{key}", "/v", name)
        found = re.search(rf"{name}\s+REG_\w+\s+(.*?)\s*$", told.console, re.MULTILINE)
        return found[1] if told.status == 0 and found else ""

    @contextmanager
    def window(self, *words: str) -> Iterator[None]:
        """The installed window, open while the block runs; it is closed as a person closes it."""
        process = self.wine.start(self.program / f"{NAME}.exe", *words)
        try:
            self.screen.window(NAME)
            time.sleep(4)
            yield
            self.screen.keys("alt+F4")
            wait_for(partial(has_ended, process), "fönstret stängdes inte", limit=60)
        finally:
            end(process)
            self.wine.call("taskkill", "/f", "/im", "pythonw.exe")


UNINSTALL = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{NAME}"


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether a program that was started is gone."""
    return process.poll() is not None


def relabel(payload: Payload, version: str, wine: Wine, *, stale: bool = False) -> Payload:
    """The same payload under another version, optionally with a module that the next version no longer has."""
    folder = WORK / f"innehall-{version}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(payload.folder, folder, copy_function=shutil.copy2)
    package = folder / "lib" / "kvalitet_app"
    start = package / "__init__.py"
    start.write_text(start.read_text(encoding="utf-8").replace(payload.version, version), encoding="utf-8")
    if stale:
        (folder / "lib" / STALE).write_text('"""Gone in the next version."""\n', encoding="utf-8")
    compile_folders(trial_python(folder / "runtime", wine), wine, folder / "lib", [package])
    set_times(folder)
    return Payload(folder, version, payload.is_test)


def use_window(machine: Machine, kind: str) -> None:
    """The example municipality in the installed window: seen, written in by keyboard, and a report made of it."""
    trial, example = machine.trial, machine.data / "exempelkommun.db"
    with trial.step("exempelkommunen skapas"):
        told = machine.command("exempel")
        require(told.status == 0 and example.exists(), told.text)
    text = f"Frukosten kom sent ({kind})"
    with (
        trial.step("fönstret öppnas, en avvikelse registreras med tangentbordet"),
        machine.window("--db", str_on_windows(machine, example)),
    ):
        machine.screen.filled(f"{kind}-fonster")
        register_by_keyboard(machine.screen, text, example)
        machine.screen.picture(f"{kind}-avvikelse")
    make_report(machine)
    with trial.step("avvikelserna skrivs till Excel"):
        table = r"C:\Enhetens rapporter åäö\avvikelser.xlsx"
        told = machine.command("--db", str_on_windows(machine, example), "exportera", "avvikelser", "--ut", table)
        require(told.status == 0 and machine.wine.path(table).read_bytes().startswith(b"PK"), told.text)


def make_report(machine: Machine) -> None:
    """Kvalitetsberättelsen as a PDF, at a place with spaces and å ä ö."""
    with machine.trial.step("kvalitetsberättelsen skrivs till en sökväg med å ä ö och mellanslag"):
        target = machine.wine.path(REPORT)
        shutil.rmtree(target.parent, ignore_errors=True)
        target.parent.mkdir()
        example = str_on_windows(machine, machine.data / "exempelkommun.db")
        told = machine.command("--db", example, "rapport", "kvalitetsberattelse", "--ar", "2025", "--ut", REPORT)
        require(told.status == 0, told.text)
        content = target.read_bytes()
        require(content.startswith(b"%PDF") and len(content) > 50_000, "rapporten är ingen hel PDF")
        machine.trial.note(f"{target.name}: {len(content) // 1000} kB")


def str_on_windows(machine: Machine, path: Path) -> str:
    """A path below drive C as Windows names it."""
    return "C:\\" + str(path.relative_to(machine.wine.drive)).replace("/", "\\")


def lay_old_register(machine: Machine) -> Path:
    """A register of an earlier version, as the person's own."""
    own = machine.data / "kvalitet.db"
    own.parent.mkdir(parents=True, exist_ok=True)
    for beside in own.parent.glob("kvalitet.db-*"):
        beside.unlink()
    own.write_bytes(gzip.decompress(OLD_REGISTER.read_bytes()))
    return own


def check_upgraded(machine: Machine, own: Path) -> None:
    """The first start after an upgrade: a verified copy, the new schema, every row still there, all of it sound."""
    with machine.trial.step("första starten efter uppgraderingen: kopia, migrering, kontroll"):
        before = ask_database(own, "select count(*) from avvikelse")[0]
        told = machine.command("--db", str_on_windows(machine, own), "kontrollera")
        require(told.status == 0 and "Allt stämmer" in told.text, told.text)
        now = str(ask_database(own, "select version_num from alembic_version")[0][0])
        require(now > OLD, f"schemat är {now}, inte det nya")
        require(ask_database(own, "select count(*) from avvikelse")[0] == before, "rader har försvunnit")
        copies = list((own.parent / "kvalitet kopior").glob("kvalitet *.db"))
        require(len(copies) == 1 and copies[0].with_name(f"{copies[0].name}.sha256").exists(), "kopian saknas")
        require(
            ask_database(copies[0], "select version_num from alembic_version") == [(OLD,)],
            "kopian är inte den gamla",
        )


def still_starts(machine: Machine, version: str) -> None:
    """What was installed before is whole and runs."""
    machine.settle()
    told = machine.command("--version")
    require(told.status == 0 and version in told.text, f"den tidigare installationen startar inte: {told.text}")


def untouched(machine: Machine, before: str) -> None:
    """Not one byte of the program has changed."""
    require(fingerprint(machine.program) == before, "filer har ändrats")


@contextmanager
def small_disk(size_mb: int) -> Iterator[Path]:
    """A disk that is soon full (needs root)."""
    point = WORK / "liten disk"
    point.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size_mb}m", "tmpfs", str(point)], check=True)
    try:
        yield point
    finally:
        subprocess.run(["umount", "-l", str(point)], check=False)


def on_wine(path: Path) -> str:
    """Any path of this machine as wine names it."""
    return windows_path(path.absolute())
