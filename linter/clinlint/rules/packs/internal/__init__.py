"""Rules about clinlint's own failures."""
