"""RE2 patterns compiled when first used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return re2.compile(pattern, options)


def pattern_flaw(pattern: str) -> str:
    """Why a pattern cannot be read, in words; empty where it can."""
    try:
        _compiled(pattern)
    except re2.error as error:
        told = error.args[0] if error.args else ""
        return str(told.decode() if isinstance(told, bytes) else told) or "RE2 does not know it"
    return ""


def found(pattern: str, text: str) -> str:
    """The words of the first match, or an empty string. Raises ValueError where the pattern is wrong."""
    try:
        match = _compiled(pattern).search(text)
    except re2.error as error:
        raise ValueError(f"{pattern}: {error}") from error
    return str(match[0]) if match else ""


def first(pattern: str, text: str | bytes) -> Any:
    """The first match, or None; in UTF-8 its places are bytes. Raises ValueError where the pattern is wrong."""
    try:
        return _compiled(pattern).search(text)
    except re2.error as error:
        raise ValueError(f"{pattern}: {error}") from error


def each(pattern: str, text: str) -> Iterator[Any]:
    """Every match in order, without overlap. Raises ValueError where the pattern is wrong."""
    try:
        compiled = _compiled(pattern)
    except re2.error as error:
        raise ValueError(f"{pattern}: {error}") from error
    yield from compiled.finditer(text)
