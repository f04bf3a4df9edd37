"""A drop-down that limits a list."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from kvalitet_app.ui.parts.buttons import Menu, MenuButton

V = TypeVar("V")


class Filter(MenuButton):
    """A drop-down that limits the list: several values may be chosen."""

    def __init__(
        self, word: str, choices: Callable[[], Sequence[tuple[str, object]]], changed: Callable[[], object]
    ) -> None:
        super().__init__(word, bordered=True, tip=f"Begränsa efter {word.lower()}")
        self._word, self._choices, self._changed = word, choices, changed
        self.values: tuple[object, ...] = ()
        self._words: dict[object, str] = {}
        self.clicked.connect(self._open)

    def _open(self) -> None:
        menu = Menu(self)
        menu.add("Alla", partial(self.choose, ()), checked=not self.values)
        for word, value in self._choices():
            self._words[value] = word
            menu.add(word, partial(self._toggle, value), checked=value in self.values)
        menu.open_below(self)

    def _toggle(self, value: object) -> None:
        kept = tuple(one for one in self.values if one != value)
        self.choose(kept if value in self.values else (*kept, value))

    def choose(self, values: Sequence[object], *, tell: bool = True) -> None:
        """Limit to these values; none means no limit."""
        self.values = tuple(values)
        if self.values and not all(value in self._words for value in self.values):
            self._words |= {value: word for word, value in self._choices()}
        names = [self._words.get(value, str(value)) for value in self.values]
        text = self._word if not names else names[0] if len(names) == 1 else f"{self._word}: {len(names)} valda"
        self.rename(text, active=bool(names))
        if tell:
            self._changed()

    def picked(self, kind: type[V]) -> frozenset[V] | None:
        """The chosen values, each of this kind; None when nothing limits."""
        return frozenset(value for value in self.values if isinstance(value, kind)) or None
