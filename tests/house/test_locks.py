"""The locks: every requirement is pinned and has hashes, and what the project asks for is in them."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.conftest import ROOT

LOCKS = {
    "requirements.lock": (),
    "requirements-dev.lock": ("dev", "batch", "docx"),
    "requirements-doors.lock": ("doors", "dev", "batch", "docx", "spark", "dask"),
}
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(lock: str) -> dict[str, str]:
    """The entries of a lock by name."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    return {normal(_NAME.match(line)[0]): line for line in lines if line.strip()}  # type: ignore[index]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_has_hashes(lock: str) -> None:
    entries = pinned(lock)
    assert entries
    for name, line in entries.items():
        assert re.match(r"[A-Za-z0-9._-]+(?:\[[^\]]*\])?==[^\s;]+", line), name
        assert re.findall(r"--hash=sha256:[0-9a-f]{64}", line), name
        assert "://" not in line.partition("--hash")[0], name


@pytest.mark.parametrize("lock", LOCKS)
def test_what_the_project_asks_for_is_in_the_lock(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *(each for extra in LOCKS[lock] for each in extras[extra])]
    names = {normal(_NAME.match(each)[0]) for each in asked} - {"clinlint"}  # type: ignore[index]
    assert names <= set(pinned(lock))
