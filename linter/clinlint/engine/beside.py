"""What stands beside an article on disk: reference lists and included texts, read once each, never outside the repository."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache

from clinlint.engine.config import Config
from clinlint.engine.includes import document as document_of
from clinlint.engine.includes import included, stamp
from clinlint.engine.roots import is_inside, root_of
from clinlint.facts.beside import NOTHING, Beside, Shelf
from clinlint.formats.bibliography import may_be, read
from clinlint.formats.works import Bibliography
from clinlint.model.document import Document, Fields, Path

_FIELDS = ("bibliography", "references")
"""Metadata that may name files of reference lists, as in pandoc and Quarto."""
_USUAL = ("references.bib", "references.json", "bibliography.bib", "bibliography.json")
"""Lists that belong to all articles of their folder."""
_OWN = (".bib", ".csl.json")
"""What takes the place of an article's suffix in the name of its own list."""
_NAMED = rb"[^\s\"'\[\],{}]+\.(?:bib|bibtex|json|ya?ml)\b"


def beside(document: Document, config: Config, *, apart: bool = False) -> Beside:
    """The lists and texts that belong to an article under its configuration; one that lies `apart`, in a table, has no folder."""
    path = document.source.path
    found = [] if apart else [*_named(document.fields, path, config), *_by_place(path, _OWN)]
    if "@" in document.source.text:
        found += _configured("" if apart else path, config) if config.bibliography else () if found or apart else _by_place(path, _USUAL)
    shelves = tuple({shelf.list.path: shelf for shelf in reversed(found)}.values())[::-1]
    includes = tuple(document_of(each) for each in included(config.includes)) if config.includes else ()
    return Beside(shelves, includes) if shelves or includes else NOTHING


def names_beside(name: str, data: bytes) -> Iterator[str]:
    """Files that the report of a file may depend on beside its own bytes, by their paths from its folder; some of them may not exist."""
    stem = os.path.splitext(name)[0]
    yield stem + _OWN[0]
    yield stem + _OWN[1]
    if b"@" in data:
        yield from _USUAL
    if names_lists(data):
        head = data[:65_536]
        if any(name.encode() in head for name in _FIELDS):
            yield from (match[0].decode("utf-8", "replace") for match in re.finditer(_NAMED, head))


def names_lists(data: bytes) -> bool:
    """Whether a file's bytes may name reference lists."""
    return b"bibliography" in data or b"references" in data


def _named(fields: Fields | None, path: str, config: Config) -> Iterator[Shelf]:
    """Lists that the article's metadata names, by their paths from the article."""
    for name in _FIELDS if fields is not None else ():
        value = fields.values.get(name) if fields else None
        items: list[tuple[Path, object]] = (
            [((name, i), item) for i, item in enumerate(value)] if isinstance(value, list) else [((name,), value)]
        )
        for field, item in items:
            if isinstance(item, str) and item.strip() and may_be(item.strip()) and " " not in item.strip() and "://" not in item:
                yield _shelf(field, item.strip(), path, config)


def _shelf(field: Path, name: str, path: str, config: Config) -> Shelf:
    folder = os.path.dirname(path)
    target = os.path.normpath(os.path.join(folder, name))
    nothing = Shelf(Bibliography(name), field)
    roots = [root_of(folder), *([config.folder] if config.folder and is_inside(path, config.folder) else [])]
    if os.path.isabs(name) or not any(is_inside(target, root) for root in roots):
        return Shelf(nothing.list, field, missing="lies outside the repository, where nothing is read")
    if not os.path.isfile(target):
        return Shelf(nothing.list, field, missing="does not exist" if not os.path.isdir(target) else "is a folder")
    try:
        return Shelf(_listed(os.path.abspath(target), name), field, own=_is_own(path, target))
    except OSError as error:
        return Shelf(nothing.list, field, missing=f"cannot be read ({(error.strerror or str(error)).lower()})")


def _by_place(path: str, names: tuple[str, ...]) -> Iterator[Shelf]:
    """Lists that belong to the article by their names: its own beside it, or those of its folder."""
    folder, stem = os.path.dirname(path), os.path.splitext(path)[0]
    for name in names:
        place = stem + name if names is _OWN else os.path.join(folder, name)
        if os.path.isfile(place) and is_inside(place, root_of(folder)):
            shown = os.path.basename(place)
            try:
                yield Shelf(_listed(os.path.abspath(place), shown), own=names is _OWN)
            except OSError as error:
                yield Shelf(Bibliography(shown), own=names is _OWN, missing=f"cannot be read ({(error.strerror or str(error)).lower()})")


def _configured(path: str, config: Config) -> Iterator[Shelf]:
    """Lists that the configuration names for all of its articles."""
    folder = os.path.dirname(os.path.abspath(path))
    for each in config.bibliography:
        shown = os.path.relpath(each, folder) if path else os.path.basename(each)
        try:
            yield Shelf(_listed(os.path.abspath(each), shown))
        except OSError as error:
            yield Shelf(Bibliography(shown), missing=f"cannot be read ({(error.strerror or str(error)).lower()})")


def _is_own(path: str, target: str) -> bool:
    return os.path.splitext(os.path.normpath(path))[0] == target.removesuffix(".csl.json").removesuffix(os.path.splitext(target)[1])


def _listed(path: str, shown: str) -> Bibliography:
    found = _read(path, *stamp(path))
    return Bibliography(shown, found.works, found.flaws)


@lru_cache(maxsize=256)
def _read(path: str, _size: int, _time: int) -> Bibliography:
    with open(path, "rb") as file:
        return read(file.read(20_000_001), path)
