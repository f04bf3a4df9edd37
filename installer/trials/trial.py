"""What every trial needs: steps that are timed and told, pictures of the screen, keys as a person presses them."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from installer.building.facts import ROOT
from installer.terminal import say

COLOURS = 1500  # the overview has some 2,900, a window before its register 700
OUT = ROOT / "utdata" / "e2e"
Answer = TypeVar("Answer")


class Trial:
    """Runs steps one after the other; a step that fails ends its part, and the next part begins."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.lines: list[str] = []
        OUT.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """A chain of steps that build on each other."""
        say(f"prövar {name}")
        try:
            yield
        except Exception as error:
            self.failed.append(name)
            self._tell(f"   MISSLYCKADES: {name}: {error}")
            if not isinstance(error, AssertionError):
                traceback.print_exc()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """One thing tried, with its time."""
        started = time.monotonic()
        try:
            yield
        except BaseException:
            self._tell(f"   FEL {name}")
            raise
        self._tell(f"   {time.monotonic() - started:6.1f} s  {name}")

    def note(self, text: str) -> None:
        """A figure worth keeping."""
        self._tell(f"           {text}")

    def _tell(self, line: str) -> None:
        self.lines.append(line)
        print(line, flush=True)


class Screen:
    """A display: what stands on it, and keys pressed there."""

    def __init__(self, display: str) -> None:
        self.environment = os.environ | {"DISPLAY": display}

    def picture(self, name: str) -> Path:
        """Keep what is on the screen."""
        target = OUT / f"{name}.png"
        self._run("import", "-window", "root", str(target))
        return target

    def window(self, title: str, *, limit: float = 40) -> str:
        """Wait for a window of that title; answers its number."""
        search = partial(self._run, "xdotool", "search", "--onlyvisible", "--name", title, check=False)
        return wait_for(search, f"fönstret {title} kom inte", limit=limit)

    def filled(self, name: str, *, limit: float = 90) -> None:
        """Wait until a picture shows more than an empty window: that has few colours."""

        wait_for(partial(self.shows_more_than_a_frame, name), "fönstret är tomt", limit=limit)
        time.sleep(2)

    def shows_more_than_a_frame(self, name: str) -> bool:
        """Take a picture and look at its colours."""
        return int(self._run("identify", "-format", "%k", str(self.picture(name)))) > COLOURS

    def focus(self, number: str) -> None:
        """Give a window the keyboard: there is no window manager here that does."""
        self._run("xdotool", "windowfocus", "--sync", number.split()[0])

    def keys(self, *names: str) -> None:
        """Press keys."""
        for name in names:
            self._run("xdotool", "key", "--delay", "80", name)
            time.sleep(0.3)

    def type(self, text: str) -> None:
        """Type a text."""
        self._run("xdotool", "type", "--delay", "50", text)
        time.sleep(0.5)

    def _run(self, *command: str, check: bool = True) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=60)
        if check and done.returncode != 0:
            raise AssertionError(f"{command[0]}: {done.stderr.strip()}")
        return done.stdout


def wait_for(ask: Callable[[], Answer], otherwise: str, *, limit: float = 30) -> Answer:
    """Ask until the answer is true. Raises AssertionError with the sentence when that takes too long."""
    ended = time.monotonic() + limit
    while True:
        found = ask()
        if found:
            return found
        if time.monotonic() > ended:
            raise AssertionError(otherwise)
        time.sleep(0.4)


def require(holds: object, otherwise: str) -> None:
    """Raises AssertionError with the sentence."""
    if not holds:
        raise AssertionError(otherwise)


def fingerprint(folder: Path) -> str:
    """One hash over every file below a folder."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(f"{path.relative_to(folder)} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def ask_database(file: Path, question: str) -> list[tuple[object, ...]]:
    """Read past the program what stands in a register."""
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def count_avvikelser(register: Path) -> int:
    """How many avvikelser a register holds."""
    return int(str(ask_database(register, "select count(*) from avvikelse")[0][0]))


def holds_avvikelser(register: Path, count: int) -> bool:
    """Whether a register holds so many."""
    return count_avvikelser(register) == count


def register_by_keyboard(screen: Screen, text: str, register: Path) -> None:
    """Log an avvikelse in the window that has the keyboard, without the mouse, and wait until it is in the register."""
    before = count_avvikelser(register)
    screen.keys("ctrl+shift+n")
    time.sleep(2)
    screen.type(text)
    screen.keys("Tab")
    screen.type("Torget")
    screen.keys("Return", "ctrl+s")
    wait_for(partial(holds_avvikelser, register, before + 1), "avvikelsen sparades inte", limit=60)
    time.sleep(2)
