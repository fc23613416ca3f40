"""The hooks as a content repository uses them, with the real pre-commit and the real prek, each in an environment of its own making."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from clinlint.release import VERSION
from tests.conftest import ROOT
from tests.house.conftest import ADDRESS, git

RUNNERS = ["pre-commit", "prek"]
BAD = "# Bones\n\nCopper bracelets cure arthritis.\n"
MANY = 300


def run(runner: str, folder: Path, installing: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **installing, "NO_COLOR": "1"}
    return subprocess.run([runner, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def content(folder: Path, *hooks: str) -> Path:
    """A content repository that uses hooks of ours."""
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    config = {"repos": [{"repo": ADDRESS, "rev": f"v{VERSION}", "hooks": [{"id": each} for each in hooks]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (folder / "clinlint.yaml").write_text("select: [overclaim, medication-safety]\n", encoding="utf-8")
    return folder


def stage(folder: Path, **articles: str) -> None:
    for name, text in articles.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    git(folder, "add", "--all")


@pytest.mark.parametrize("runner", RUNNERS)
def test_manifest_and_our_own_configuration_are_valid(runner: str) -> None:
    for kind, file in (("manifest", ".pre-commit-hooks.yaml"), ("config", ".pre-commit-config.yaml")):
        done = subprocess.run(
            [sys.executable, "-m", runner.replace("-", "_"), f"validate-{kind}", str(ROOT / file)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("runner", RUNNERS)
def test_a_commit_of_a_bad_article_is_blocked_and_of_a_good_one_passes(runner: str, tmp_path: Path, installing: dict[str, str]) -> None:
    folder = content(tmp_path / "content", "clinlint")
    installed = run(runner, folder, installing, "install")
    assert installed.returncode == 0, installed.stdout + installed.stderr

    stage(folder, bad=BAD)
    blocked = git(folder, "commit", "-m", "Add an article", **installing)
    said = blocked.stdout + blocked.stderr
    assert blocked.returncode != 0, said
    assert "bad.md:3:18: error[overclaim/promised-cure]" in said
    assert git(folder, "log", "--oneline").stdout == ""

    git(folder, "rm", "-qf", "--cached", "bad.md")
    (folder / "bad.md").unlink()
    shutil.copy(ROOT / "articles" / "osteoporosis-and-osteopenia.md", folder / "good.md")
    git(folder, "add", "good.md")
    passed = git(folder, "commit", "-m", "Add an article", **installing)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "Add an article" in git(folder, "log", "--oneline").stdout


@pytest.mark.parametrize("runner", RUNNERS)
def test_the_fixing_hook_mends_and_stops_so_that_somebody_looks(runner: str, tmp_path: Path, installing: dict[str, str]) -> None:
    folder = content(tmp_path / "content", "clinlint-fix")
    stage(folder, a="# Alendronate\n\nDose: 10 mg qd before breakfast.\n")
    first = run(runner, folder, installing, "run", "--all-files")
    assert first.returncode == 1, first.stdout + first.stderr
    assert "files were modified by this hook" in first.stdout.lower()
    assert (folder / "a.md").read_text(encoding="utf-8") == "# Alendronate\n\nDose: 10 mg once a day before breakfast.\n"
    git(folder, "add", "--all")
    again = run(runner, folder, installing, "run", "--all-files")
    assert again.returncode == 0, again.stdout + again.stderr


@pytest.mark.parametrize("runner", RUNNERS)
def test_the_baseline_hook_tells_only_what_is_new(runner: str, tmp_path: Path, installing: dict[str, str]) -> None:
    folder = content(tmp_path / "content", "clinlint-baseline")
    stage(folder, a=BAD)
    subprocess.run([sys.executable, "-m", "clinlint", "baseline", "."], cwd=folder, check=True, capture_output=True)
    stage(folder)
    old = run(runner, folder, installing, "run", "--all-files")
    assert old.returncode == 0, old.stdout + old.stderr
    stage(folder, a=f"{BAD}\nThey are guaranteed to work.\n")
    new = run(runner, folder, installing, "run", "--all-files")
    assert new.returncode == 1, new.stdout + new.stderr
    assert "a.md:5:10: error[overclaim/guaranteed-result]" in new.stdout
    assert "promised-cure" not in new.stdout


@pytest.mark.parametrize("runner", RUNNERS)
def test_many_files_are_read_in_one_call_and_only_those_of_our_kinds(runner: str, tmp_path: Path, installing: dict[str, str]) -> None:
    folder = content(tmp_path / "content", "clinlint")
    stage(folder, **{f"article-{number}": f"# Walk {number}\n\nA walk with friends.\n" for number in range(MANY)}, last=BAD)
    (folder / "page.html").write_text("<h1>A walk</h1><p>Copper bracelets cure gout.</p>", encoding="utf-8")
    (folder / "notes.mdx").write_text("# A walk\n\nCopper bracelets cure gout.\n", encoding="utf-8")
    for name in ("LICENSE", "data.json", "settings.yaml", "requirements.txt"):
        (folder / name).write_text("Copper bracelets cure gout.\n", encoding="utf-8")
    git(folder, "add", "--all")
    done = run(runner, folder, installing, "run", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{MANY + 3} articles checked: 3 errors." in done.stdout
    assert {line.partition(":")[0].strip() for line in done.stdout.splitlines() if "error[" in line} == {
        "last.md",
        "page.html",
        "notes.mdx",
    }
