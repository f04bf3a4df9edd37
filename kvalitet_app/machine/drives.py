"""What kind of place a folder is, and why a register may not lie on some of them."""

import os
import sys
from pathlib import Path

from kvalitet_app.domain.errors import StorageError

_NETWORK_KINDS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ncpfs"})
_DRIVE_REMOTE = 4
_SYNCED_NAMES = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "box sync",
    "synologydrive",
    "synology drive",
    "pclouddrive",
    "megasync",
    "tresorit",
    "syncthing",
)
# What the services themselves lay in the folders that they follow.
_SYNCED_MARKS = (
    ".dropbox",
    ".dropbox.cache",
    ".stfolder",
    ".owncloudsync.log",
    ".nextcloudsync.log",
    ".synologyworkingdirectory",
    ".tmp.drivedownload",
)
_SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def refuse_network(path: Path) -> None:
    """Raises StorageError for a file on a network share, where SQLite's locks are not to be trusted."""
    if _is_network(path):
        raise StorageError(
            f"{path} ligger på en nätverksplats. Där kan data gå förlorade när flera skriver. "
            "Lägg filen på den egna datorn, eller be IT om en PostgreSQL-databas för flera användare."
        )


def refuse_synced(path: Path) -> None:
    """Raises StorageError for a place that a cloud service copies while the register is being written."""
    if is_synced(path):
        raise StorageError(
            f"{path} synkas till en molntjänst. Där kan registret skadas. "
            "Be IT ange en mapp på den egna datorn (Datamapp), eller öppna ett register på en annan plats."
        )


def synced_warning(path: Path | None) -> str:
    """What to say of a register that was opened in a place that is synced; "" where it is not."""
    if path is None or not is_synced(path):
        return ""
    return (
        f"{path} synkas till en molntjänst, och då kan registret skadas eller bytas ut mot ett äldre. "
        "Stäng Kvalitet, flytta filen till en mapp på den egna datorn och öppna den där."
    )


def is_synced(path: Path) -> bool:
    """Whether a cloud service follows the folder: by its name, where the path really leads, or what lies in it."""
    folders = [Path(os.environ[name]) for name in _SYNCED_VARIABLES if os.environ.get(name)]
    for place in {path, Path(os.path.realpath(path))}:
        if any(place.is_relative_to(folder) for folder in folders):
            return True
        if any(part.casefold().startswith(_SYNCED_NAMES) for part in place.parts[:-1]):
            return True
        if any(os.path.lexists(above / mark) for above in place.parents for mark in _SYNCED_MARKS if above != _home()):
            return True
    return False


def _home() -> Path:
    """Where some services keep their settings under the name of a mark."""
    return Path("~").expanduser()


def _is_network(path: Path) -> bool:
    if str(path).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE)
    return _mount_kind(path) in _NETWORK_KINDS


def _mount_kind(path: Path) -> str:
    """The kind of file system that holds the path, or "" where the system does not tell."""
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return ""
    real = os.path.realpath(path)
    best, kind = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, found, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, found
    return kind
