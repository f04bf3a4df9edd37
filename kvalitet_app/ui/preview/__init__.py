"""The preview of a document in the window."""
