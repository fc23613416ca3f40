"""The GitHub action, the GitLab job and their examples in the manual: valid, safe, and doing what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

BIN = Path(sysconfig.get_path("scripts"))
ACTION = ROOT / "action.yml"
COMPONENT = ROOT / ".gitlab" / "clinlint.yml"
WRONG = "# Bracelets\n\nCopper bracelets cure arthritis.\n"


def run(*arguments: object, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(each) for each in arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )


def example(page: str, containing: str) -> str:
    """The YAML example of a page that has these words."""
    text = (ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8")
    blocks = re.findall(r'^```yaml(?: title="[^"]+")?\n(.*?)^```', text, re.MULTILINE | re.DOTALL)
    (found,) = [block for block in blocks if containing in block]
    return str(found)


@pytest.fixture
def workflow(tmp_path: Path) -> Path:
    path = tmp_path / ".github" / "workflows" / "articles.yml"
    path.parent.mkdir(parents=True)
    path.write_text(example("github.md", "runs-on"), encoding="utf-8")
    return path


def test_the_action_is_valid() -> None:
    done = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-actions", ACTION, folder=ROOT)
    assert done.returncode == 0, done.stdout


def test_the_workflow_of_the_docs_is_valid(workflow: Path) -> None:
    done = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow, folder=ROOT)
    assert done.returncode == 0, done.stdout
    done = run(BIN / "actionlint", "-no-color", workflow, folder=workflow.parents[2])
    assert done.returncode == 0, done.stdout


def test_action_and_workflow_are_safe(workflow: Path) -> None:
    for path in (ACTION, workflow):
        done = run(BIN / "zizmor", "--offline", "--no-progress", path, folder=path.parent)
        assert done.returncode == 0, done.stdout + done.stderr
    for step in yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]:
        assert "${{" not in step["run"]


def check_step(folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """The action's second step, as the runner would run it."""
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    inputs = {name: each["default"] for name, each in action["inputs"].items()} | {k.replace("_", "-"): v for k, v in given.items()}
    step = action["runs"]["steps"][1]
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda match: inputs[match[1]], value) for name, value in step["env"].items()
    }
    environment |= {"CLINLINT": str(BIN / "clinlint"), "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    return run("bash", "-c", step["run"], folder=folder, **environment)


def test_the_action_annotates_summarises_and_fails(tmp_path: Path) -> None:
    (tmp_path / "my articles").mkdir()
    (tmp_path / "my articles" / "a.md").write_text(WRONG, encoding="utf-8")
    done = check_step(tmp_path, paths="my articles\n", sarif="out.sarif")
    assert done.returncode == 1
    assert "::error title=overclaim/promised-cure,file=my articles/a.md,line=3," in done.stdout
    assert "promises a cure" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert check_step(tmp_path, paths="my articles", fail_on="never").returncode == 0
    assert check_step(tmp_path, paths="nowhere").returncode == 2


def test_inputs_are_never_run(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Calm\n", encoding="utf-8")
    check_step(tmp_path, paths="a.md; touch hacked\n$(touch hacked)\n--config=x", profile="$(touch hacked)")
    assert not (tmp_path / "hacked").exists()


def test_the_gitlab_job_is_valid(tmp_path: Path) -> None:
    spec, jobs = COMPONENT.read_text(encoding="utf-8").split("\n---\n")
    inputs: dict[str, Any] = yaml.safe_load(spec)["spec"]["inputs"]
    expanded = re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", lambda match: json.dumps(inputs[match[1]]["default"]), jobs)
    for name, text in (("job.yml", expanded), ("docs.yml", example("gitlab.md", "inputs:"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = run(
            BIN / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", tmp_path / name, folder=ROOT
        )
        assert done.returncode == 0, done.stdout
    assert set(yaml.safe_load(example("gitlab.md", "inputs:"))["include"][0]["inputs"]) <= set(inputs)


def test_the_gitlab_script_writes_both_reports(tmp_path: Path) -> None:
    _, jobs = COMPONENT.read_text(encoding="utf-8").split("\n---\n")
    job = yaml.safe_load(jobs)["clinlint"]
    (tmp_path / "a.md").write_text(WRONG, encoding="utf-8")
    (tmp_path / ".clinlint-venv" / "bin").mkdir(parents=True)
    (tmp_path / ".clinlint-venv" / "bin" / "clinlint").symlink_to(BIN / "clinlint")
    done = run(
        "bash",
        "-c",
        job["script"][2],
        folder=tmp_path,
        CLINLINT_FAIL_ON="error",
        CLINLINT_OPTIONS="--select overclaim/*",
        CLINLINT_PATHS="a.md",
    )
    assert done.returncode == 1, done.stderr
    for name in job["artifacts"]["reports"].values():
        assert (tmp_path / name).stat().st_size > 100


def test_the_hooks_of_the_docs_exist() -> None:
    config = yaml.safe_load(example("hooks.md", "rev:"))
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {hook["id"] for hook in config["repos"][0]["hooks"]} <= offered
    done = run(BIN / "prek", "validate-manifest", ROOT / ".pre-commit-hooks.yaml", folder=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_commands_of_the_docs_are_known(tmp_path: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")) if "rules" not in path.parts]
    lines = {
        line
        for text in texts
        for line in re.findall(r"^ {4}clinlint (.*?)(?:\s+#.*| {2,}.*)?$|`clinlint ([a-z]+ .*?)`", text, re.MULTILINE)
    }
    helps: dict[str, str] = {}
    for line in sorted(first or second for first, second in lines):
        command, *arguments = line.split()
        if command not in helps:
            done = run(sys.executable, "-m", "clinlint", command, "--help", folder=tmp_path, COLUMNS="200", NO_COLOR="1")
            assert done.returncode == 0, line
            helps[command] = done.stdout
        for option in (each.partition("=")[0] for each in arguments if each.startswith("--")):
            assert option in helps[command], line
