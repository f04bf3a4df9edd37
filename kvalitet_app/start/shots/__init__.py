"""The program takes its own pictures, for the README and for whoever looks a change over."""
