"""Processor time and peak memory of whole processes, and ratios of runs that were paired."""

from __future__ import annotations

import os
import statistics
import subprocess
from collections.abc import Mapping, Sequence


def used(command: Sequence[str]) -> tuple[float, float]:
    """CPU seconds (user and system) and peak memory in MB of one finished process, its children included in the time."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ratio(command: Sequence[str], yardstick: Sequence[str], runs: int) -> tuple[float, float, float]:
    """Median CPU milliseconds of a command and of its yardstick, run in turn, and the median of their ratios."""
    used(command), used(yardstick)
    pairs = [(used(command)[0], used(yardstick)[0]) for _ in range(runs)]
    own, other = zip(*pairs, strict=True)
    return statistics.median(own) * 1000, statistics.median(other) * 1000, statistics.median(a / b for a, b in pairs)


def medians(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, float]:
    """Median CPU milliseconds of each command."""
    return {name: statistics.median(used(command)[0] for _ in range(runs)) * 1000 for name, command in commands.items()}
