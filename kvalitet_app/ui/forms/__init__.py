"""Forms and their drafts."""
