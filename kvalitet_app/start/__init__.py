"""Where the rooms are wired together: the program, its registers, its upkeep and its pictures of itself."""
