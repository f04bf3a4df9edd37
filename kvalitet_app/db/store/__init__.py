"""One open database: where it lies, its engine and the transactions everything goes through."""
