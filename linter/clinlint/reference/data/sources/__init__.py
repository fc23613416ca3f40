"""Sources that several entries share, and standards that rules rest on."""
