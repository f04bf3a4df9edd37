"""Avvikelser: the register, the form and the inspector."""
