"""Rules about plain, respectful and exact language."""
