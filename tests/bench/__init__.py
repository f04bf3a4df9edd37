"""The benchmarks: our figure against a floor measured in the same run."""
