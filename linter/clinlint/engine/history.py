"""What git knows of the articles: the revision they are at, the lines that changed, and their text as it was."""

from __future__ import annotations

import os
import re
import subprocess

from clinlint.errors import UsageError
from clinlint.reports.reporter import Revision

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_USER = re.compile(r"(?<=://)[^/@]+@")


def revision(folder: str = ".") -> Revision | None:
    """The repository's address without credentials, the commit and the branch; None outside a repository with a remote."""
    address = _said(folder, "config", "--get", "remote.origin.url")
    if not address:
        return None
    return Revision(_web(address), _said(folder, "rev-parse", "HEAD"), _said(folder, "rev-parse", "--abbrev-ref", "HEAD"))


def changed(base: str, folder: str = ".") -> dict[str, frozenset[int] | None]:
    """Lines (from 1) that differ from a revision by absolute path; None for a file that is new. Raises UsageError."""
    root = _git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n")
    if base.startswith("-"):
        raise UsageError(f"{base} is no revision")
    _git(folder, "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}", wrong=f"git knows no revision {base}")
    names = _git(root, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", base, "--").split(b"\0")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    found: dict[str, frozenset[int] | None] = {}
    for name in filter(None, names):
        path = os.fsdecode(name)
        found[os.path.join(root, path)] = _lines(_git(root, "diff", "-U0", "--no-color", "--no-ext-diff", "--no-renames", base, "--", path))
    found.update((os.path.join(root, os.fsdecode(name)), None) for name in filter(None, new))
    return found


def as_it_was(base: str, path: str) -> bytes | None:
    """A file's bytes at a revision; None where it was not there."""
    folder = os.path.dirname(os.path.abspath(path))
    return _try(folder, "show", f"{base}:./{os.path.basename(path)}")


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


def _try(folder: str, *arguments: str) -> bytes | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607  git of the user's PATH
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _git(folder: str, *arguments: str, wrong: str = "") -> bytes:
    answer = _try(folder, *arguments)
    if answer is None:
        raise UsageError(wrong or "this is no git repository, or git is not installed", hint="--diff-base needs a git repository")
    return answer
