"""The .deb: PyInstaller's folder under /opt, with menu entry and icon."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from pathlib import Path

from installer.building import licences, sbom
from installer.building.facts import BUILD, DIST, INSTALLER, LICENCE, NAME, ROOT, epoch
from installer.building.payload import draw_icons, set_times, size_of
from installer.building.tools import TOOLS, call_python, run
from installer.debian import QT_PACKAGES, WINDOW_PACKAGES
from installer.environment import LOCK, PYTHON
from installer.terminal import say

WORK = BUILD / "linux"
PLACE = "opt/kvalitet"
SIZES = (16, 24, 32, 48, 64, 128, 256)
GLIBC = (os.confstr("CS_GNU_LIBC_VERSION") or "").split()[-1:]  # of the machine that builds: nothing older will do
# The program's own libraries come with it; these belong to the desktop.
DEPENDS = (
    *(f"libc6 (>= {version})" for version in GLIBC),
    *QT_PACKAGES,
    *WINDOW_PACKAGES,
    "libxcb-image0",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libx11-xcb1",
)
RENAMED = frozenset({"libglib2.0-0"})  # has two names, one for each age of Debian and Ubuntu


def pack_deb(version: str, *, fast: bool = False, target: Path = DIST) -> Path:
    """Make the package."""
    frozen = freeze(version)
    say("packar .deb")
    target.mkdir(parents=True, exist_ok=True)
    root = WORK / "rot"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(frozen, root / PLACE, symlinks=True)
    desktop_files(root, version)
    control = root / "DEBIAN"
    control.mkdir()
    words = {"VERSION": version, "SIZE_KB": str(size_of(root) // 1024), "DEPENDS": ", ".join(map(dependency, DEPENDS))}
    text = (INSTALLER / "linux" / "control.in").read_text(encoding="utf-8")
    for key, value in words.items():
        text = text.replace(f"@{key}@", value)
    (control / "control").write_text(text, encoding="utf-8")
    shutil.copy(INSTALLER / "linux" / "postrm", control)
    (control / "postrm").chmod(0o755)
    set_times(root)
    out = target / f"{NAME.lower()}_{version}_amd64.deb"
    press = ("-Zgzip", "-z1") if fast else ("-Zxz",)
    run("dpkg-deb", "--root-owner-group", *press, "-b", root, out, extra={"SOURCE_DATE_EPOCH": str(epoch())})
    return out


def dependency(name: str) -> str:
    """A package under the names it has had."""
    return f"{name} | {name}t64" if name in RENAMED else name


def freeze(version: str) -> Path:
    """PyInstaller's folder with licences and parts list."""
    say("fryser programmet med PyInstaller")
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    names = shipped_names()
    found = licences.packages(site_packages(), names)
    licences.require_shippable(found)
    environment = {
        "KVALITET_ROOT": str(ROOT),
        "KVALITET_DELAR": " ".join(sorted(names)),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": f"{TOOLS}{os.pathsep}{ROOT}",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(epoch()),
    }
    call_python(
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level",
        "ERROR",
        "--distpath",
        WORK / "fryst",
        "--workpath",
        WORK / "arbete",
        INSTALLER / "linux" / "kvalitet.spec",
        extra=environment,
    )
    folder = WORK / "fryst" / "kvalitet"
    own = {
        "kvalitet": ROOT / "LICENSE",
        "source-sans-3": ROOT / "resources" / "fonts" / "LICENSE_FONT",
        "fluent-ikoner": ROOT / "resources" / "icons" / "LICENSE.txt",
        "faker-namnlistor": ROOT / "resources" / "namn" / "LICENSE.txt",
    }
    licences.write_texts(found, own, folder / "licenser")
    write_sbom(version, found, folder)
    return folder


def write_sbom(version: str, found: list[licences.Package], folder: Path) -> None:
    """The parts list, with the hashes of the wheels that the lock gives this Python."""
    report = WORK / "hjul.json"
    run(
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--dry-run",
        "--ignore-installed",
        "--no-deps",
        "--require-hashes",
        "--report",
        report,
        "-r",
        LOCK,
    )
    records = sbom.read_report(report)
    told = json.loads(call_python("-c", ASK))
    inside = folder / "_internal"
    library = {key: next(inside.rglob(pattern)) for key, pattern in LIBRARIES.items()}
    inner = [
        sbom.Inner(name, told[name], licence, library[name])
        for name, licence in (
            ("CPython", "PSF-2.0"),
            ("OpenSSL", "Apache-2.0"),
            ("SQLite", "blessing"),
            ("Qt", "LGPL-3.0-only"),
        )
    ]
    sbom.write(sbom.make(version, found, records, inner), folder / "kvalitet.cdx.json")


LIBRARIES = {
    "CPython": "libpython3*.so*",
    "OpenSSL": "libcrypto.so*",
    "SQLite": "libsqlite3.so*",
    "Qt": "libQt6Core.so*",
}
ASK = (
    "import json, platform, sqlite3, ssl; from PySide6 import QtCore; print(json.dumps({"
    "'CPython': platform.python_version(), 'OpenSSL': ssl.OPENSSL_VERSION.split()[1], "
    "'SQLite': sqlite3.sqlite_version, 'Qt': QtCore.qVersion()}))"
)


def shipped_names() -> set[str]:
    """The packages that the program needs, by the lock for Windows less what only Windows has."""
    text = (INSTALLER / "locks" / "windows.lock").read_text(encoding="utf-8")
    return {line.split("==")[0] for line in text.splitlines() if "==" in line} - {"tzdata", "colorama"}


def site_packages() -> Path:
    """Where the environment keeps its packages."""
    return Path(run(PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())


def desktop_files(root: Path, version: str) -> None:
    """Command, menu entry, icons and copyright where a desktop looks for them."""
    share = root / "usr" / "share"
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "kvalitet").symlink_to(f"/{PLACE}/kvalitet")
    (share / "applications").mkdir(parents=True)
    shutil.copy(INSTALLER / "linux" / "kvalitet.desktop", share / "applications")
    pictures = WORK / "ikoner"
    draw_icons(pictures)
    for size in SIZES:
        folder = share / "icons" / "hicolor" / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True)
        shutil.copy(pictures / f"kvalitet-{size}.png", folder / "kvalitet.png")
    scalable = share / "icons" / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copy(ROOT / "resources" / "kvalitet.svg", scalable)
    papers = share / "doc" / "kvalitet"
    papers.mkdir(parents=True)
    note = f"Kvalitet {version}, {LICENCE}. Delarnas licenser ligger i /{PLACE}/licenser.\n\n"
    (papers / "copyright").write_text(note + (ROOT / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")
    with gzip.GzipFile(papers / "changelog.gz", "wb", mtime=epoch()) as log:
        log.write(f"kvalitet ({version}) stable; urgency=low\n".encode())
