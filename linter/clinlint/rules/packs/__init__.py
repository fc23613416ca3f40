"""Rules as YAML: a folder a pack, a file a topic; compiled by `make generate`."""
