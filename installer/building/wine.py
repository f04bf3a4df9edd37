"""Windows programs on Debian: one wine prefix, kept warm, with what wine 8 lacks for Qt 6.11.

Three things cost time to find: a program's answer must go to a pipe, never to a file; a crash starts a debugger that
never ends, so every call has a limit; and `platform` asks wine for what it cannot answer, so the copy of Python that
runs here has no `_wmi.pyd`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from installer.building.facts import BUILD, INSTALLER
from installer.building.tools import run
from installer.terminal import say

WINE = "/usr/lib/wine/wine64"
OVERRIDES = "mscoree,mshtml,winedbg.exe=;mscms=n,b;icuuc=n,b"
STAND_INS = {
    "icuuc": ("icuuc.c", "icuuc.def"),
    "mscms": ("mscms.c",),
    "bcryptprimitives": ("bcryptprimitives.c",),
}
"""Windows' own libraries that wine 8 lacks or that end the program there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a Windows program ended and what it said."""

    status: int
    data: bytes

    @property
    def text(self) -> str:
        """What it said: in UTF-8 where it can be, else in the letters of Windows' own programs."""
        return self.data.decode("utf-8" if is_utf8(self.data) else "cp1252", "replace")

    @property
    def console(self) -> str:
        """What one of the system's console tools said, in the letters of the console."""
        return self.data.decode("cp850", "replace")


class Wine:
    """A prefix, a display, and programs run in them. Use as a context: it ends what it started."""

    def __init__(self, prefix: Path = BUILD / "wine") -> None:
        self.prefix = prefix
        self.drive = prefix / "drive_c"
        self._own: list[subprocess.Popen[bytes]] = []
        self.display = ""

    def __enter__(self) -> Wine:
        server, self.display = start_display()
        self._own.append(server)
        if not (self.prefix / "klar").exists():
            self._make()
        self._own.append(self.start("ping", "-n", "3000", "127.0.0.1"))  # keeps the wine server up
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(["wineserver", "-k"], env=self.environment(), check=False, timeout=20)
        for process in self._own:
            end(process)

    def environment(self, **extra: str) -> dict[str, str]:
        """What wine needs to know."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("KVALITET", "PYTHON", "QT_"))}
        return kept | {
            "DISPLAY": self.display,
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINELOADER": WINE,
            "WINEDLLOVERRIDES": OVERRIDES,
            "LC_ALL": "sv_SE.UTF-8" if has_swedish() else "C.UTF-8",
            **extra,
        }

    def start(self, *command: str | Path, **extra: str) -> subprocess.Popen[bytes]:
        """Start a Windows program and go on."""
        process = subprocess.Popen(
            [WINE, *map(str, command)],
            env=self.environment(**extra),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._own.append(process)
        return process

    def call(self, *command: str | Path, limit: float = 180, **extra: str) -> Answer:
        """Run a Windows program to its end; -1 where it had to be stopped."""
        process = self.start(*command, **extra)
        said: list[bytes] = []
        reader = threading.Thread(target=_drain, args=(process, said), daemon=True)
        reader.start()
        try:
            status = process.wait(limit)
        except subprocess.TimeoutExpired:
            end(process)
            said.append(b"(tiden gick ut)")
            status = -1
        reader.join(2)  # a service that the program started may hold the pipe for ever
        self._own.remove(process)
        return Answer(status, b"".join(said))

    def batch(self, line: str, *, limit: float = 180) -> Answer:
        """Run a command line exactly as written: wine changes quotes that come from another system's arguments."""
        file = self.drive / "rad.bat"
        script = f'@start /wait "" {line}\r\n@exit /b %errorlevel%\r\n'  # without start it goes on at once
        file.write_bytes(script.encode("cp850"))
        return self.call("cmd", "/c", r"C:\rad.bat", limit=limit)

    def path(self, windows: str) -> Path:
        """Where `C:\\…` lies here."""
        return self.drive.joinpath(*windows.removeprefix("C:\\").split("\\"))

    def _make(self) -> None:
        say("gör en Windows-miljö i wine")
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.prefix.mkdir(parents=True)
        self.call("wineboot", "-i", limit=240)
        self.call("winecfg", "-v", "win10")
        system = self.drive / "windows" / "system32"
        for name, inputs in STAND_INS.items():
            sources = [INSTALLER / "wine" / one for one in inputs]
            target = system / f"{name}.dll"
            run("x86_64-w64-mingw32-gcc", "-shared", "-O1", "-w", "-o", target, *sources, "-ladvapi32")
        (self.prefix / "klar").touch()


def start_display() -> tuple[subprocess.Popen[bytes], str]:
    """An X server that shows nothing to anybody, and its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL, start_new_session=True)
    os.close(write)
    with os.fdopen(read) as told:
        return process, f":{told.readline().strip()}"


def _drain(process: subprocess.Popen[bytes], said: list[bytes]) -> None:
    if isinstance(process.stdout, BufferedReader):
        while part := process.stdout.read1(65536):
            said.append(part)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started here, and what it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are text in UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def has_swedish() -> bool:
    """Whether this machine has the Swedish locale; without it wine speaks English with itself."""
    told = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.casefold()
    return "sv_se.utf8" in told
