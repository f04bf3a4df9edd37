"""Signatures on what is built: with the municipality's or a bought certificate, or none."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from installer.building.facts import NAME
from installer.building.tools import run
from installer.terminal import stop

TOOL = "osslsigncode"


@dataclass(frozen=True, slots=True)
class Signer:
    """Certificate and key as PEM files, or a key in hardware through a PKCS#11 module; a time stamp server if given.

    Without a certificate nothing is signed.
    """

    certificate: Path | None = None
    key: str = ""
    module: Path | None = None
    stamp_url: str = ""

    @property
    def is_set(self) -> bool:
        """Whether there is anything to sign with."""
        return self.certificate is not None

    def command(self, source: str, target: str) -> list[str]:
        """The line that signs one file into another."""
        words = [TOOL, "sign", "-h", "sha256", "-n", NAME, "-certs", str(self.certificate), "-key", self.key]
        if self.module is not None:
            words += ["-pkcs11module", str(self.module)]
        if self.stamp_url:
            words += ["-ts", self.stamp_url]
        return [*words, "-in", source, "-out", target]

    def sign(self, file: Path) -> None:
        """Sign a file where it lies."""
        if not self.is_set:
            return
        unsigned = file.with_name(f"{file.name}.osignerad")
        shutil.move(file, unsigned)
        run(*self.command(str(unsigned), str(file)))
        unsigned.unlink()
        if not is_signed_by(file, self.certificate):
            stop(f"signaturen på {file.name} stämmer inte")


def is_signed_by(file: Path, certificate: Path | None) -> bool:
    """Whether the file's signature is whole, unchanged, and leads to this certificate."""
    command = [TOOL, "verify", "-CAfile", str(certificate), "-in", str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return told.returncode == 0 and "MISMATCH" not in told.stdout
