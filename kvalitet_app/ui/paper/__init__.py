"""Preview, printing, and to whom a document may go."""
