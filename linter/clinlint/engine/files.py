"""Which files a run is about, and their text: paths, folders and patterns; bytes to source."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence

from clinlint.engine.roots import is_inside, root_of
from clinlint.formats.format import Unreadable
from clinlint.formats.parse import format_of, reader_of
from clinlint.model.source import Source
from clinlint.record import record

LARGEST = 20_000_000
"""Bytes of the largest file that is read; a health article has a few thousand words."""

_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "build", "dist"})
_DATA_FORMATS = frozenset({"yaml", "json"})
_MAGIC = re.compile(r"[*?[]")
_ARTICLE_KEY = re.compile(
    rb'^\s*["\']?(?:title|headline|body|content|sections)["\']?\s*:|[{,]\s*"(?:title|headline|body|content|sections)"\s*:', re.MULTILINE
)


@record
class Selection:
    """Files to lint in order of path, and what of the given paths cannot be used."""

    paths: tuple[str, ...]
    problems: tuple[str, ...]


def select(given: Sequence[str], excluded: Callable[[str], bool] = lambda _path: False) -> Selection:
    """Files that paths, folders and glob patterns stand for; a named file is taken even where `excluded` says no.

    YAML and JSON files inside a folder count as articles only where they have a title or a body.
    """
    found: dict[str, None] = {}
    problems: list[str] = []
    for name in given:
        if os.path.isdir(name):
            inside = [path for path in _walk(name) if not excluded(path) and not _leads_away(path, name, problems)]
            if not inside:
                problems.append(f"{name}: no articles in this folder")
            found.update(dict.fromkeys(inside))
        elif os.path.exists(name):
            if format_of(name) is None:
                problems.append(f"{name}: no format reads this kind of file")
            else:
                found[os.path.normpath(name)] = None
        elif _MAGIC.search(name):
            matches = {os.path.normpath(path) for path in _matching(name.replace(os.sep, "/")) if os.path.isfile(path) and format_of(path)}
            if not matches:
                problems.append(f"{name}: no article matches this pattern")
            named = _MAGIC.split(name, maxsplit=1)[0]
            found.update(dict.fromkeys(path for path in sorted(matches) if not _leads_away(path, os.path.dirname(named), problems)))
        else:
            problems.append(f"{name}: no such file or folder")
    return Selection(tuple(sorted(found)), tuple(problems))


def _walk(folder: str) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED_FOLDERS)
        for name in sorted(names):
            path = os.path.normpath(os.path.join(root, name))
            kind = format_of(path)
            if kind is None or name.startswith((".", "~$")) or os.path.splitext(name)[0] == "clinlint":
                continue
            if kind not in _DATA_FORMATS or _is_article(path):
                yield path


def _matching(pattern: str) -> Iterator[str]:
    """Paths that a pattern stands for; `**` follows no links to folders, of which two in a loop have more paths than anybody waits for."""
    if pattern.endswith("/**") or pattern == "**":
        pattern += "/*"
    import glob

    head, any_depth, tail = pattern.partition("**/")
    if not any_depth or (head and not head.endswith("/")):
        yield from glob.iglob(pattern)
        return
    for top in glob.iglob(head) if head else (os.curdir,):
        for folder, folders, _ in os.walk(top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from _matching(f"{glob.escape(folder)}/{tail}")


def _leads_away(path: str, folder: str, problems: list[str]) -> bool:
    """Whether a file of a folder is a link out of the repository, which is told: a folder of somebody's could show what lies elsewhere."""
    if not os.path.islink(path) and not os.path.islink(os.path.dirname(path)):
        return False
    if is_inside(path, root_of(folder)):
        return False
    problems.append(f"{path}: a link out of the repository; to have it read, name it")
    return True


def holds_article(kind: str, data: bytes) -> bool:
    """Whether a file of a format is an article: YAML and JSON only where they have a title or a body."""
    return kind not in _DATA_FORMATS or _describes_article(data[:65_536])


def _describes_article(head: bytes) -> bool:
    """Whether data is keys with a title or a body; a list, such as one of works in CSL, is none."""
    return not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"- ", b"references:")) and _ARTICLE_KEY.search(head) is not None


def _is_article(path: str) -> bool:
    try:
        return _describes_article(read(path, 65_536))
    except OSError:
        return True


def read(path: str, most: int = LARGEST + 1) -> bytes:
    """The bytes of a file, one more than the largest at most. Raises OSError, also for a pipe or device, which may never answer."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(errno.EINVAL, "not a regular file", path)
    with open(path, "rb") as file:
        return file.read(most)


def decode(data: bytes, path: str) -> tuple[Source, Unreadable | None]:
    """A file's text, and what is wrong with it; text that is not UTF-8 has U+FFFD where bytes could not be read.

    Raises FormatError where what reads such files is not installed.
    """
    if len(data) > LARGEST:
        return Source(path, ""), Unreadable("too-large", f"This file has more than {LARGEST // 1_000_000} MB; clinlint reads articles.")
    if render := reader_of(path):
        return render(data, path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Source(path, ""), Unreadable("invalid-encoding", "This file is UTF-16; save it as UTF-8.")
    if b"\0" in data:
        return Source(path, ""), Unreadable("not-text", "This file holds binary data, not text.")
    try:
        return Source(path, data.decode("utf-8")), None
    except UnicodeDecodeError as error:
        message = f"Byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8 (it may be Windows-1252 or Latin-1)."
        return Source(path, data.decode("utf-8", errors="replace")), Unreadable("invalid-encoding", message)
