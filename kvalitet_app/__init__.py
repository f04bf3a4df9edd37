"""Kvalitet: the quality management system of a small municipal unit (SOSFS 2011:9)."""

__version__ = "0.1.0"
