"""How everything is changed, undone and remembered."""
