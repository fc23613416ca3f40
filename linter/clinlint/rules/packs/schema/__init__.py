"""Rules about the form of an article: its bytes, its metadata."""
