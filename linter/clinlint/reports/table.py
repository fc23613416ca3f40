"""Tables for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV; no cell that an article brought is read as a formula."""
    return "".join(",".join(_cell(cell) for cell in row) + "\r\n" for row in (columns, *rows))


def _cell(text: str) -> str:
    safe = f"'{text}" if text.startswith(_FORMULA) else text
    return '"' + safe.replace('"', '""') + '"' if any(c in safe for c in ',"\r\n;') else safe
