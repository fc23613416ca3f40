"""What is compared: rule kinds are code, rules are YAML packs. Compares facts with the reference; knows no output."""
