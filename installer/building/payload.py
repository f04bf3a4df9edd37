"""The one payload of both Windows packages: Python, packages, program, launchers, licences and parts list."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from installer.building import licences, sbom, wheels
from installer.building.cpython import Runtime, make_runtime
from installer.building.facts import BUILD, INSTALLER, NAME, PACKAGE, PUBLISHER, PYTHON_MINOR, ROOT, epoch
from installer.building.signing import Signer
from installer.building.tools import call_python, run
from installer.building.wine import Wine
from installer.terminal import say, stop

WORK = BUILD / "windows"
SOURCES_KEPT = (PACKAGE, "PySide6", "shiboken6")
LAUNCHERS = ((NAME, "Kvalitet", ("-mwindows",)), ("kvalitet-kommando", "Kvalitets kommandorad", ("-DCONSOLE",)))
ASK = (
    "import json, sqlite3, ssl, zlib, pyexpat, sys; sys.path.insert(0, r'{lib}'); from PySide6 import QtCore; "
    "print(json.dumps(dict(sqlite=sqlite3.sqlite_version, openssl=ssl.OPENSSL_VERSION.split()[1], "
    "zlib=zlib.ZLIB_RUNTIME_VERSION, expat=pyexpat.EXPAT_VERSION.split('_')[1], qt=QtCore.qVersion())))"
)


@dataclass(frozen=True, slots=True)
class Payload:
    """The folder that is packed, the version it carries, and whether it may only be used for trials."""

    folder: Path
    version: str
    is_test: bool


def make_payload(
    version: str, *, python_zip: Path | None, wine: Wine, signer: Signer, folder: Path = WORK / "innehall"
) -> Payload:
    """Everything that lies below Program Files, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    runtime = make_runtime(python_zip, folder / "runtime")
    lib = folder / "lib"
    hashes = wheels.install_packages(lib)
    found = licences.packages(lib)
    licences.require_shippable(found)
    own = {
        "cpython": folder / "runtime" / "LICENSE.txt",
        "kvalitet": ROOT / "LICENSE",
        "source-sans-3": ROOT / "resources" / "fonts" / "LICENSE_FONT",
        "fluent-ikoner": ROOT / "resources" / "icons" / "LICENSE.txt",
        "faker-namnlistor": ROOT / "resources" / "namn" / "LICENSE.txt",
    }
    licences.write_texts(found, own, folder / "licenser")
    wheels.prune(lib)
    wheels.install_program(lib, version)
    make_launchers(folder, version)
    inner = inner_parts(folder, runtime, wine)
    licences.require_shippable([licences.Package(one.name, one.version, one.licence, ()) for one in inner])
    sbom.write(sbom.make(version, found, hashes, inner), folder / "kvalitet.cdx.json")
    compile_all(lib, runtime.folder, wine)
    wheels.drop_empty(folder)
    for name, *_ in LAUNCHERS:
        signer.sign(folder / f"{name}.exe")
    set_times(folder)
    return Payload(folder, version, runtime.is_test)


def draw_icons(folder: Path) -> None:
    """The program's icon in every size, into a folder."""
    drawing = ROOT / "resources" / "kvalitet.svg"
    call_python("-m", "installer.building.icon", drawing, folder, extra={"QT_QPA_PLATFORM": "offscreen"})


def make_launchers(folder: Path, version: str) -> None:
    """The two small programs that start Python on ours, with version resource and icon."""
    work = WORK / "startare"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    draw_icons(work)
    shutil.copy(INSTALLER / "windows" / "app.manifest", work)
    template = (INSTALLER / "windows" / "launcher.rc.in").read_text(encoding="utf-8")
    for name, description, options in LAUNCHERS:
        words = {
            "COMMAS": version.replace(".", ","),
            "VERSION": version,
            "PUBLISHER": PUBLISHER,
            "DESCRIPTION": description,
            "INTERNAL": name,
        }
        script = template
        for key, value in words.items():
            script = script.replace(f"@{key}@", value)
        (work / f"{name}.rc").write_text(script, encoding="utf-8")
        run("x86_64-w64-mingw32-windres", "-O", "coff", f"{name}.rc", f"{name}.res", cwd=work)
        run(
            "x86_64-w64-mingw32-gcc",
            "-Os",
            "-s",
            "-Wall",
            "-municode",
            "-Wl,--no-insert-timestamp",
            *options,
            "-o",
            folder / f"{name}.exe",
            INSTALLER / "windows" / "launcher.c",
            work / f"{name}.res",
        )


def trial_python(runtime: Path, wine: Wine) -> Path:
    """A copy of the Windows Python for wine, which cannot answer what `_wmi` asks."""
    copy = wine.prefix / "python"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(runtime, copy)
    (copy / "_wmi.pyd").unlink(missing_ok=True)
    return copy / "python.exe"


def compile_all(lib: Path, runtime: Path, wine: Wine) -> None:
    """Bytecode for every module: Program Files cannot be written by the person who starts the program.

    Our own modules and Qt's keep their source beside it, the others have their bytecode in the source's place: that
    is 18 MB and 1,500 files less to install.
    """
    say("kompilerar för Windows")
    python = trial_python(runtime, wine)
    kept = [lib / name for name in SOURCES_KEPT]
    rest = [path for path in sorted(lib.iterdir()) if path not in kept and has_modules(path)]
    compile_folders(python, wine, lib, kept)
    compile_folders(python, wine, lib, rest, "-b")
    wheels.remove(source for path in rest for source in ([path] if path.is_file() else path.rglob("*.py")))


def has_modules(path: Path) -> bool:
    """Whether there is anything to compile."""
    return path.suffix == ".py" or (path.is_dir() and any(path.rglob("*.py")))


def compile_folders(python: Path, wine: Wine, lib: Path, paths: list[Path], *options: str) -> None:
    """Compile, with names from `lib` on in what a fault shows."""
    answer = wine.call(
        python,
        "-m",
        "compileall",
        "-q",
        "-f",
        *options,
        "--invalidation-mode",
        "unchecked-hash",
        "-s",
        windows_path(lib),
        "-p",
        "lib",
        *map(windows_path, paths),
        limit=900,
    )
    if answer.status != 0:
        stop(f"kompileringen misslyckades: {answer.text[-2000:]}")


def windows_path(path: Path) -> str:
    """How wine names a path of this machine."""
    return "Z:" + str(path).replace("/", "\\")


def inner_parts(folder: Path, runtime: Runtime, wine: Wine) -> list[sbom.Inner]:
    """What the runtime and the wheels carry inside, with the versions they say themselves."""
    lib, base = folder / "lib", runtime.folder
    answer = wine.call(trial_python(base, wine), "-c", ASK.format(lib=windows_path(lib)))
    try:
        told = json.loads(answer.text.strip().splitlines()[-1])
    except (ValueError, IndexError):
        stop(f"den nya Python svarar inte: {answer.text[-2000:]}")
    bundled = sorted((lib / "psycopg_binary.libs").glob("*.dll"))
    carried = "följer med psycopg-binary"
    dll = base / f"python{PYTHON_MINOR}.dll"
    parts = [
        sbom.Inner("CPython", runtime.version, "PSF-2.0", dll, f"pkg:generic/python@{runtime.version}"),
        sbom.Inner("OpenSSL", told["openssl"], "Apache-2.0", base / "libcrypto-3.dll", generic("openssl", told)),
        sbom.Inner("SQLite", told["sqlite"], "blessing", base / "sqlite3.dll", generic("sqlite", told)),
        sbom.Inner("Qt", told["qt"], "LGPL-3.0-only", lib / "PySide6" / "Qt6Core.dll", generic("qt", told)),
        sbom.Inner("zlib", told["zlib"], "Zlib", dll),
        sbom.Inner("Expat", told["expat"], "MIT", base / "pyexpat.pyd"),
        sbom.Inner("libffi", "8", "MIT", base / "libffi-8.dll"),
        sbom.Inner("bzip2", "1.0.8", "bzip2-1.0.6", base / "_bz2.pyd"),
        sbom.Inner("xz", "5", "0BSD", base / "_lzma.pyd"),
        sbom.Inner("mpdecimal", "2", "BSD-2-Clause", base / "_decimal.pyd"),
        sbom.Inner("Visual C++ runtime", "14", "LicenseRef-Microsoft-VCRedist", base / "vcruntime140.dll"),
        sbom.Inner("PDFium", pdfium_version(lib), "BSD-3-Clause", lib / "pypdfium2_raw" / "pdfium.dll"),
        sbom.Inner("Source Sans 3", "3", "OFL-1.1", ROOT / "resources" / "fonts" / "SourceSans3_400Regular.ttf"),
        sbom.Inner("Fluent System Icons", "1", "MIT", ROOT / "resources" / "icons" / "add_20_regular.svg"),
        sbom.Inner("Faker sv_SE", "40.63.0", "MIT", ROOT / "resources" / "namn" / "fornamn.txt"),
    ]
    licence = {"libpq": "PostgreSQL", "libcrypto": "Apache-2.0", "libssl": "Apache-2.0"}
    return parts + [sbom.Inner(f.name.split("-")[0], carried, licence[f.name.split("-")[0]], f) for f in bundled]


def generic(name: str, told: dict[str, str]) -> str:
    """The identifier that vulnerability lists know a part by."""
    return f"pkg:generic/{name}@{told[name]}"


def pdfium_version(lib: Path) -> str:
    """The version of PDFium that pypdfium2 carries."""
    told = json.loads((lib / "pypdfium2_raw" / "version.json").read_text(encoding="utf-8"))
    return ".".join(str(told[part]) for part in ("major", "minor", "build", "patch"))


def set_times(folder: Path) -> None:
    """The same moment on every file: the packages keep it, and two builds are to be the same bytes."""
    moment = epoch()
    for path in sorted(folder.rglob("*"), reverse=True):
        os.utime(path, (moment, moment), follow_symlinks=False)


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
