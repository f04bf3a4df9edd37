"""The reusable parts of the window. Each paints from the theme; none knows a page."""
