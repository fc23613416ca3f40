"""Doors: tests with programs that PyPI does not have. Run by `make test-doors`, where a program that is missing fails the test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT

NPM = ROOT / "build" / "npm" / "node_modules"


def program(name: str, package: str) -> str:
    """The path of a program; the test fails where it is missing, and says which Debian package brings it."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is missing: apt-get install {package}")
    return found


def npm(path: str) -> Path:
    """The path of a file of an npm package; the test fails where it is missing."""
    found = NPM / path
    if not found.exists():
        pytest.fail(f"{found} is missing: `make test-doors` installs it with npm")
    return found
