"""Where the Qt objects of ours die."""

import gc
import threading
import weakref
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject


class Deaths:
    """Where the Qt objects of ours die: one that does not die in the window's thread is a crash waiting for its day."""

    def __init__(self) -> None:
        self.home = threading.get_ident()
        self.strays: list[str] = []
        self._watched: dict[int, weakref.ref[object]] = {}

    def watch(self, things: Iterable[object] | None = None) -> None:
        """Watch those of these things that are ours; without any, everything that is alive now.

        Everything is asked of the collector, which hands out tuples that another thread has not finished yet, and
        breaks them: while other threads work, name the things.
        """
        for thing in gc.get_objects() if things is None else things:
            kind = type(thing)
            ours = issubclass(kind, QObject) and kind.__module__.startswith("kvalitet_app")
            if ours and id(thing) not in self._watched:
                self._watched[id(thing)] = weakref.ref(thing, partial(self._died, name=kind.__name__))

    def _died(self, ref: weakref.ref[object], name: str) -> None:
        self._watched = {key: one for key, one in self._watched.items() if one is not ref}
        if threading.get_ident() != self.home:
            self.strays.append(name)
