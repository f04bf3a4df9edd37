"""The .exe: NSIS over the payload, file by file in a fixed order."""

from __future__ import annotations

import shlex
from pathlib import Path

from installer.building.facts import BUILD, DIST, INSTALLER, NAME, TEST_MARK, epoch
from installer.building.nsis import swedish_nsis
from installer.building.payload import WORK, Payload, size_of
from installer.building.signing import Signer
from installer.building.tools import run
from installer.terminal import say


def file_name(payload: Payload, ending: str) -> str:
    """What a package is called; a test build says so in its name."""
    mark = f"-{TEST_MARK}" if payload.is_test else ""
    return f"{NAME}-{payload.version}{mark}{ending}"


def pack_exe(payload: Payload, *, signer: Signer, fast: bool, target: Path = DIST) -> Path:
    """Make the installer; `fast` trades size for time."""
    say("packar .exe")
    target.mkdir(parents=True, exist_ok=True)
    out = target / file_name(payload, ".exe")
    listing = WORK / f"filer-{payload.version}.nsh"
    listing.write_text(file_list(payload.folder), encoding="utf-8-sig", newline="\n")
    facts = {
        "VERSION": payload.version,
        "MARK": f" ({TEST_MARK})" if payload.is_test else "",
        "OUT": str(out),
        "ICON": str(WORK / "startare" / "kvalitet.ico"),
        "PAYLOAD": str(listing),
        "SIZE_KB": str(size_of(payload.folder) // 1024),
    }
    if fast:
        facts["FAST"] = "1"
    if signer.is_set:
        signed = shlex.join(signer.command("%1", "%1.signerad"))
        facts["FINALIZE"] = f"{signed} && mv %1.signerad %1"
    words = [f"-D{key}={value}" for key, value in facts.items()]
    run(
        "makensis",
        "-NOCD",
        "-V2",
        "-INPUTCHARSET",
        "UTF8",
        *words,
        INSTALLER / "windows" / "kvalitet.nsi",
        cwd=BUILD,
        extra={"SOURCE_DATE_EPOCH": str(epoch()), "NSISDIR": str(swedish_nsis())},
    )
    signer.sign(out)
    return out


def file_list(folder: Path) -> str:
    """Every file in the order of its name, laid below $INSTDIR\\ny."""
    lines: list[str] = []
    here: Path | None = None
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.parent != here:
            here = path.parent
            below = here.relative_to(folder)
            place = "".join(f"\\{part}" for part in below.parts)
            lines.append(f'SetOutPath "$INSTDIR\\ny{place}"')
        lines.append(f'File "{path}"')
    return "\n".join(lines) + "\n"
