"""How the Windows and Linux packages are made: fetched, checked, pruned, compiled, signed and packed."""
