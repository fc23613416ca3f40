"""Rules about required statements and warnings."""
