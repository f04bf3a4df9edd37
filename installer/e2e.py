"""`dev.py e2e [exe] [msi] [deb] [enheter] [signatur]`: the packages tried end to end (Debian, root)."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from installer.building import facts, tools
from installer.building.exe import pack_exe
from installer.building.linux import pack_deb
from installer.building.msi import pack_msi
from installer.building.payload import WORK, Payload, make_payload, size_of
from installer.building.signing import Signer
from installer.building.wine import Wine
from installer.environment import setup
from installer.terminal import say, stop
from installer.trials import deb, exe, msi, signatur, units
from installer.trials.trial import OUT, Trial
from installer.trials.windows import EARLIER, Machine, relabel

PARTS = ("exe", "msi", "enheter", "signatur", "deb")
MADE: list[str] = []  # the payloads of this run
KEPT = os.environ.get("KVALITET_E2E_BEHALL")  # while working: use the payload and packages that are there


def main(arguments: list[str]) -> int:
    """Try what was named, or everything; ends non-zero on any failure."""
    wanted = arguments or list(PARTS)
    if unknown := set(wanted) - set(PARTS):
        stop(f"det finns inget försök som heter {', '.join(sorted(unknown))}; välj bland {', '.join(PARTS)}")
    setup(window=True)
    tools.need("windows", "exe", "msi", "deb", "sign", "try")
    tools.install_tools()
    trial = Trial()
    if set(wanted) - {"deb"}:
        with Wine() as wine:
            machine = Machine(wine, trial)
            if set(wanted) & {"exe", "msi"}:
                try_windows(machine, wanted)
            if "signatur" in wanted:
                with trial.part("signatur"):
                    signatur.try_signing(machine, payload_for(machine))
            if "enheter" in wanted:
                with trial.part("enheter"):
                    machine.clean()  # the tests look where an installation keeps its data
                    units.try_units(trial, wine)
    if "deb" in wanted:
        with trial.part("deb"):
            package = WORK.parent / "paket" / f"kvalitet_{facts.version()}_amd64.deb"
            if not (KEPT and package.exists()):
                with trial.step("paketet görs"):
                    package = pack_deb(facts.version(), fast=True, target=package.parent)
            deb.try_deb(trial, package)
    say(f"bilderna ligger i {OUT}")
    say(f"MISSLYCKADES: {', '.join(trial.failed)}" if trial.failed else "allt gick som det skulle")
    return 1 if trial.failed else 0


def try_windows(machine: Machine, wanted: list[str]) -> None:
    """Two versions of the Windows packages, and what was named of them."""
    trial, packages = machine.trial, WORK / "paket"
    payload = payload_for(machine)
    trial.note(f"innehållet: {size_of(payload.folder) / 1e6:.1f} MB")
    versions = {payload.version: payload, EARLIER: earlier(payload, machine.wine)}
    parts: dict[str, tuple[Callable[..., Path], Callable[..., None]]] = {
        "exe": (partial(pack_exe, fast=True), exe.try_exe),
        "msi": (pack_msi, msi.try_msi),
    }
    for name, (pack, attempt) in parts.items():
        if name in wanted:
            with trial.part(name):
                with trial.step(f"två versioner packas som {name}"):
                    made = {version: pack(one, signer=Signer(), target=packages) for version, one in versions.items()}
                attempt(machine, made, payload)


def payload_for(machine: Machine) -> Payload:
    """The payload of the source as it is, made once in a run."""
    payload = Payload(WORK / "innehall", facts.version(), True)
    if not (payload.folder.exists() and (KEPT or MADE)):
        with machine.trial.step("innehållet till Windows"):
            payload = make_payload(facts.version(), python_zip=None, wine=machine.wine, signer=Signer())
    MADE.append(payload.version)
    return payload


def earlier(payload: Payload, wine: Wine) -> Payload:
    """The version before, with a module that is gone now."""
    if KEPT and (WORK / f"innehall-{EARLIER}").exists():
        return Payload(WORK / f"innehall-{EARLIER}", EARLIER, True)
    return relabel(payload, EARLIER, wine, stale=True)
