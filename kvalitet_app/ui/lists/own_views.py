"""A person's own saved views of a list page."""

from collections.abc import Callable
from functools import partial
from typing import Any

from kvalitet_app.services.drafts import list_vyer, remove_vy, save_vy
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Menu, MenuButton


class OwnViews(MenuButton):
    """Choose, save and remove one's own views."""

    def __init__(
        self, context: Context, page: str, now: Callable[[], dict[str, Any]], use: Callable[[dict[str, Any]], object]
    ) -> None:
        super().__init__("Mina vyer", tip="Egna urval som du har sparat")
        self._context, self._page, self._now, self._use = context, page, now, use
        self.clicked.connect(self._open)

    def _open(self) -> None:
        menu = Menu(self)
        own = self._context.tasks.read(list_vyer, sida=self._page)
        for _, name, kept in own:
            menu.add(name, partial(self._use, kept))
        if own:
            menu.addSeparator()
        menu.add("Spara urvalet som en vy …", self._save)
        for view_id, name, _ in own:
            menu.add(f"Ta bort ”{name}”", partial(self._remove, view_id))
        menu.open_below(self)

    def _save(self) -> None:
        from PySide6.QtWidgets import QInputDialog

        name, yes = QInputDialog.getText(self, "Spara vy", "Vad ska vyn heta?")
        if yes:
            self.save_as(name)

    def save_as(self, name: str) -> None:
        """Keep the present selection under a name."""
        self._context.tasks.change(save_vy, sida=self._page, namn=name, urval=self._now())

    def _remove(self, view_id: int) -> None:
        self._context.tasks.change(remove_vy, vy_id=view_id)
