"""Units, persons and uppdrag."""
