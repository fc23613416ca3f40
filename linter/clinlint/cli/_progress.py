"""A progress bar for people who wait longer than a second, on a terminal; a shorter run loads and shows nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from rich import progress

PATIENCE = 1.0
"""Seconds after which a run says how far it is."""


class Progress:
    """Called with files done and files in all; shows a bar from the second second on, where the stream is a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._started = time.monotonic()
        self._bar: progress.Progress | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show that so many files are done."""
        if self._bar is None and self._terminal and total > 1 and time.monotonic() - self._started > PATIENCE:
            self._bar = _bar(self._stream, total)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done)

    def __enter__(self) -> Self:
        """The bar itself."""
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar(stream: TextIO, total: int) -> progress.Progress:
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("[progress.description]{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
    )
    bar = progress.Progress(*columns, console=Console(file=stream), transient=True)
    bar.add_task("checking", total=total)
    bar.start()
    return bar
