"""Units and conversions."""
