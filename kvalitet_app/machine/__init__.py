"""The computer the program runs on: its folders, its files, its policies and who sits at it. Knows no register."""
