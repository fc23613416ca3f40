"""The repository's own reference files that a configuration names: read once, checked, over what ships."""

from __future__ import annotations

from functools import cache

from clinlint.engine.config_file import shown_path
from clinlint.engine.packs import text_of
from clinlint.reference.holdings import Library


@cache
def library(paths: tuple[str, ...]) -> Library:
    """The reference with a repository's own files over it. Raises PackError where one cannot be read or used."""
    from clinlint.reference.own import own_library

    return own_library([(shown_path(path), text_of(path)) for path in paths])
