"""NSIS in Swedish all the way: what it says before it has read a package stands in its stub, in English."""

from __future__ import annotations

import shutil
from pathlib import Path

from installer.building.facts import BUILD

INSTALLED = Path("/usr/share/nsis")
DAMAGED = (
    "Installer integrity check has failed. Common causes include\nincomplete download and damaged media. Contact the\n"
    "installer's author to obtain a new copy.\n\nMore information at:\nhttp://nsis.sf.net/NSIS_Error"
)
SAID = {
    DAMAGED: (
        "Paketet är skadat eller inte hämtat hela vägen.\nHämta det igen, eller be IT om ett nytt.\n\n"
        "Ingenting har ändrats."
    ),
    "Error writing temporary file. Make sure your temp folder is valid.": (
        "Mappen för tillfälliga filer kan inte skrivas."
    ),
    "Error launching installer": "Paketet kan inte startas.",
    "NSIS Error": "Kvalitet",
    "verifying installer: %d%%": "kontrollerar: %d%%",
    "unpacking data: %d%%": "packar upp: %d%%",
}


def swedish_nsis() -> Path:
    """A copy of NSIS whose stubs speak Swedish, to be used as NSISDIR."""
    copy = BUILD / "nsis"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(INSTALLED, copy)
    for stub in (copy / "Stubs").glob("*_solid-amd64-unicode"):
        stub.write_bytes(translate(stub.read_bytes()))
    return copy


def translate(stub: bytes) -> bytes:
    """The stub with our sentences in the place of its own, of the same length.

    Raises:
        ValueError: a sentence is not there, or ours does not fit.
    """
    for theirs, ours in SAID.items():
        old, new = f"{theirs}\0".encode("utf-16-le"), f"{ours}\0".encode("utf-16-le")
        if old not in stub or len(new) > len(old):
            raise ValueError(f"the stub of NSIS has no room for: {ours}")
        stub = stub.replace(old, new.ljust(len(old), b"\0"))
    return stub
