"""Path patterns of the configuration: `**` is any depth, `*` and `?` stay inside a name, a folder means all it holds."""

from __future__ import annotations

import os
from functools import cache

import re2


def matches(pattern: str, path: str, folder: str) -> bool:
    """Whether a path is meant by a pattern that stands in a configuration of `folder`.

    A pattern without a slash is a file's or folder's name at any depth; one with a slash is a path from the folder.
    """
    absolute = os.path.abspath(path).replace(os.sep, "/")
    root = os.path.abspath(folder).replace(os.sep, "/").rstrip("/") + "/"
    if not absolute.startswith(root):
        return False
    return _compiled(pattern).fullmatch(absolute[len(root) :]) is not None


@cache
def _compiled(pattern: str) -> re2._Regexp[str]:
    stem = pattern.removeprefix("./").strip("/")
    anywhere = "/" not in pattern.removesuffix("/")
    return re2.compile(("(?s:.*/)?" if anywhere else "") + "".join(_pieces(stem)) + "(?s:/.*)?")


def _pieces(pattern: str) -> list[str]:
    pieces: list[str] = []
    rest = pattern
    while rest:
        if rest.startswith("**/"):
            pieces.append("(?s:.*/)?")
            rest = rest[3:]
        elif rest.startswith("**"):
            pieces.append("(?s:.*)")
            rest = rest[2:]
        elif rest[0] in "*?":
            pieces.append("[^/]*" if rest[0] == "*" else "[^/]")
            rest = rest[1:]
        elif rest[0] == "{" and "}" in rest:
            inside, _, rest = rest[1:].partition("}")
            pieces.append("(?:" + "|".join(re2.escape(part) for part in inside.split(",")) + ")")
        else:
            pieces.append(re2.escape(rest[0]))
            rest = rest[1:]
    return pieces
