"""The kvalitetsberättelse and the reports beside it."""
