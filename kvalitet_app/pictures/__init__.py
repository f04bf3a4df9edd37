"""Tokens, drawing primitives and layouts shared by the window and the documents."""
