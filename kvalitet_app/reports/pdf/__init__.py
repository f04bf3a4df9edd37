"""From a document to tagged PDF."""
