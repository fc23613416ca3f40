"""Plants errors into right statements and counts what the linter catches."""
