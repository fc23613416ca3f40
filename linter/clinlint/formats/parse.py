"""From a source to its document, by the suffix of its path."""

from __future__ import annotations

from clinlint.errors import FormatError
from clinlint.formats.format import Format
from clinlint.model.document import Document
from clinlint.model.source import Source
from clinlint.registry import discover, load, module_names

_PACKAGE = "clinlint.formats"
_USUAL = {"md": "markdown", "markdown": "markdown", "html": "html", "htm": "html", "txt": "text", "": "text", "yml": "yaml"}
"""Suffixes whose format is known without importing any; a module named for its suffix needs no entry, others are asked."""


def format_of(path: str) -> str | None:
    """Name of the format that reads a file of this path, or None."""
    name = path.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    suffix = name.rpartition(".")[2].lower() if "." in name.lstrip(".") else ""
    if suffix in _USUAL:
        return _USUAL[suffix]
    if suffix in module_names(_PACKAGE):
        return suffix
    found: dict[str, Format] = discover(_PACKAGE, "FORMAT")
    return next((name for name, each in found.items() if suffix in each.suffixes), None)


def parse(source: Source, format_name: str | None = None) -> Document:
    """The document of a source in the named format, or in that of its path. Raises FormatError where no format reads it."""
    name = format_name or format_of(source.path)
    try:
        chosen: Format = load(_PACKAGE, name or "", "FORMAT")
    except (KeyError, AttributeError) as error:
        raise FormatError(f"no format reads {source.path}") from error
    return chosen.parse(source)
