"""Starter configurations that a repository can extend, one YAML file a house style."""
