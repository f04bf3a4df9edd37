"""Settings of the register and of the program."""
