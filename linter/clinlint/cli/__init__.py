"""The command line: one module a command, thin; starts everything else."""
