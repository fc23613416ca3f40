"""Rules about sources, markers and reference lists."""
