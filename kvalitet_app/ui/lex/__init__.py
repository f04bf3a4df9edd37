"""Cases under lex Sarah and lex Maria."""
