"""What everything on paper has in common."""
