"""From source to findings: configuration, the steps in order, files and workers. Knows no terminal and no editor."""
