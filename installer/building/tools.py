"""The tools of the build: Debian's, and those from PyPI that are kept apart from the program's own packages."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from installer.building.facts import BUILD, LOCKS
from installer.debian import install_packages, missing_packages
from installer.environment import PYTHON
from installer.terminal import say, stop

TOOLS = BUILD / "verktyg"
DEBIAN = {
    "windows": ("wine", "wine64", "xvfb", "gcc-mingw-w64-x86-64", "binutils-mingw-w64-x86-64"),
    "exe": ("nsis",),
    "msi": ("wixl",),
    "deb": ("dpkg", "xz-utils", "binutils"),
    "sign": ("osslsigncode",),
    "try": ("imagemagick", "xdotool", "xauth", "openssl"),
}


def need(*groups: str) -> None:
    """Install the Debian packages of these kinds of work, or stop with the line that does."""
    wanted = tuple(name for group in groups for name in DEBIAN[group])
    install_packages(missing_packages(wanted), "verktyg till bygget")


def run(
    *command: str | Path,
    cwd: Path | None = None,
    extra: Mapping[str, str] | None = None,
    ok: Sequence[int] = (0,),
    limit: float = 900,
) -> str:
    """Run a tool to its end; answers what it said. A failure ends the build with the tool's own words."""
    words = [str(part) for part in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env=os.environ | dict(extra or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=limit,
    )
    if done.returncode not in ok:
        print((done.stdout + done.stderr)[-4000:], file=sys.stderr)
        stop(f"{Path(words[0]).name} misslyckades ({done.returncode})")
    return done.stdout


def install_tools() -> None:
    """PyInstaller and the signature check, with their hashes checked, where nothing of the program sees them."""
    lock = LOCKS / "verktyg.lock"
    stamp = TOOLS / "stamp"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    say("hämtar byggets verktyg")
    shutil.rmtree(TOOLS, ignore_errors=True)
    pip_install(lock, TOOLS)
    _mend_oscrypto()
    stamp.write_text(digest, encoding="ascii")


def pip_install(lock: Path, target: Path, *options: str) -> None:
    """Install what a lock names, hashes required, into a folder."""
    run(
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-compile",
        "--only-binary",
        ":all:",
        "--require-hashes",
        "--target",
        target,
        *options,
        "-r",
        lock,
    )


def _mend_oscrypto() -> None:
    """Let oscrypto know an OpenSSL whose version has two figures in its last part."""
    for name in ("ctypes", "cffi"):
        file = TOOLS / "oscrypto" / "_openssl" / f"_libcrypto_{name}.py"
        text = file.read_text(encoding="utf-8")
        narrow, wide = r"\\d\\.\\d\\.\\d[a-z]*", r"\\d+\\.\\d+\\.\\d+[a-z]*"
        file.write_text(text.replace(narrow, wide), encoding="utf-8")


def call_python(*arguments: str | Path, extra: Mapping[str, str] | None = None) -> str:
    """The project's Python with the build's tools in reach."""
    return run(PYTHON, *arguments, cwd=BUILD.parent, extra={"PYTHONPATH": str(TOOLS), **(extra or {})})
