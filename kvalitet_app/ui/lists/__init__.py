"""Lists and the pages made of them."""
