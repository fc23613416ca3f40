"""Intakes and limits, one file a nutrient."""
