"""Which edition of the reference ships; reports name it."""

VERSION = "2026.11"
