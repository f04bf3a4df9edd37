"""What keeps the start short: measured, and of no consequence for what the program does."""

import gc
import sys
from collections.abc import Coroutine
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType


def prepare() -> None:
    """Rest the collector, read Qt. What imports make is there to stay: not looking saves about 45 ms.

    The collector never runs by itself again in this process: see `ui.window.collector`.
    """
    gc.disable()
    import PySide6.QtWidgets  # noqa: F401 - read here so that its hook is there to be spared

    _spare_sources()
    _rest("asyncio", iscoroutine=lambda thing: isinstance(thing, Coroutine))
    _rest("importlib.metadata")


class _Resting(ModuleType):
    """A module that is read when somebody asks it for more than what it was given."""

    __spec__: ModuleSpec

    def __getattr__(self, name: str) -> object:
        """Read it now."""
        self.__class__ = ModuleType  # type: ignore[assignment]  # what it is from here on
        if self.__spec__.loader is not None:
            self.__spec__.loader.exec_module(self)
        return getattr(self, name)


def _rest(name: str, **given: object) -> None:
    """Let a module of the standard library wait until it is used.

    SQLAlchemy names these two for what this program never does, coroutines and plug-ins: 30 ms and 10 MiB.
    """
    spec = find_spec(name)
    if name in sys.modules or spec is None:
        return
    plain = module_from_spec(spec)
    module = _Resting(name)
    module.__dict__.update(vars(plain), **given)
    sys.modules[name] = module
    parent, _, own = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], own, module)


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
