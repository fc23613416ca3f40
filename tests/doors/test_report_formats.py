"""Reports under their consumers' own checkers: Microsoft's SARIF Multitool, reviewdog's validator, GitHub's emitter."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from clinlint.cli.explain import page_of
from clinlint.reports import github, rdjson, sarif
from clinlint.reports.reporter import Revision, Style
from clinlint.rules.load import builtin
from tests.doors.conftest import npm, program
from tests.reports.sample import sample

ALLOWED = {
    "SARIF2006",  # an address that cannot be reached without a network
    "SARIF2009",  # our rule ids hold a slash: pack/what-is-wrong
    "SARIF2013",  # the articles themselves are not embedded
    "SARIF2015",  # our messages quote in double quotation marks
}


def test_sarif_multitool_has_no_error_and_no_warning(tmp_path: Path) -> None:
    tool = npm("@microsoft/sarif-multitool-linux/Sarif.Multitool")
    tool.chmod(0o755)
    rule = builtin()[0].id
    style = Style(page=lambda _rule: page_of(rule), revision=lambda: Revision("https://git.example.org/a", "0" * 40, "main"))
    log, out = tmp_path / "log.sarif", tmp_path / "out.sarif"
    log.write_text(sarif.render(sample(), style), encoding="utf-8")
    arguments = ["validate", log, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "-o", out, "--log", "ForceOverwrite"]
    subprocess.run([tool, *arguments], env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}, check=True, capture_output=True)
    results = json.loads(out.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    told = {(result["ruleId"], result.get("level", "warning"), result["message"].get("text", "")) for result in results}
    assert {each for each in told if each[0] not in ALLOWED or each[1] != "note"} == set()


def test_reviewdogs_validator_accepts_rdjson(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(rdjson.render(sample(), Style()), encoding="utf-8")
    node = program("node", "nodejs")
    (script,) = npm("@umbrelladocs/rdformat-validator/bin").glob("*.js")
    done = subprocess.run([node, script, "--strict", "--no-extra-fields", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_workflow_commands_are_what_githubs_own_emitter_prints() -> None:
    node = program("node", "nodejs")
    emitter = npm("@actions/core/lib/command.js").as_uri()
    ours = github.render(sample(), Style()).splitlines()
    script = (
        "const { issueCommand } = await import(process.argv[2]);"
        "for (const [command, properties, message] of JSON.parse(process.argv[1])) issueCommand(command, properties, message);"
    )
    calls = []
    for line in ours:
        head, _, message = line.removeprefix("::").partition("::")
        command, _, listed = head.partition(" ")
        properties = dict(pair.split("=", 1) for pair in listed.split(","))
        calls.append([command, {name: _plain(value) for name, value in properties.items()}, _plain(message)])
    done = subprocess.run(
        [node, "--input-type=module", "-e", script, json.dumps(calls), emitter],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ours


def _plain(text: str) -> str:
    return text.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
