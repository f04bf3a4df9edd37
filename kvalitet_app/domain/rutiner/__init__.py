"""Rutiner: a fixed way to do an aktivitet and who does it (SOSFS 2011:9 4 kap. 4 §)."""
