"""Tests of units, persons and uppdrag."""
