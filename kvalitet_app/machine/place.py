"""Where things lie on this machine."""

import os
import sys
from pathlib import Path

from kvalitet_app.machine.drives import refuse_network, refuse_synced
from kvalitet_app.machine.policy import decided

NAME = "Kvalitet"


def data_folder() -> Path:
    """The folder of the register: IT's choice, or the person's own on this machine.

    Raises:
        StorageError: the folder that would be used by default is synced to a cloud or lies on the network.
    """
    by_it = decided("Datamapp")
    if by_it is not None:
        return Path(by_it.text)
    from platformdirs import user_data_path

    folder = user_data_path(NAME, appauthor=False)
    refuse_network(folder)
    refuse_synced(folder)
    return folder


def settings_file() -> Path:
    """The window's settings."""
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False) / "kvalitet.ini"


def own_folders() -> tuple[Path, ...]:
    """The folders on this machine that are the program's own: for the register, the settings, the log and the rest."""
    from platformdirs import user_config_path, user_data_path, user_log_path, user_state_path

    by_it = decided("Datamapp")
    own = [path(NAME, appauthor=False) for path in (user_config_path, user_data_path, user_log_path, user_state_path)]
    return tuple(own if by_it is None else [*own, Path(by_it.text)])


def log_folder() -> Path:
    """The program's log."""
    from platformdirs import user_log_path

    return user_log_path(NAME, appauthor=False)


def default_database() -> Path:
    """The register that opens by itself."""
    return data_folder() / "kvalitet.db"


def example_database() -> Path:
    """The example municipality, apart from the real register."""
    return data_folder() / "exempelkommun.db"


def has_screen() -> bool:
    """Whether there is a desktop to show a window on: without one Qt ends the process by itself."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def process_age() -> float:
    """Seconds since the operating system started this process; 0 where it does not tell."""
    if sys.platform == "win32":
        import ctypes

        created, ended, kernel, user, moment = (ctypes.c_ulonglong() for _ in range(5))
        api = ctypes.windll.kernel32
        references = [ctypes.byref(part) for part in (created, ended, kernel, user)]
        this_process = ctypes.c_void_p(-1)  # as wide as a handle: a plain -1 would be half of one
        if not api.GetProcessTimes(this_process, *references):
            return 0.0
        api.GetSystemTimeAsFileTime(ctypes.byref(moment))
        return (moment.value - created.value) / 1e7
    stat = Path("/proc/self/stat")
    if not stat.exists():
        return 0.0
    ticks = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[19])
    up = float(Path("/proc/uptime").read_text(encoding="utf-8").split()[0])
    return max(0.0, up - ticks / os.sysconf("SC_CLK_TCK"))
