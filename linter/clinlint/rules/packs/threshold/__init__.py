"""Cut-offs and categories."""
