"""What helps whoever helps."""
