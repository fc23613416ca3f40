"""--baseline, --diff-base, --fix and `clinlint baseline` as their users meet them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Clinlint = Callable[..., CompletedProcess[str]]
ONLY = ("--select", "overclaim/promised-cure")
OLD = "# Bracelets\n\nCopper bracelets cure arthritis.\n\nThey look good.\n"
NEW = OLD + "\nTin bracelets cure gout.\n"


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A. Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "b.md").write_text(OLD, encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Articles")
    return tmp_path


def told(done: CompletedProcess[str]) -> list[tuple[str, int]]:
    return [(row["path"], row["start"]["line"]) for row in map(json.loads, done.stdout.splitlines()) if "rule" in row]


def test_diff_base_tells_what_changed_lines_bring(clinlint: Clinlint, repository: Path) -> None:
    (repository / "a.md").write_text("A first line.\n\n" + NEW, encoding="utf-8")
    (repository / "new é.md").write_text(OLD, encoding="utf-8")
    done = clinlint("check", ".", *ONLY, "--diff-base", "main", "--format", "json-lines")
    assert told(done) == [("a.md", 9), ("new é.md", 3)]
    assert done.returncode == 1


def test_diff_base_tells_a_changed_line_that_was_wrong_before(clinlint: Clinlint, repository: Path) -> None:
    (repository / "a.md").write_text(OLD.replace("Copper", "Silver"), encoding="utf-8")
    assert told(clinlint("check", "a.md", "b.md", *ONLY, "--diff-base", "HEAD", "--format", "json-lines")) == [("a.md", 3)]


def test_diff_base_starts_where_the_branch_left(clinlint: Clinlint, repository: Path) -> None:
    git(repository, "checkout", "-qb", "mine")
    git(repository, "checkout", "-q", "main")
    (repository / "b.md").write_text("# Better\n", encoding="utf-8")
    git(repository, "commit", "-qam", "Elsewhere")
    git(repository, "checkout", "-q", "mine")
    done = clinlint("check", ".", *ONLY, "--diff-base", "main", "--format", "json-lines")
    assert (told(done), done.returncode) == ([], 0)


def test_diff_base_takes_the_text_that_an_editor_has_before_it_is_saved(clinlint: Clinlint, repository: Path) -> None:
    options = ("--diff-base", "HEAD", "--format", "json-lines")
    for name in ("a.md", str(repository / "a.md")):
        done = clinlint("check", "-", "--stdin-filename", name, *ONLY, *options, stdin=NEW.encode())
        assert told(done) == [(name, 7)]
    done = clinlint("check", "-", "--stdin-filename", "a.md", *ONLY, *options, stdin=OLD.encode())
    assert (told(done), done.returncode) == ([], 0)
    done = clinlint("check", "-", "--stdin-filename", "new.md", *ONLY, *options, stdin=OLD.encode())
    assert told(done) == [("new.md", 3)]
    assert (repository / "a.md").read_text(encoding="utf-8") == OLD


def test_diff_base_must_know_which_article_standard_input_is(clinlint: Clinlint, repository: Path) -> None:
    done = clinlint("check", "-", "--diff-base", "HEAD", stdin=OLD.encode())
    assert done.returncode == 2
    assert "--stdin-filename" in done.stderr


@pytest.mark.parametrize("revision", ["nowhere", "--output=x"])
def test_a_base_that_git_does_not_know_is_exit_2(clinlint: Clinlint, repository: Path, revision: str) -> None:
    done = clinlint("check", "a.md", f"--diff-base={revision}")
    assert done.returncode == 2
    assert revision in done.stderr
    assert sorted(os.listdir(repository)) == [".git", "a.md", "b.md"]


def test_a_baseline_from_first_run_to_empty(clinlint: Clinlint, tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text(OLD, encoding="utf-8")
    first = clinlint("baseline", "a.md")
    assert first.returncode == 0
    assert first.stdout.startswith("clinlint-baseline.json: ")
    use = ("check", "a.md", "--baseline", "clinlint-baseline.json")
    assert clinlint(*use, "--fail-on", "info").returncode == 0

    article.write_text(NEW, encoding="utf-8")
    fresh = clinlint(*use, "--format", "json-lines")
    assert [(row["rule"], row["start"]["line"]) for row in map(json.loads, fresh.stdout.splitlines())] == [("overclaim/promised-cure", 7)]
    refused = clinlint("baseline", "a.md")
    assert refused.returncode == 1
    assert "New findings are not taken into the baseline" in refused.stderr
    assert "cure gout" not in (tmp_path / "clinlint-baseline.json").read_text(encoding="utf-8")
    assert clinlint("baseline", "a.md", "--accept-new").returncode == 0
    assert clinlint(*use, "--fail-on", "info").returncode == 0

    article.write_text("---\ntitle: Calm\n---\n\n# Calm\n", encoding="utf-8")
    clinlint(*use, *ONLY)
    assert "cure gout" in (tmp_path / "clinlint-baseline.json").read_text(encoding="utf-8")
    clinlint(*use)
    assert "cure gout" not in (tmp_path / "clinlint-baseline.json").read_text(encoding="utf-8")


def test_unsaved_text_does_not_shrink_a_baseline(clinlint: Clinlint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(OLD, encoding="utf-8")
    clinlint("baseline", "a.md")
    before = (tmp_path / "clinlint-baseline.json").read_text(encoding="utf-8")
    clinlint("check", "-", "--stdin-filename", "a.md", "--baseline", "clinlint-baseline.json", stdin=b"# Calm\n")
    assert (tmp_path / "clinlint-baseline.json").read_text(encoding="utf-8") == before


def test_a_missing_baseline_is_exit_2(clinlint: Clinlint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(OLD, encoding="utf-8")
    done = clinlint("check", "a.md", "--baseline", "none.json")
    assert (done.returncode, done.stderr) == (2, "none.json: no baseline can be read here\n  `clinlint baseline PATH` writes one\n")
