"""Judges doses and intakes against the reference: what fits, and how a figure that does not fit may have slipped."""
