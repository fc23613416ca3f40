"""The GitHub action as a runner carries it out: both steps, on this checkout, in an environment of its own."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import yaml

from tests.conftest import ROOT
from tests.house.conftest import installing, repository, shared, wheelhouse

__all__ = ["installing", "repository", "shared", "wheelhouse"]


def test_it_installs_by_the_lock_and_checks(installing: dict[str, str], repository: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    work, temporary = tmp_path / "work", tmp_path / "temporary"
    (work / "articles").mkdir(parents=True)
    (work / "articles" / "a.md").write_text("# Joints\n\nCopper bracelets cure arthritis.\n", encoding="utf-8")
    known = {"github.action_path": str(repository), "runner.temp": str(temporary)}
    known |= {f"inputs.{name}": each["default"] for name, each in action["inputs"].items()}
    summary = tmp_path / "summary.md"
    printed = []
    for step in action["runs"]["steps"]:
        environment = {
            name: re.sub(r"\$\{\{ ([a-z_.-]+) \}\}", lambda match: known[match[1]], value) for name, value in step["env"].items()
        }
        done = subprocess.run(
            ["bash", "-c", step["run"]],
            cwd=work,
            env={**os.environ, **installing, **environment, "GITHUB_STEP_SUMMARY": str(summary)},
            capture_output=True,
            text=True,
            check=False,
        )
        printed.append((done.returncode, done.stdout + done.stderr))
    (installed, words), (checked, said) = printed
    assert installed == 0, words
    assert checked == 1, said
    assert "::error title=overclaim/promised-cure,file=articles/a.md,line=3," in said
    assert "promises a cure" in summary.read_text(encoding="utf-8")
