"""The first start and the settings."""
