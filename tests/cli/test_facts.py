"""What an article says, told number by number and claim by claim."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import jsonschema

from clinlint.resources import schema

TEXT = """# Bones

A T-score of −2.5 or lower means osteoporosis. Her T-score was -3.1 last May. Adults need 1,000 mg of calcium a day.

No tablet cures osteoporosis.
"""


def test_each_number_and_claim_has_its_role(clinlint: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    facts = json.loads(clinlint("facts", "a.md", "--format", "json").stdout)
    seen = {(f["kind"], f["text"]): (f["role"], f["about"]) for f in facts}
    assert seen["threshold", "−2.5 or lower"] == ("definition", "T-score")
    assert seen["dose", "1,000 mg"][0] in {"recommendation", "statement"}
    assert ("negated", "cure") in [(f["role"], f["about"]) for f in facts if f["text"] == "cures osteoporosis"]
    for fact in facts:
        assert TEXT[fact["start"]["offset"] : fact["end"]["offset"]] == fact["text"]


def test_the_text_form_is_a_line_a_fact(clinlint: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    lines = clinlint("facts", "a.md", "--kind", "threshold").stdout.splitlines()
    assert lines[0].startswith("a.md:3:14: threshold of T-score: “−2.5 or lower” is definition [")
    assert lines[-1].endswith(("1 fact", "facts"))
    missing = clinlint("facts", "b.md")
    assert (missing.returncode, missing.stderr) == (2, "b.md: no such file or directory\n")


def test_check_with_facts_still_fits_the_schema(clinlint: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    report = json.loads(clinlint("check", "a.md", "--facts", "--format", "json").stdout)
    jsonschema.Draft202012Validator(schema("report.schema")).validate(report)
    assert {fact["kind"] for fact in report["files"][0]["facts"]} >= {"threshold", "dose", "claim"}
