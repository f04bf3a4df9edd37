"""Documents: one document model and its PDF."""
