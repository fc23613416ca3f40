"""Rule kinds: one module a kind, each exporting `KIND`; its name is the module's."""
