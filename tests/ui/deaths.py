"""Where the Qt objects of ours die."""

import gc
import threading
import weakref
from functools import partial

from PySide6.QtCore import QObject


class Deaths:
    """Where the Qt objects of ours die: one that does not die in the window's thread is a crash waiting for its day."""

    def __init__(self):
        self.home, self.strays, self._watched = threading.get_ident(), [], {}

    def watch(self):
        """Watch everything of ours that is alive now."""
        for thing in gc.get_objects():
            kind = type(thing)
            ours = issubclass(kind, QObject) and kind.__module__.startswith("kvalitet_app")
            if ours and id(thing) not in self._watched:
                self._watched[id(thing)] = weakref.ref(thing, partial(self._died, name=kind.__name__))

    def _died(self, ref, name):
        self._watched = {key: one for key, one in self._watched.items() if one is not ref}
        if threading.get_ident() != self.home:
            self.strays.append(name)
