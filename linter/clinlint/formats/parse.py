"""From a source to its document, by the suffix of its path."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from clinlint.errors import FormatError
from clinlint.formats.format import Format, Unreadable
from clinlint.model.document import Document
from clinlint.model.source import Source
from clinlint.registry import module_names

_PACKAGE = "clinlint.formats"
_USUAL = {
    "md": "markdown",
    "markdown": "markdown",
    "mdx": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "txt": "text",
    "yaml": "yaml",
    "yml": "yaml",
    "json": "json",
    "": "text",
}
"""Suffixes whose format is known without asking its module; any other module is asked."""

_TEXTS = frozenset(_USUAL.values())


def format_of(path: str) -> str | None:
    """Name of the format that reads a file of this path, or None."""
    stem, _, suffix = path.rpartition(".")
    if suffix in _USUAL and suffix and stem[-1:].isalnum():
        return _USUAL[suffix]
    name = path.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    return _by_suffix(name.rpartition(".")[2].lower() if "." in name.lstrip(".") else "")


@cache
def _by_suffix(suffix: str) -> str | None:
    if suffix in _USUAL:
        return _USUAL[suffix]
    asked = (name for name in module_names(_PACKAGE) if name not in _USUAL.values())
    return next((name for name in asked if suffix in getattr(_format(name), "suffixes", ())), None)


@cache
def _format(name: str) -> Format | None:
    if name not in _USUAL.values() and name not in module_names(_PACKAGE):
        return None
    return getattr(import_module(f"{_PACKAGE}.{name}"), "FORMAT", None)


def reader_of(path: str) -> Callable[[bytes, str], tuple[Source, Unreadable | None]] | None:
    """What makes a text of a file of this path; None where the file is text."""
    name = format_of(path)
    chosen = _format(name) if name and name not in _TEXTS else None
    return chosen.read if chosen else None


def parse(source: Source, format_name: str | None = None) -> Document:
    """The document of a source in the named format, or in that of its path. Raises FormatError where no format reads it."""
    name = format_name or format_of(source.path)
    chosen = _format(name) if name else None
    if chosen is None:
        raise FormatError(f"no format reads {source.path}" if not format_name else f"no format is called {format_name}")
    return chosen.parse(source)
