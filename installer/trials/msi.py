"""The .msi under wine: installed as a roll-out does it, used, refused, upgraded, uninstalled."""

from __future__ import annotations

from pathlib import Path

from installer.building.facts import NAME
from installer.building.payload import Payload, size_of
from installer.building.wine import Answer
from installer.trials.trial import fingerprint, require
from installer.trials.windows import (
    EARLIER,
    PROGRAM,
    STALE,
    Machine,
    check_upgraded,
    lay_old_register,
    on_wine,
    still_starts,
    untouched,
    use_window,
)

REFUSED = 1603 & 0xFF  # this machine keeps the last eight bits of an exit code
FOLDER = r"C:\Kvalitets data å"


def msiexec(machine: Machine, verb: str, package: Path, **properties: str) -> Answer:
    """Windows Installer, silent, with a log."""
    said = " ".join(f'{name}="{value}"' for name, value in properties.items())
    told = machine.wine.batch(rf'msiexec {verb} "{on_wine(package)}" /qn /l*v C:\msi.log {said}', limit=400)
    if machine.program.exists():
        machine.settle()
    return told


def try_msi(machine: Machine, packages: dict[str, Path], payload: Payload) -> None:
    """The whole life of an installation."""
    trial, key = machine.trial, rf"Software\{NAME}"
    machine.clean()
    with trial.step("tyst installation"):
        told = msiexec(machine, "/i", packages[EARLIER], DATAMAPP=FOLDER)
        require(told.status == 0 and (machine.program / f"{NAME}.exe").exists(), f"kod {told.status}")
        require(machine.registry(key, "Version") == EARLIER, "versionen saknas i registret")
        require(machine.registry(key, "Datamapp") == FOLDER, "DATAMAPP skrevs inte")
        trial.note(f"installerat: {size_of(machine.program) / 1e6:.0f} MB")
    machine.wine.call("reg", "delete", rf"HKLM\{key}", "/v", "Datamapp", "/f")
    use_window(machine, "msi")
    machine.wine.call("reg", "add", rf"HKLM\{key}", "/v", "Datamapp", "/d", FOLDER, "/f")
    own = lay_old_register(machine)
    with trial.step("uppgradering nekas medan programmet är igång (1603)"):
        before = fingerprint(machine.program)
        with machine.window("--db", r"C:\finns inte.db"):
            told = machine.wine.batch(f'msiexec /i "{on_wine(packages[payload.version])}" /qn', limit=300)
            require(told.status == REFUSED, f"kod {told.status}")
            untouched(machine, before)
    with trial.step("uppgradering på plats"):
        told = msiexec(machine, "/i", packages[payload.version])
        require(told.status == 0, f"kod {told.status}")
        require(machine.registry(key, "Version") == payload.version, "versionen i registret är fel")
        require(machine.registry(key, "Datamapp") == FOLDER, "DATAMAPP försvann vid uppgraderingen")
        require(not (machine.program / "lib" / STALE).exists(), "en modul från den gamla versionen ligger kvar")
        still_starts(machine, payload.version)
    machine.wine.call("reg", "delete", rf"HKLM\{key}", "/v", "Datamapp", "/f")
    check_upgraded(machine, own)
    with trial.step("en äldre version nekas (1603)"):
        told = machine.wine.batch(f'msiexec /i "{on_wine(packages[EARLIER])}" /qn', limit=300)
        require(told.status == REFUSED, f"kod {told.status}")
        still_starts(machine, payload.version)
    with trial.step("avinstallation: programmet borta, registret kvar"):
        told = msiexec(machine, "/x", packages[payload.version])
        left = [p for p in machine.program.rglob("*") if p.is_file()] if machine.program.exists() else []
        require(told.status == 0 and not left, f"kod {told.status}, kvar i {PROGRAM}: {[p.name for p in left[:5]]}")
        require(own.exists(), "registret försvann")
