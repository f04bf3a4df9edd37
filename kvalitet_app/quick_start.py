"""What keeps the start short: measured, and of no consequence for what the program does."""

import gc
import sys
from types import ModuleType


def prepare() -> None:
    """Read Qt, then rest the collector until `settle`: what imports make is there to stay. Saves about 45 ms."""
    gc.disable()
    import PySide6.QtWidgets  # noqa: F401 - read here so that its hook is there to be spared

    _spare_sources()


def settle() -> None:
    """The register is open: look for garbage again, but not among what was read at the start."""
    gc.freeze()
    gc.enable()


def _spare_sources() -> None:
    """Keep PySide from reading the source text of every module that is imported after it.

    It looks for the name PySide6 there, to know where snake_case could be switched on, which this program never does.
    Not reading saves about 60 ms and 20 MiB when SQLAlchemy follows. A PySide without this hook is left as it is.
    """
    feature = sys.modules.get("shibokensupport.feature")
    known = getattr(feature, "pyside_feature_dict", None)
    if feature is None or known is None or not hasattr(feature, "feature_imported"):
        return

    def note(module: ModuleType) -> None:
        name = getattr(module, "__name__", None)
        if name is not None:
            known.setdefault(name, 0 if name.startswith("kvalitet_app") else -1)

    feature.feature_imported = note  # type: ignore[attr-defined]
