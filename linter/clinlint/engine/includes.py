"""Texts that a site shows with its articles, such as a shared disclaimer: which files a configuration includes, and their documents."""

from __future__ import annotations

import os
from functools import lru_cache

from clinlint.engine.files import decode
from clinlint.engine.roots import is_inside
from clinlint.formats.parse import format_of, parse
from clinlint.model.document import Document
from clinlint.record import record

_MOST = 200
"""Files that one configuration includes, those that they include in turn counted."""


@record
class Wrong:
    """Why an include cannot be used, in words, and the chain of files that leads to it."""

    message: str
    chain: tuple[str, ...]


def included(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The included files and what they include in turn, each once, in order."""
    found: dict[str, None] = {}
    waiting = list(reversed(paths))
    while waiting and len(found) < _MOST:
        path = waiting.pop()
        if path not in found:
            found[path] = None
            waiting += reversed(named_by(path))
    return tuple(found)


def wrong(path: str, root: str, chain: tuple[str, ...] = (), *, texts: bool = True) -> Wrong | None:
    """What is wrong with a file, or, where it is a text, with those that it includes; None where nothing is."""
    here = (*chain, path)
    if path in chain:
        return Wrong("leads back to itself", here)
    if not is_inside(path, root):
        return Wrong("lies outside the repository, where nothing is read", here)
    if not os.path.isfile(path):
        return Wrong("does not exist", here)
    if not texts:
        return None
    if len(here) > 20:
        return Wrong("is included too deeply", here)
    try:
        names = named_by(path)
    except OSError as error:
        return Wrong(f"cannot be read ({(error.strerror or str(error)).lower()})", here)
    return next((found for each in names if (found := wrong(each, root, here))), None)


def named_by(path: str) -> tuple[str, ...]:
    """The files that an included file names under `includes` in its own metadata, by their paths from the current folder."""
    fields = document(path).fields
    named = fields.values.get("includes") if fields else None
    names = [named] if isinstance(named, str) else named if isinstance(named, list) else []
    return tuple(os.path.normpath(os.path.join(os.path.dirname(path), name)) for name in names if isinstance(name, str) and name.strip())


def document(path: str) -> Document:
    """The document of an included file, parsed once for each state of the file. Raises OSError."""
    return _document(os.path.abspath(path), *stamp(path))


def stamp(path: str) -> tuple[int, int]:
    """What changes when a file does: its size and time. Raises OSError."""
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns


@lru_cache(maxsize=256)
def _document(path: str, _size: int, _time: int) -> Document:
    with open(path, "rb") as file:
        source = decode(file.read(), path)[0]
    return parse(source, None if format_of(path) else "text")
