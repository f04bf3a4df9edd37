"""The example municipality, made by code from a fixed seed: to try the program in, and to test it with."""
