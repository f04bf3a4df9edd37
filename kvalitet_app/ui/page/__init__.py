"""What every page is given."""
