"""Judges single works of a reference list: what they are, how old they are, and what the text says by them."""
