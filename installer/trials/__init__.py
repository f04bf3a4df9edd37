"""The packages tried end to end on this machine: Windows' under wine, Debian's as they are."""
