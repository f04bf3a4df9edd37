"""A new register, its first start, its limits and its catalogues."""
