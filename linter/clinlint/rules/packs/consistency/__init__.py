"""Numbers of one article that do not go together."""
