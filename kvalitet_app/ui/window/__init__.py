"""The one window: rail, top bar, menus, palette and help."""
