"""The register's own settings and catalogues as tables."""
