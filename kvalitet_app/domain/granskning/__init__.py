"""Reviews from outside and of our own."""
