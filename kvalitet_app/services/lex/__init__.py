"""Lex Sarah and lex Maria."""
