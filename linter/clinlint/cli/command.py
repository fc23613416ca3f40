"""The seam of every subcommand."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from clinlint.record import record

CLEAN, FINDINGS, FAILED = 0, 1, 2
"""Exit codes: nothing at or above --fail-on; findings; set-up or internal error."""


@record
class Command:
    """A subcommand: what it is for, its arguments, and its work, which gives the exit code."""

    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    description: str = ""
