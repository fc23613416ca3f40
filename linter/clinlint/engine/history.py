"""What git knows of the articles: the revision they are at, the lines that changed, and their text as it was."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile

from clinlint.errors import UsageError
from clinlint.record import record
from clinlint.reports.reporter import Revision

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_OPTIONS = ("-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames")
_USER = re.compile(r"(?<=://)[^/@]+@")


def revision(folder: str = ".") -> Revision | None:
    """The repository's address without credentials, the commit and the branch; None outside a repository with a remote."""
    address = _said(folder, "config", "--get", "remote.origin.url")
    if not address:
        return None
    return Revision(_web(address), _said(folder, "rev-parse", "HEAD"), _said(folder, "rev-parse", "--abbrev-ref", "HEAD"))


@record
class Base:
    """A revision that articles are compared with: where the present branch left it, and the repository's folder."""

    commit: str
    root: str


def base(name: str, folder: str = ".") -> Base:
    """The commit at which the present branch left a revision. Raises UsageError where there is none."""
    if name.startswith("-"):
        raise UsageError(f"{name} is no revision")
    root = _git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n")
    wrong = f"git knows no revision {name}"
    commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", wrong=wrong).decode().strip()
    return Base(_said(folder, "merge-base", commit, "HEAD") or commit, root)


def touched(since: Base) -> frozenset[str]:
    """Absolute paths of files that differ from a base, and of files that git does not know yet."""
    names = _git(since.root, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", since.commit, "--")
    names += _git(since.root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(os.path.join(os.path.realpath(since.root), os.fsdecode(name)) for name in names.split(b"\0") if name)


def changed_lines(since: Base, path: str) -> frozenset[int]:
    """Lines of a file (from 1) that differ from a base."""
    diff = _git(os.path.dirname(os.path.abspath(path)), "diff", *_OPTIONS, since.commit, "--", os.path.basename(path))
    return _lines(diff)


def differing_lines(before: bytes, now: bytes) -> frozenset[int]:
    """Lines of a text (from 1) that differ from an earlier one, where neither need be a file."""
    with tempfile.TemporaryDirectory(prefix="clinlint-") as folder:
        for name, data in (("before", before), ("now", now)):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        return _lines(_git(folder, "diff", "--no-index", *_OPTIONS, "before", "now", differs=True))


def as_it_was(since: Base, path: str) -> bytes | None:
    """A file's bytes at a base; None where it was not there."""
    return _try(os.path.dirname(os.path.abspath(path)), "show", f"{since.commit}:./{os.path.basename(path)}")


def _lines(diff: bytes) -> frozenset[int]:
    lines: set[int] = set()
    for match in _HUNK.finditer(diff):
        start, count = int(match[1]), int(match[2] or 1)
        lines.update(range(start, start + count))
    return frozenset(lines)


def _web(address: str) -> str:
    if address.startswith("git@") and ":" in address:
        host, _, path = address.removeprefix("git@").partition(":")
        address = f"https://{host}/{path}"
    return _USER.sub("", address).removesuffix(".git")


def _said(folder: str, *arguments: str) -> str:
    return (_try(folder, *arguments) or b"").decode(errors="replace").strip()


def _try(folder: str, *arguments: str, differs: bool = False) -> bytes | None:
    """What git says; None where it fails. `differs`: it ends with 1 where what it compares is not the same."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607  git of the user's PATH
    except OSError:
        return None
    return done.stdout if done.returncode == 0 or (differs and done.returncode == 1) else None


def _git(folder: str, *arguments: str, wrong: str = "", differs: bool = False) -> bytes:
    answer = _try(folder, *arguments, differs=differs)
    if answer is None:
        raise UsageError(
            wrong or "this is no git repository, or git is not installed",
            hint="compare with a revision of a git repository that is fetched with its history",
        )
    return answer
