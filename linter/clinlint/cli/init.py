"""`clinlint init`: a configuration to start from, and the lines for pre-commit."""

from __future__ import annotations

import argparse
import os

from clinlint.cli.command import CLEAN, Command
from clinlint.engine import house_styles
from clinlint.engine.config import NAMES
from clinlint.errors import UsageError
from clinlint.release import VERSION

STYLES = tuple(sorted(name.removesuffix(".yaml") for name in os.listdir(house_styles.__path__[0]) if name.endswith(".yaml")))
"""House styles that ship, one file each."""
_HOOK = f"""
To check every commit, add to .pre-commit-config.yaml, with the address that you have clinlint from:

repos:
  - repo: https://example.org/clinlint
    rev: v{VERSION}
    hooks:
      - id: clinlint
"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--style", choices=STYLES, default="us-patient", help="house style to start from (default: us-patient)")
    parser.add_argument("folder", nargs="?", default=".", help="folder of the repository (default: here)")


def _run(arguments: argparse.Namespace) -> int:
    folder: str = arguments.folder
    if not os.path.isdir(folder):
        raise UsageError(f"{folder}: no such folder")
    for name in NAMES:
        if os.path.exists(path := os.path.normpath(os.path.join(folder, name))):
            raise UsageError(f"{path}: exists already")
    path = os.path.normpath(os.path.join(folder, NAMES[0]))
    with open(path, "x", encoding="utf-8") as file:
        file.write(f"# Configuration of clinlint. Everything that the house style sets can be set anew here.\nextends: {arguments.style}\n")
    print(f"wrote {path}, which extends {arguments.style}")
    print(_HOOK, end="")
    return CLEAN


COMMAND = Command("Write a configuration to start from.", _arguments, _run)
