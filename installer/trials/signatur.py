"""Signing, tried with a certificate of our own: what is signed verifies, one changed byte does not, and it installs."""

from __future__ import annotations

from pathlib import Path

from installer.building.exe import pack_exe
from installer.building.facts import NAME
from installer.building.msi import pack_msi
from installer.building.payload import WORK, Payload
from installer.building.signing import Signer, is_signed_by
from installer.building.tools import run
from installer.trials.exe import install, uninstall
from installer.trials.trial import require
from installer.trials.windows import Machine

SUBJECT = "/C=SE/O=Exempelkommunen/CN=Kvalitet provsignatur"


def try_signing(machine: Machine, payload: Payload) -> None:
    """Packages and uninstaller signed, checked, changed, installed."""
    trial, folder = machine.trial, WORK / "signerat"
    folder.mkdir(exist_ok=True)
    certificate, key = make_certificate(folder)
    signer = Signer(certificate, str(key))
    with trial.step("paketen signeras med ett eget certifikat"):
        packages = [
            pack_exe(payload, signer=signer, fast=True, target=folder),
            pack_msi(payload, signer=signer, target=folder),
        ]
        for package in packages:
            require(is_signed_by(package, certificate), f"{package.name} är inte signerad")
    with trial.step("en ändrad byte upptäcks"):
        for package in packages:
            require(not is_signed_by(changed(package), certificate), f"{package.name}: ändringen syns inte")
    with trial.step("det signerade paketet installeras, och avinstallationsprogrammet är signerat"):
        machine.clean()
        told = install(machine, packages[0])
        require(told.status == 0 and (machine.program / f"{NAME}.exe").exists(), f"kod {told.status}")
        require(is_signed_by(machine.program / "Avinstallera.exe", certificate), "Avinstallera.exe är inte signerad")
    machine.data.mkdir(parents=True, exist_ok=True)
    (machine.data / "kvalitet.db").touch()
    uninstall(machine)


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for signing programs, and its key, as PEM files."""
    certificate, key = folder / "cert.pem", folder / "nyckel.pem"
    request = ("-x509", "-newkey", "rsa:3072", "-nodes", "-days", "30", "-subj", SUBJECT)
    purpose = ("-addext", "extendedKeyUsage=codeSigning")
    run("openssl", "req", *request, *purpose, "-keyout", key, "-out", certificate)
    return certificate, key


def changed(package: Path) -> Path:
    """The same file with one byte another."""
    copy = package.with_name(f"andrad-{package.name}")
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    return copy
