"""YAML and JSON with the place of every key and value, and JSON Schema errors in an editor's words."""
