"""The program's packages for Windows: installed from the lock with hashes, and cut down to what the program uses."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from installer.building.facts import LOCKS, PACKAGE, ROOT
from installer.building.sbom import read_report
from installer.building.tools import pip_install
from installer.terminal import say

WINDOWS = ("--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp")
IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc")

# What goes, as patterns below lib. Of Qt the program uses Core, Gui, Widgets, Svg and PrintSupport.
DROPPED = (
    "bin",
    "PySide6/qml",
    "PySide6/include",
    "PySide6/typesystems",
    "PySide6/glue",
    "PySide6/metatypes",
    "PySide6/resources",
    "PySide6/scripts",
    "PySide6/doc",
    "PySide6/lib",
    "PySide6/*.exe",
    "PySide6/*.lib",
    "PySide6/*.json",
    "PySide6/opengl32sw.dll",
    "PySide6/pyside6qml.abi3.dll",
    "PySide6/vcamp140.dll",
    "PySide6/vccorlib140.dll",
    "PySide6/vcomp140.dll",
    "PySide6/d3dcompiler_47.dll",
    "PIL/_avif*.pyd",
    "PIL/_imagingtk*.pyd",
    "PIL/_webp*.pyd",
    "PIL/_imagingft*",
    "PIL/_imagingcms*",
    "PIL/_imagingmorph*",
    "pypdfium2_cli",
    "lxml/includes",
    "lxml/isoschematron",
    "lxml/objectify*",
    "alembic/templates",
    "alembic/testing",
    "sqlalchemy/testing",
    "mako/testing",
    "mako/ext",
    "docx/templates/default-docx-template",
    "*.dist-info/RECORD",
    "*.dist-info/sboms",
    "*.dist-info/licenses",
    "sqlalchemy/dialects/mysql",
    "sqlalchemy/dialects/oracle",
    "sqlalchemy/dialects/mssql",
    "shiboken6/*.lib",
    "shiboken6/include",
    "shiboken6/lib",
    "shiboken6/vcamp140.dll",
    "shiboken6/vccorlib140.dll",
    "shiboken6/vcomp140.dll",
    "*/concrt140.dll",
    "*/msvcp140_codecvt_ids.dll",
    "charset_normalizer/cli",
    "lxml/html",
    "lxml/*.pyx",
    "lxml/*.pxi",
    "lxml/*.h",
    "lxml/*.c",
    "sqlalchemy/ext/mypy",
    "reportlab/fonts",
    "reportlab/graphics/samples",
    "reportlab/graphics/testshapes.py",
    "reportlab/graphics/testdrawings.py",
)
QT_KEPT = frozenset({"Core", "Gui", "Widgets", "Svg", "SvgWidgets", "PrintSupport"})
PLUGINS_KEPT = frozenset(
    {
        "platforms/qwindows.dll",
        "styles/qmodernwindowsstyle.dll",
        "styles/qwindowsvistastyle.dll",
        "iconengines/qsvgicon.dll",
        "imageformats/qgif.dll",
        "imageformats/qico.dll",
        "imageformats/qjpeg.dll",
        "imageformats/qsvg.dll",
    }
)
ZONES_KEPT = ("Europe", "Etc")


def install_packages(lib: Path, lock: str = "windows.lock") -> dict[str, str]:
    """The locked wheels for Windows, whole; answers the SHA-256 of each by its name."""
    say("hämtar paketen för Windows, med kontrollsummor")
    shutil.rmtree(lib, ignore_errors=True)
    report = lib.with_name(f"{lib.name}.json")
    pip_install(LOCKS / lock, lib, *WINDOWS, "--report", str(report))
    hashes = read_report(report)
    report.unlink()
    return hashes


def install_program(lib: Path, version: str) -> None:
    """The program itself and what it reads, as a wheel would lay them."""
    target = lib / PACKAGE
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / PACKAGE, target, ignore=IGNORED)
    shutil.copytree(ROOT / "resources", target / "_resources", ignore=shutil.ignore_patterns("bilder"))
    start = target / "__init__.py"
    lines = [
        f'__version__ = "{version}"' if line.startswith("__version__ = ") else line
        for line in start.read_text(encoding="utf-8").splitlines()
    ]
    start.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def prune(lib: Path) -> None:
    """Take away what the program never reads."""
    for pattern in DROPPED:
        remove(lib.glob(pattern))
    remove(lib.rglob("*.pyi"))
    remove(lib.rglob("py.typed"))
    _prune_qt(lib / "PySide6")
    for zone in (lib / "tzdata" / "zoneinfo").iterdir():
        if zone.is_dir() and zone.name not in ZONES_KEPT:
            shutil.rmtree(zone)
    remove(p for p in (lib / "pyphen" / "dictionaries").iterdir() if "hyph_sv" not in p.name)
    _prune_holidays(lib / "holidays")


def _prune_holidays(package: Path) -> None:
    """Only Sweden's days. The list of all countries is emptied: the registry finds a country by its module's name."""
    remove(p for p in (package / "locale").iterdir() if p.name not in ("sv", "en_US"))
    for name in ("countries", "financial"):
        remove(file for file in (package / name).glob("*.py") if file.name not in ("__init__.py", "sweden.py"))
        (package / name / "__init__.py").write_text("", encoding="utf-8")


def _prune_qt(qt: Path) -> None:
    for file in qt.glob("Qt*.pyd"):
        if file.stem.split(".")[0].removeprefix("Qt") not in QT_KEPT:
            file.unlink()
    for file in qt.glob("Qt6*.dll"):
        if file.stem.removeprefix("Qt6") not in QT_KEPT:
            file.unlink()
    for file in (qt / "plugins").rglob("*"):
        if file.is_file() and file.relative_to(qt / "plugins").as_posix() not in PLUGINS_KEPT:
            file.unlink()
    remove(file for file in (qt / "translations").iterdir() if file.name != "qtbase_sv.qm")


def remove(paths: Iterable[Path]) -> None:
    """Remove files and folders."""
    for path in list(paths):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def drop_empty(folder: Path) -> None:
    """Remove folders that hold nothing."""
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
