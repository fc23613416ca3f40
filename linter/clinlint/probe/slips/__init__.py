"""Words that slips exchange, and words that mean the same, as data."""
