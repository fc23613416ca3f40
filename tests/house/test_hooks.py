"""The hook as a content repository uses it: a bad article is blocked, a good one passes, with the real pre-commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import ROOT

BAD = "# Bones\n\nCopper bracelets cure arthritis.\n"


def git(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    identity = ["-c", "user.name=A. Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )


@pytest.fixture(scope="module")
def hook_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as a repository that a content repository can name, its dependencies taken from this environment."""
    folder = tmp_path_factory.mktemp("hooks") / "clinlint"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".venv", ".git", "build", "*.egg-info", ".*_cache", "corpus"))
    assert git(folder, "init", "-q", "-b", "main").returncode == 0
    git(folder, "add", "-A")
    assert git(folder, "commit", "-qm", "The linter").returncode == 0
    assert git(folder, "tag", "v0").returncode == 0
    return folder


def test_manifest_is_valid() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", str(ROOT / ".pre-commit-config.yaml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_commit_of_a_bad_article_is_blocked_and_of_a_good_one_passes(hook_repository: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    git(content, "init", "-q", "-b", "main")
    (content / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {os.path.relpath(hook_repository, content)}\n    rev: v0\n    hooks:\n      - id: clinlint\n", encoding="utf-8"
    )
    environment = {
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
    }
    installed = subprocess.run(
        ["pre-commit", "install"], cwd=content, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert installed.returncode == 0, installed.stdout + installed.stderr

    (content / "bad.md").write_text(BAD, encoding="utf-8")
    git(content, "add", "bad.md", ".pre-commit-config.yaml")
    blocked = git(content, "commit", "-m", "Add an article", **environment)
    said = blocked.stdout + blocked.stderr
    assert blocked.returncode != 0, said
    assert "bad.md:3:" in said
    assert "overclaim/promised-cure" in said
    assert git(content, "log", "--oneline").stdout == ""

    git(content, "rm", "-qf", "--cached", "bad.md")
    shutil.copy(ROOT / "articles" / "osteoporosis-and-osteopenia.md", content / "good.md")
    git(content, "add", "good.md")
    passed = git(content, "commit", "-m", "Add an article", **environment)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "Add an article" in git(content, "log", "--oneline").stdout
