"""The .exe under wine: installed, used, upgraded, refused, damaged, uninstalled."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

from installer.building.facts import NAME
from installer.building.payload import Payload, size_of
from installer.building.wine import Answer, end
from installer.trials.trial import fingerprint, require
from installer.trials.windows import (
    EARLIER,
    PROGRAM,
    STALE,
    UNINSTALL,
    Machine,
    check_upgraded,
    lay_old_register,
    on_wine,
    small_disk,
    still_starts,
    str_on_windows,
    untouched,
    use_window,
)

RUNNING, TOO_OLD_WINDOWS, NO_SPACE, NEWER_INSTALLED, NO_RIGHTS = 5, 6, 7, 8, 9
SERVER = "postgresql+psycopg://kvalitet@db.kommun.se/kvalitet"


def install(machine: Machine, package: Path, *switches: str) -> Answer:
    """The installer, silent."""
    told = machine.wine.call(on_wine(package), "/S", *switches, limit=300)
    machine.settle()
    return told


def try_exe(machine: Machine, packages: dict[str, Path], payload: Payload) -> None:
    """The whole life of an installation."""
    trial = machine.trial
    machine.clean()
    missing_library(machine, packages[EARLIER])
    first_install(machine, packages[EARLIER], payload)
    with trial.step("datorns inställning gäller: databasen på servern efterfrågas"):
        told = machine.command("kontrollera")
        require(told.status == 1 and "Databasservern svarar inte" in told.text, told.text)
    aside = machine.settings.rename(machine.settings.with_suffix(".sparad"))  # the server does not exist here
    use_window(machine, "exe")
    policy_beats_machine(machine, aside)
    own = lay_old_register(machine)
    refused_while_running(machine, packages[payload.version])
    with trial.step("uppgradering på plats"):
        told = install(machine, packages[payload.version])
        require(told.status == 0, f"kod {told.status}")
        require(machine.registry(rf"Software\{NAME}", "Version") == payload.version, "versionen i registret är fel")
        require(not (machine.program / "lib" / STALE).exists(), "en modul från den gamla versionen ligger kvar")
        require(not any((machine.program / name).exists() for name in ("ny", "gammal")), "mappar blev kvar")
        require(SERVER in machine.settings.read_text(encoding="utf-16"), "IT:s inställning försvann")
    machine.settings.unlink()
    check_upgraded(machine, own)
    refused_older(machine, packages[EARLIER], payload.version)
    damaged(machine, packages[payload.version], payload.version)
    full_disk(machine, packages, payload)
    uninstall(machine)


def policy_beats_machine(machine: Machine, aside: Path) -> None:
    """Policy before the machine's settings, the command line before both."""
    with machine.trial.step("policy går före datorns inställning, kommandoraden före båda"):
        aside.rename(machine.settings)
        example = str_on_windows(machine, machine.data / "exempelkommun.db")
        policy = rf"HKLM\Software\Policies\{NAME}"
        machine.wine.call("reg", "add", policy, "/v", "Databas", "/d", rf"%LOCALAPPDATA%\{NAME}\exempelkommun.db", "/f")
        told = machine.command("kontrollera")
        require(told.status == 0 and "Allt stämmer" in told.text, told.text)
        told = machine.command("--db", r"C:\finns inte.db", "kontrollera")
        require(told.status == 1 and "finns inte" in told.text, told.text)
        machine.wine.call("reg", "delete", policy, "/f")
        told = machine.command("--db", example, "kontrollera")
        require(told.status == 0, told.text)


def first_install(machine: Machine, package: Path, payload: Payload) -> None:
    """Silent, and no slower than three plain copies of the same files."""
    trial = machine.trial
    with trial.step("tyst installation"):
        started = time.monotonic()
        told = machine.wine.call(on_wine(package), "/S", f"/DATABAS={SERVER}", limit=300)
        taken = time.monotonic() - started
        require(told.status == 0, f"kod {told.status}")
        require((machine.program / f"{NAME}.exe").exists(), "programmet finns inte")
        require(machine.registry(UNINSTALL, "DisplayVersion") == EARLIER, "inte i Appar och funktioner")
        shortcut = machine.wine.path(r"C:\ProgramData\Microsoft\Windows\Start Menu\Programs") / f"{NAME}.lnk"
        require(shortcut.exists(), "ingen genväg i Start-menyn")
        require(SERVER in machine.settings.read_text(encoding="utf-16"), "/DATABAS skrevs inte")
    machine.settle()
    trial.note(f"installerat: {size_of(machine.program) / 1e6:.0f} MB")
    with trial.step("samma filer kopierade rakt av"):
        copy = machine.wine.drive / "kopia"
        shutil.rmtree(copy, ignore_errors=True)
        started = time.monotonic()
        machine.wine.call("xcopy", on_wine(payload.folder), r"C:\kopia", "/E", "/I", "/Q", limit=300)
        plain = time.monotonic() - started
        require(size_of(copy) > 0.99 * size_of(payload.folder), "kopian blev inte hel")
        shutil.rmtree(copy, ignore_errors=True)
    trial.note(f"installationen tog {taken / plain:.2f} gånger en kopia ({taken:.1f} s mot {plain:.1f} s)")


def missing_library(machine: Machine, package: Path) -> None:
    """A Windows without icuuc.dll is told so, and nothing is laid on it."""
    library = machine.wine.path(r"C:\windows\system32\icuuc.dll")
    with machine.trial.step("ett för gammalt Windows nekas (kod 6)"):
        aside = library.rename(library.with_suffix(".borta"))
        try:
            told = install(machine, package)
        finally:
            aside.rename(library)
        require(told.status == TOO_OLD_WINDOWS and not machine.program.exists(), f"kod {told.status}")


def refused_while_running(machine: Machine, package: Path) -> None:
    """An upgrade is refused while the window is open: exit code 5, nothing touched."""
    with machine.trial.step("uppgradering nekas medan programmet är igång (kod 5)"):
        before = fingerprint(machine.program)
        with machine.window("--db", r"C:\finns inte.db"):
            told = machine.wine.call(on_wine(package), "/S", limit=120)
            require(told.status == RUNNING, f"kod {told.status}")
            untouched(machine, before)


def refused_older(machine: Machine, package: Path, version: str) -> None:
    """An older version over a newer one."""
    with machine.trial.step("en äldre version nekas (kod 8)"):
        before = fingerprint(machine.program)
        told = machine.wine.call(on_wine(package), "/S", limit=120)
        require(told.status == NEWER_INSTALLED, f"kod {told.status}")
        untouched(machine, before)
        still_starts(machine, version)


def damaged(machine: Machine, package: Path, version: str) -> None:
    """One changed byte in the package: it refuses to unpack."""
    with machine.trial.step("ett skadat paket nekas"):
        broken = package.with_name(f"skadad-{package.name}")
        content = bytearray(package.read_bytes())
        content[len(content) // 2] ^= 0xFF
        broken.write_bytes(content)
        before = fingerprint(machine.program)
        told = machine.wine.call(on_wine(broken), "/S", limit=120)
        shown = machine.wine.start(on_wine(broken))
        machine.screen.window(NAME)
        machine.screen.picture("exe-skadat-paket")
        end(shown)
        broken.unlink()
        require(told.status not in (0, -1), f"kod {told.status}")
        untouched(machine, before)
        still_starts(machine, version)
        machine.trial.note(f"kod {told.status}")


def full_disk(machine: Machine, packages: dict[str, Path], payload: Payload) -> None:
    """The disk becomes full half way through an upgrade: the earlier version is whole and starts."""
    with machine.trial.step("disken blir full halvvägs: den tidigare versionen är kvar (kod 7)"):
        need = size_of(payload.folder) // 1_000_000
        machine.wine.call("reg", "delete", rf"HKLM\Software\{NAME}", "/f")
        with small_disk(int(need * 1.7)) as disk:
            place = disk / "Program å"
            told = install_at(machine, packages[EARLIER], place)
            require(told.status == 0 and place.exists(), f"den första installationen: kod {told.status}")
            before = fingerprint(place)
            told = install_at(machine, packages[payload.version], place)
            require(told.status == NO_SPACE, f"kod {told.status}")
            require(fingerprint(place) == before, "den tidigare versionen ändrades")
            (place / "runtime" / "_wmi.pyd").unlink()
            told = machine.wine.call(place / "kvalitet-kommando.exe", "--version")
            require(EARLIER in told.text, told.text)
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            told = install_at(machine, packages[payload.version], disk / "Ny mapp")
            require(told.status == NO_RIGHTS, f"en mapp utan skrivrätt: kod {told.status}")
        for key, value in (("InstallDir", PROGRAM), ("Version", payload.version)):
            machine.wine.call("reg", "add", rf"HKLM\Software\{NAME}", "/v", key, "/d", value, "/f")


def install_at(machine: Machine, package: Path, place: Path) -> Answer:
    """The installer with a folder of its own: NSIS wants /D= last and without quotes."""
    return machine.wine.batch(f'"{on_wine(package)}" /S /D={on_wine(place)}', limit=300)


def uninstall(machine: Machine) -> None:
    """The program goes, the data stays."""
    with machine.trial.step("avinstallation: programmet borta, registret kvar"):
        told = machine.wine.batch(rf'"{PROGRAM}\Avinstallera.exe" /S _?={PROGRAM}', limit=120)
        require(told.status == 0, f"kod {told.status}")
        left = [p.name for p in machine.program.iterdir()] if machine.program.exists() else []
        require(left in ([], ["Avinstallera.exe"]), f"kvar i programmappen: {left}")
        require((machine.data / "kvalitet.db").exists(), "registret försvann")
        require(not machine.registry(UNINSTALL, "DisplayVersion"), "kvar i Appar och funktioner")
