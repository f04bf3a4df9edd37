"""What may be published, and what a person must see to first."""
