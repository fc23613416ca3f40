"""Plain data and arithmetic that flows through clinlint; knows no medicine and no files."""
