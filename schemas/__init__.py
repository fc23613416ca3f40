"""JSON Schemas (2020-12) that clinlint validates with; read them with importlib.resources."""
