"""The Debian packages that running, testing and building need: which are missing, and installing them.

Standard library only: it runs before there is an environment.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from installer.terminal import say, stop

WINDOWS = sys.platform == "win32"

# The Debian package and the shared library that it is there for.
QT_PACKAGES = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
}
WINDOW_PACKAGES = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
}
TEST_PACKAGES = ("postgresql", "default-jdk-headless", "libjaxb-java", "poppler-utils")  # a store, veraPDF, a reader


def missing_packages(wanted: tuple[str, ...]) -> list[str]:
    """Of these Debian packages, those that are not installed; none on other systems."""
    if WINDOWS or shutil.which("dpkg-query") is None:
        return []
    names = [alias for name in wanted for alias in (name, f"{name}t64")]  # as newer Debian and Ubuntu name them
    command = ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *names]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (line.split() for line in answer.stdout.splitlines())
    there = {words[0].removesuffix("t64") for words in lines if len(words) == 2 and words[1] == "installed"}
    return [name for name in wanted if name not in there]


def missing_libraries(wanted: dict[str, str]) -> list[str]:
    """The packages that are not installed and whose library does not come from anywhere else either."""
    return [name for name in missing_packages(tuple(wanted)) if not loads(wanted[name])]


def loads(library: str) -> bool:
    """Whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(missing: list[str], why: str, *, needed: bool = True) -> None:
    """Install packages (Debian as root), or say the line that does; without what is needed it ends there."""
    if not missing:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0:
        (stop if needed else say)(f"{why} saknas. Kör: sudo {line}")
        return
    say(f"installerar {why}: {' '.join(missing)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    with no_server_of_its_own() if "postgresql" in missing else nullcontext():
        done = subprocess.run(line.split(), env=quiet, stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        stop(f"det gick inte att installera {why}. Kör själv: {line}")


@contextmanager
def no_server_of_its_own() -> Iterator[None]:
    """While it lasts, installing PostgreSQL starts no server: the tests start theirs themselves."""
    setting = Path("/etc/postgresql-common/createcluster.d/kvalitet.conf")
    setting.parent.mkdir(parents=True, exist_ok=True)
    setting.write_text("create_main_cluster = false\n", encoding="ascii")
    try:
        yield
    finally:
        setting.unlink(missing_ok=True)
