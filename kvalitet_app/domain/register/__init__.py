"""The register itself: its limits, its catalogues and where the law stands."""
