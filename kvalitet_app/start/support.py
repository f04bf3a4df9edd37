"""What goes into the file for whoever helps: gathered from the window, written by `services.support.supportfil`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kvalitet_app.machine import place
from kvalitet_app.machine.policy import decided
from kvalitet_app.services.support import supportfil

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

    from kvalitet_app.db.store.store import Store


def write_support_file(target: Path, *, store: Store | None, screen: QScreen, setting: Callable[[str], object]) -> None:
    """Log, versions and settings, without anything of a person.

    Raises:
        StorageError: the place cannot be written.
    """
    path, size = store.path if store is not None else None, screen.geometry().size()
    register = {
        "Register": "inget öppet" if store is None else "fil" if path is not None else "PostgreSQL",
        "Registrets storlek": f"{path.stat().st_size // 1000} kB" if path is not None else "",
        "Bestämt av IT": ", ".join(name for name in ("Databas", "Datamapp") if decided(name)) or "inget",
        "Skärm": f"{size.width()} × {size.height()}, {screen.devicePixelRatio():.2f}",
    }
    supportfil.write_support_file(target, log_folder=place.log_folder(), register=register, setting=setting)
