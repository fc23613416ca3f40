"""Adding a threshold, a phrase, a rule kind, a format or an output is one file each: a copy of the package gets one of each, and uses it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

THRESHOLD = """
- id: test.sparkle
  measure: {name: sparkle index, aliases: [SI score], unit: score}
  kind: category-scale
  scheme: Sparkle 2020
  authority: Sparkle Society
  jurisdictions: [INT]
  population: {text: adults}
  status: current
  valid_from: 2020
  domain: '[0, inf)'
  categories:
  - {label: dull, interval: '[0, 40)'}
  - {label: shiny, interval: '[40, inf)'}
  accepted_variants: []
  common_errors: []
  source: {authority: Sparkle Society, title: Grades of sparkle, year: 2020, trust: primary, checked: [figure]}
  examples:
    flag: ["A sparkle index of [[70 or more]] is shiny."]
    accept: [{text: "A sparkle index of 40 or more is shiny.", because: as the society has it}]
"""
PHRASE = r"""
- id: overclaim/sparkle
  kind: claim
  subtype: hype
  severity: warning
  title: Sparkle is promised
  message: "“{text}” is sparkle."
  why: It says nothing.
  help: Leave it out.
  evidence: [hnr]
  terms:
    - {name: sparkle, match: '\bsparklicious\b', better: pleasant}
  examples:
    flag: ["This tea is [[sparklicious]]."]
    accept: [{text: "This tea is not sparklicious.", because: negated}]
"""
KIND = '''
"""Words in capitals."""

from clinlint.rules.rule import Kind


def _check(rule, article, settings):
    for hit in article.hits.get(rule.id, ()):
        yield rule.at(article.blocks[hit.block], hit.start, hit.end, message="Read calmly.")


KIND = Kind({}, _check, lambda rule: {"": "QQ[A-Z]+"})
'''
CALM = """
- id: language/loudness
  kind: shouting
  severity: info
  title: Words in capitals
  why: Readers feel shouted at.
  examples:
    flag: ["A [[QQLOUD]] word."]
    accept: [{text: "A calm word.", because: no capitals}]
"""
FORMAT = '''
"""Notes: every line a paragraph."""

from clinlint.formats.builder import Builder
from clinlint.formats.format import Format
from clinlint.model.document import Block, BlockKind, Document


def _parse(source):
    builder = Builder()
    builder.exact(source.text, 0)
    done = builder.finish()
    return Document(source, "note", (Block(BlockKind.PARAGRAPH, done.text, done.map, done.marks),))


FORMAT = Format(("note",), _parse)
'''
REPORT = '''
"""Only the rules."""

from clinlint.reports.reporter import Reporter


def render(report, style):
    return "".join(f"{finding.rule}\\n" for file in report.files for finding in file.findings)


REPORTER = Reporter("ids", render)
'''
FILES = {
    "reference/data/thresholds/sparkle.yaml": THRESHOLD,
    "rules/packs/overclaim/sparkle.yaml": PHRASE,
    "rules/packs/language/loudness.yaml": CALM,
    "rules/kinds/shouting.py": KIND,
    "formats/note.py": FORMAT,
    "reports/ids.py": REPORT,
}


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with one of each added, compiled."""
    home = tmp_path_factory.mktemp("extended")
    package = home / "linter" / "clinlint"
    shutil.copytree(ROOT / "linter" / "clinlint", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "schemas", package / "schemas")
    for name, text in FILES.items():
        (package / name).write_text(text.lstrip(), encoding="utf-8")
    run(home, "-m", "clinlint.cli.generate")
    return home


def run(home: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(home / "linter")}
    done = subprocess.run([sys.executable, *arguments], cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def rules(home: Path, name: str, text: str, *options: str) -> list[str]:
    (home / name).write_text(text, encoding="utf-8")
    out = run(home, "-m", "clinlint", "check", name, "--select", "threshold/*,overclaim/*,language/loudness", "--format", "json", *options)
    return [finding["rule"] for finding in json.loads(out)["files"][0]["findings"]]


def test_a_threshold_is_one_entry(extended: Path) -> None:
    assert rules(extended, "a.md", "A sparkle index of 70 or more is shiny.\n") == ["threshold/wrong-cut-off"]
    assert rules(extended, "b.md", "A sparkle index of 40 or more is shiny.\n") == []


def test_a_phrase_is_one_entry(extended: Path) -> None:
    assert rules(extended, "c.md", "This tea is sparklicious.\n") == ["overclaim/sparkle"]
    assert rules(extended, "d.md", "This tea is not sparklicious.\n") == []


def test_a_rule_kind_is_one_module(extended: Path) -> None:
    assert rules(extended, "e.md", "A QQLOUD word.\n") == ["language/loudness"]


def test_a_format_is_one_module(extended: Path) -> None:
    assert rules(extended, "f.note", "This tea is sparklicious.\n") == ["overclaim/sparkle"]


def test_an_output_is_one_module(extended: Path) -> None:
    (extended / "g.md").write_text("This tea is sparklicious.\n", encoding="utf-8")
    out = run(extended, "-m", "clinlint", "check", "g.md", "--select", "overclaim/*", "--format", "ids")
    assert out == "overclaim/sparkle\n"
