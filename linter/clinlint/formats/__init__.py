"""One module an input format: source text becomes a document with an exact source map. Knows no medicine."""
