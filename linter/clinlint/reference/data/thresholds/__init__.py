"""Scales, cut-offs and targets by topic."""
