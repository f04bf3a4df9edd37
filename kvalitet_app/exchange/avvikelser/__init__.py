"""Another system's avvikelser in."""
