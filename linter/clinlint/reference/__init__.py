"""What authorities say: scales, intakes and doses with their sources, parsed one entry at a time."""
