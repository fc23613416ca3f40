"""Regimens, maxima and dangerous errors, one file a drug."""
