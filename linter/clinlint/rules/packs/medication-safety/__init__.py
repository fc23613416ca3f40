"""Rules about medication-safe notation."""
