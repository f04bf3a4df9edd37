"""From a document to Word."""
