"""The manual's examples, run as written: `python -m tests.house.manual PAGE…` puts what they print into the pages.

A fence with a title is a file of the reader's folder. A fence of language `console` holds commands after `$ ` and what they print; a line
`[…]` stands for lines left out. The commands of a page run in its order, in one shell, in an empty folder.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

DOCS = ROOT / "docs"
LEFT_OUT = "[…]"
_FENCE = re.compile(r'^(?P<indent> *)```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^ *```$', re.MULTILINE | re.DOTALL)
_SEPARATOR = "\x1e"
_NOISE = re.compile(r"^(?:\[INFO\]|hint:).*\n", re.MULTILINE)
"""What pre-commit tells while it installs, once, in whichever run comes first; what git tells on branch names."""


def pages() -> list[str]:
    """Pages that have something to run, by their path below docs/."""
    found = (path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md")))
    return [page for page in found if "```console" in (DOCS / page).read_text(encoding="utf-8")]


def commands(body: str) -> list[tuple[str, str]]:
    """Commands of a console fence, each with the lines that it is said to print."""
    parts = re.split(r"^\$ (.*)\n", body, flags=re.MULTILINE)
    assert parts[0] == "", f"a console begins with a command: {parts[0]!r}"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def run(page: str, folder: Path, environment: Mapping[str, str] | None = None) -> list[tuple[str, str, str]]:
    """Every command of a page, what the page says that it prints, and what it prints."""
    home, work = folder / "home", folder / "work"
    home.mkdir()
    work.mkdir()
    lines = ["exec 2>&1 < /dev/null"]
    said: list[tuple[str, str]] = []
    for number, fence in enumerate(_FENCE.finditer((DOCS / page).read_text(encoding="utf-8"))):
        if fence["title"]:
            staged = folder / str(number)
            staged.write_text(re.sub(rf"^{fence['indent']}", "", fence["body"], flags=re.MULTILINE), encoding="utf-8")
            lines.append(f"mkdir -p {shlex.quote(os.path.dirname(fence['title']) or '.')}; cp {staged} {shlex.quote(fence['title'])}")
        elif fence["language"] == "console":
            said += commands(fence["body"])
            lines += [f"{command}\n__code=$?; printf '{_SEPARATOR}'; (exit $__code)" for command, _ in commands(fence["body"])]
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)],
        cwd=work,
        env=_environment(home, environment or {}),
        stdout=subprocess.PIPE,
        check=False,
        timeout=1800,
    )
    printed = [_NOISE.sub("", each) for each in done.stdout.decode().replace("\r\n", "\n").split(_SEPARATOR)[:-1]]
    assert len(printed) == len(said), f"the shell ended early: {printed}"
    return [(command, words, output) for (command, words), output in zip(said, printed, strict=True)]


def agrees(said: str, printed: str) -> bool:
    """Whether a page says what is printed, lines left out aside."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == LEFT_OUT else re.escape(line) for line in said.splitlines(keepends=True))
    return re.fullmatch(pattern, printed) is not None


def _environment(home: Path, more: Mapping[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CLINLINT", "PRE_COMMIT", "GIT_", "PYTHON", "XDG_", "VIRTUAL_ENV"))
    }
    return {
        **kept,
        "HOME": str(home),
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "TERM": "dumb",
        "GIT_AUTHOR_NAME": "A. Editor",
        "GIT_AUTHOR_EMAIL": "editor@example.org",
        "GIT_COMMITTER_NAME": "A. Editor",
        "GIT_COMMITTER_EMAIL": "editor@example.org",
        **more,
    }


def _write(page: str, environment: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        printed = iter(run(page, Path(folder), environment))
    path = DOCS / page

    def renewed(fence: re.Match[str]) -> str:
        if fence["language"] != "console" or fence["title"]:
            return fence[0]
        shown = (
            f"$ {command}\n{said if agrees(said, output) else output}"
            for (command, _), (_, said, output) in zip(commands(fence["body"]), printed, strict=False)
        )
        return f"```console\n{''.join(shown)}```"

    path.write_text(_FENCE.sub(renewed, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for each in sys.argv[1:]:
        _write(each, dict(pair.split("=", 1) for pair in filter(None, os.environ.get("MANUAL", "").split("\n"))))
