"""Stands in for the commands that the set-up runs."""

import subprocess
from collections.abc import Sequence


class Runs:
    """Stands in for subprocess.run: notes the commands; those with a word of `fails` fail."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.fails: tuple[str, ...] = ()
        self.stdout = ""

    def __call__(self, command: Sequence[object], **_options: object) -> subprocess.CompletedProcess[str]:
        words = [str(part) for part in command]
        self.commands.append(words)
        failed = any(word in words for word in self.fails)
        return subprocess.CompletedProcess(words, int(failed), stdout=self.stdout)
