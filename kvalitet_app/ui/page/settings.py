"""The person's own settings of the window, each declared once."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from kvalitet_app.machine.files import PRIVATE, private_file, private_folder

T = TypeVar("T")


class Setting(NamedTuple, Generic[T]):
    """A key with its default; the default's type is the setting's."""

    key: str
    default: T


THEME = Setting("utseende/tema", "system")
PAGE = Setting("fonster/sida", "oversikt")
SCOPE = Setting("fonster/enhet", 0)
LAST_DATABASE = Setting("databas/senaste", "")
FOLDER = Setting("filer/mapp", "")
TEMPLATE = Setting("filer/wordmall", "")
GEOMETRY = "fonster/geometri"


class Settings:
    """An ini file of one's own, never the registry of the machine."""

    def __init__(self, file: Path) -> None:
        with suppress(OSError):  # settings that cannot be kept are no reason not to work
            private_folder(file.parent)
            private_file(file)  # what Qt writes over a file keeps that file's rights
            if os.name != "nt":
                file.chmod(PRIVATE)
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def get(self, setting: Setting[T]) -> T:
        """The value, or the default."""
        kind = type(setting.default)
        value = self._store.value(setting.key, setting.default)
        try:
            return kind(value)  # type: ignore[call-arg]
        except (TypeError, ValueError):
            return setting.default

    def raw(self, key: str) -> object:
        """What stands under a key, or None."""
        return self._store.value(key)

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a value."""
        self._store.setValue(setting.key, value)

    def table(self, name: str) -> dict[str, Any]:
        """What a table remembers: widths, hidden columns, sort."""
        import json  # not before the first paint

        stored = self._store.value(f"tabell/{name}", "{}")
        try:
            found = json.loads(str(stored))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def set_table(self, name: str, state: dict[str, Any]) -> None:
        """Keep what a table remembers."""
        import json

        self._store.setValue(f"tabell/{name}", json.dumps(state))

    def geometry(self) -> QByteArray | None:
        """Where the window stood."""
        value = self._store.value(GEOMETRY)
        return value if isinstance(value, QByteArray) else None

    def set_geometry(self, value: QByteArray) -> None:
        """Keep where the window stands."""
        self._store.setValue(GEOMETRY, value)
