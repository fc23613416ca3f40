"""One module an output format: a report becomes text. Knows no rules and no formats of articles."""
