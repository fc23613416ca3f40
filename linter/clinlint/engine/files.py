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

_READING = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOCTTY", "O_NONBLOCK"))
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
            inside = [path for path, linked in _walk(name) if not (excluded(path) or (linked and _leads_away(path, name, problems)))]
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


def _walk(top: str) -> Iterator[tuple[str, bool]]:
    """Articles of a folder and those below it, and whether a link may lead to them."""
    top = os.path.normpath(top)
    linked = os.path.islink(top)
    folders = [top]
    while folders:
        folder = folders.pop()
        within = "" if folder == os.curdir else os.path.join(folder, "")
        below: list[str] = []
        for entry in _entries(folder):
            name = entry.name
            if _is_folder(entry):
                if not (name.startswith(".") or name in _SKIPPED_FOLDERS or entry.is_symlink()):
                    below.append(within + name)
                continue
            kind = format_of(name)
            if kind is None or name.startswith((".", "~$")) or (name.startswith("clinlint.") and name.count(".") == 1):
                continue
            if kind not in _DATA_FORMATS or _is_article(within + name):
                yield within + name, (linked and folder == top) or entry.is_symlink()
        folders += reversed(below)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What a folder holds, in order of name; nothing where it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


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
    descriptor = os.open(path, _READING)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        wanted = min(status.st_size + 1, most)
        data = os.read(descriptor, wanted)
        if len(data) < wanted or wanted == most:
            return data
        with open(descriptor, "rb", closefd=False) as file:
            return data + file.read(most - len(data))
    finally:
        os.close(descriptor)


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
