"""Pressing what stands in a window."""

from PySide6.QtWidgets import QMenu

from kvalitet_app.ui.parts.buttons import Button


def press(widget, name):
    """Press a button by its words."""
    button = next(b for b in widget.findChildren(Button) if b.accessibleName() == name and b.isVisibleTo(widget))
    button.click()


def choices(driver):
    """The words of the menu that Ctrl+P opens."""
    driver.window.print_here()
    menu = next(m for m in driver.window.findChildren(QMenu) if m.isVisible())
    found = {action.text(): action for action in menu.actions() if action.text()}
    menu.close()
    return found
